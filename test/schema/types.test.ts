// Spellings of types that mean the same, and which may take each other's place.

import { describe, expect, test } from "vitest";
import { canonicalType, hasCharset, keepsReferences } from "../../src/schema/types.js";
import type { Dialect } from "../../src/sql/definition.js";
import { replayTexts } from "./replay-text.js";

function typeOf(written: string, dialect: Dialect) {
  const [column] = replayTexts(dialect, [`CREATE TABLE t (c ${written});`]).final.table("t")?.columns ?? [];
  if (!column) throw new Error(`no column of type ${written}`);
  return column.type;
}

describe("canonicalType", () => {
  test.each([
    ["int(11)", "int"],
    ["INTEGER(10) UNSIGNED", "int unsigned"],
    ["int(5) zerofill", "int unsigned zerofill"],
    ["tinyint(1)", "tinyint(1)"],
    ["tinyint(01)", "tinyint(1)"],
    ["tinyint(1) unsigned", "tinyint unsigned"],
    ["tinyint(4)", "tinyint"],
    ["boolean", "tinyint(1)"],
    ["char", "char(1)"],
    ["binary", "binary(1)"],
    ["bit", "bit(1)"],
    ["decimal", "decimal(10,0)"],
    ["decimal(7)", "decimal(7,0)"],
    ["decimal(7,2)", "decimal(7,2)"],
    ["year(4)", "year"],
    ["float(24)", "float"],
    ["float(25)", "double"],
    ["float(25,2)", "float(25,2)"],
    ["timestamp(0)", "timestamp"],
    ["datetime(3)", "datetime(3)"],
    ["time(0)", "time"],
    ["blob(255)", "tinyblob"],
    ["blob(256)", "blob"],
    ["blob(65535)", "blob"],
    ["blob(65536)", "mediumblob"],
    ["blob(16777215)", "mediumblob"],
    ["blob(16777216)", "longblob"],
    ["enum('a','it''s')", "enum('a','it''s')"],
  ])("%s is %s on MySQL", (written, expected) => {
    expect(canonicalType(typeOf(written, "mysql"), "mysql")).toBe(expected);
  });

  test.each([
    ["numeric(7)", "numeric(7,0)"],
    ["numeric", "numeric"],
    ["char", "character(1)"],
    ["varchar(9)", "character varying(9)"],
    ["int4[][]", "integer[]"],
    ["app.mood", "app.mood"],
    ["timestamptz(3)", "timestamp with time zone(3)"],
    ["bit", "bit(1)"],
  ])("%s is %s on PostgreSQL", (written, expected) => {
    expect(canonicalType(typeOf(written, "postgresql"), "postgresql")).toBe(expected);
  });
});

test.each([
  ["varchar(10)", "varchar(20)", true],
  ["varchar(20)", "varchar(20)", true],
  ["varchar(20)", "varchar(10)", false],
  ["varbinary(10)", "varbinary(20)", true],
  ["char(10)", "char(20)", false],
  ["int", "bigint", false],
  ["int(11)", "int", true],
  ["varchar(10)", "varbinary(20)", false],
])("a foreign key's column may go from %s to %s: %s", (from, to, expected) => {
  expect(keepsReferences(typeOf(from, "mysql"), typeOf(to, "mysql"), "mysql")).toBe(expected);
});

test("texts have a charset, bytes and numbers have none", () => {
  const having = ["char(1)", "varchar(9)", "text", "longtext", "enum('a')", "set('a')"];
  const without = ["binary(1)", "varbinary(9)", "blob", "int", "json", "date"];
  expect([...having, ...without].filter((type) => hasCharset(typeOf(type, "mysql")))).toEqual(having);
});
