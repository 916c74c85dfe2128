// Where servers and their versions differ: before and since.

import { expect, test } from "vitest";
import { charsetName, charsetOf, reaches, type Server, serverOf } from "../../src/schema/server.js";
import type { Dialect } from "../../src/sql/definition.js";

const on = (version: string): Server => {
  const [dialect, numbers] = version.split(" ") as [Dialect, string];
  return serverOf(dialect, numbers.split(".").map(Number));
};

test.each([
  ["8.0", "8.0.16", true],
  ["8.0.16", "8.0.16", true],
  ["8.0.15", "8.0.16", false],
  ["9", "8.0.16", true],
  ["5.7", "8", false],
  ["10.10", "10.9.3", true],
])("%s reaches %s: %s", (version, wanted, expected) => {
  expect(reaches(version.split(".").map(Number), wanted.split(".").map(Number))).toBe(expected);
});

test.each([
  ["keepsChecks", "mysql 8.0.15", "mysql 8.0.16"],
  ["keepsChecks", "mysql 5.7", "mariadb 10.2"],
  ["honoursInlineReferences", "mysql 8.4", "mysql 9.0"],
  ["honoursInlineReferences", "mysql 8.4", "mariadb 10.6"],
  ["implicitTimestamps", "mysql 8.0.2", "mysql 8.0.1"],
  ["implicitTimestamps", "mariadb 10.10", "mariadb 10.9"],
  ["implicitTimestamps", "postgresql 9", "mysql 5.7"],
  ["indexNamesForeignKey", "mysql 8.0.16", "mysql 8.0.15"],
  ["indexNamesForeignKey", "postgresql 9", "mariadb 11.4"],
  ["dropsColumnFromUniqueKeys", "mariadb 10.11", "mysql 8.0"],
  ["refersToUniqueKeys", "mysql 8.3", "mysql 8.4"],
  ["refersToUniqueKeys", "mariadb 11.4", "mysql 9.1"],
  ["pinsServingIndexes", "mariadb 10.11", "mysql 8.0"],
  ["reusesForeignKeyName", "mariadb 10.11", "postgresql 15"],
  ["reusesForeignKeyName", "mysql 8.0", "mysql 5.7"],
  ["checksBelongToColumns", "mysql 8.0", "mariadb 10.11"],
  ["pinsUsedColumns", "mariadb 10.11", "mysql 8.0"],
  ["dropsTablesOneByOne", "mysql 8.0", "mariadb 10.11"],
  ["namesNotNull", "postgresql 17", "postgresql 18"],
  ["namesNotNull", "mysql 18", "postgresql 18"],
] as const)("%s: not %s, but %s", (fact, without, having) => {
  expect([on(without)[fact], on(having)[fact]]).toEqual([false, true]);
});

test.each([
  ["mysql 8.0.1", "utf8mb4", "utf8mb4_0900_ai_ci"],
  ["mysql 8.0.0", "utf8mb4", "utf8mb4_general_ci"],
  ["mysql 8.4", "latin1", "latin1_swedish_ci"],
  ["mariadb 11.4", "utf8mb4", "utf8mb4_general_ci"],
  ["mariadb 11.5", "utf8mb4", "utf8mb4_uca1400_ai_ci"],
  ["mariadb 11.5", "gbk", "gbk_chinese_ci"],
  ["mariadb 11.5", "constructor", undefined],
])("%s: %s has the collation %s", (server, charset, collation) => {
  expect(on(server).defaultCollation(charset)).toBe(collation);
});

test("catalogs file utf8 as utf8mb3", () => {
  expect(["UTF8", "utf8mb4", "utf8_bin", "latin1"].map(charsetName)).toEqual([
    "utf8mb3",
    "utf8mb4",
    "utf8mb3_bin",
    "latin1",
  ]);
  expect(["utf8_general_ci", "utf8mb4_0900_ai_ci", "binary"].map(charsetOf)).toEqual([
    "utf8mb3",
    "utf8mb4",
    "binary",
  ]);
});
