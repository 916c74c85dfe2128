import { describe, expect, test } from "vitest";
import { expectAgreement } from "./agreement.js";
import { mariadbVersion } from "./mariadb.js";
import { mariadbCases } from "./mariadb-cases.js";

const version = mariadbVersion();

test.runIf(process.env.CI === "true")("a MariaDB server answers", () => {
  expect(version).toBeDefined();
});
if (version === undefined)
  console.warn("No MariaDB server on 127.0.0.1: the model is not compared with one.");

describe.runIf(version !== undefined)("the model and MariaDB's catalog agree", () => {
  test.each(Object.entries(mariadbCases))("%s", (_, statements) => {
    expectAgreement("mariadb", [{ path: "case.sql", text: `${statements.join("\n")}\n` }]);
  });
});
