// Every file of fixtures/sql runs on its server, statement by statement; so nothing in it is wrong.

import { describe, expect, test } from "vitest";
import { filesIn, findingsOf } from "./files.js";

/** Wrong in a file that a server runs: it cannot be read, the dialect has it not, it does not find what it names. */
const mustBeSilent = ["syntax", "dialect-support", "forward-order", "unresolved-change"];

/** What is said, and true: what cannot be known from the text, or is read over by the server. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "mysql/client-commands.sql": [
    "4:1 unresolved-change: The file that it runs is not followed.",
    "5:1 unresolved-change: The file that it runs is not followed.",
  ],
  "mysql/create-table-keys.sql": [
    "49:17 dialect-support: REFERENCES behind a column has no effect on MySQL before 9, which reads over it (`dialectVersion` is 8.4); MariaDB 10.5 and PostgreSQL have it.",
  ],
  "postgresql/copy-and-psql.sql": [
    "20:53 unresolved-change: The statements that the query's rows hold are not known.",
    "29:1 unresolved-change: The file that it runs is not followed.",
  ],
};

const files = [
  ...filesIn("mysql", "mysql"),
  ...filesIn("mariadb", "mariadb"),
  ...filesIn("postgresql", "postgresql"),
].filter(({ needs }) => !needs.includes("not-followed"));

describe("what a server runs is read whole, and nothing is wrong with it", () => {
  test.each(files.map((file) => [file.path, file] as const))("%s", async (path, file) => {
    const found = await findingsOf(file, mustBeSilent);
    expect(found).toEqual(expected[path] ?? []);
  });
});

describe("what MySQL and MariaDB share is read alike", () => {
  const shared = filesIn("mysql", "mariadb").filter(
    ({ needs }) => !needs.some((need) => need.startsWith("mysql-")),
  );
  test.each(shared.map((file) => [file.path, file] as const))("%s", async (path, file) => {
    const unresolved = (expected[path] ?? []).filter((one) => one.includes(" unresolved-change: "));
    expect(await findingsOf(file, mustBeSilent)).toEqual(unresolved);
  });
});
