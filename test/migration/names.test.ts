import { describe, expect, it } from "vitest";
import { comparePaths, compareVersions } from "../../src/migration/names.js";

describe("versions", () => {
  it("are numbers, and dates whether dashes part them or not", () => {
    const order = ["2", "10", "20140924113530", "2017-08-31-230457", "2017-09-01", "20180101000000"];
    expect([...order].reverse().sort(compareVersions)).toEqual(order);
  });

  it("are text where Diesel has dropped the dashes of a date", () => {
    const order = ["2020-04-10-111111", "2020-12-15-000000", "2020-12-7-190800", "2021-01-15-013524"];
    expect([...order].reverse().sort(compareVersions)).toEqual(order);
  });

  it("are led by the first number of a span", () => {
    expect(["005", "004-008", "003"].sort(compareVersions)).toEqual(["003", "004-008", "005"]);
  });
});

describe("paths", () => {
  it("have numbers as numbers, folders before what is longer", () => {
    const order = ["m/7/1.sql", "m/10/1.sql", "m/10/2.sql", "m/a.sql"];
    expect([...order].reverse().sort(comparePaths)).toEqual(order);
  });
});
