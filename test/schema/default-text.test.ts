// Defaults that mean the same are the same text, and no others.

import { expect, test } from "vitest";
import { defaultText } from "../../src/schema/default-text.js";
import type { Dialect } from "../../src/sql/definition.js";
import { replayTexts } from "./replay-text.js";

function textOf(dialect: Dialect, definition: string): string | undefined {
  const [column] =
    replayTexts(dialect, [`CREATE TABLE t (a ${definition});`]).final.table("t")?.columns ?? [];
  if (!column) throw new Error(`not read: ${definition}`);
  return defaultText(column.default, column.type.name, dialect);
}

test.each([
  ["INT", undefined],
  ["INT DEFAULT NULL", undefined],
  ["INT DEFAULT 5", "5"],
  ["INT DEFAULT '5'", "5"],
  ["INT DEFAULT '05'", "5"],
  ["INT DEFAULT ''", "''"],
  ["INT DEFAULT 0x10", "16"],
  ["INT DEFAULT b'101'", "5"],
  ["INT DEFAULT x''", "0"],
  ["DECIMAL(5,2) DEFAULT 5.00", "5"],
  ["BIT(3) DEFAULT b'101'", "b'101'"],
  ["BIT(3) DEFAULT 5", "b'101'"],
  ["BIT(8) DEFAULT 0x1F", "b'11111'"],
  ["BIT(8) DEFAULT x''", "b'0'"],
  ["BIT(8) DEFAULT 'a'", "'a'"],
  ["VARCHAR(5) DEFAULT '5'", "'5'"],
  ["VARCHAR(5) DEFAULT 'it''s'", "'it''s'"],
  ["VARCHAR(5) DEFAULT x'4142'", "'AB'"],
  ["VARCHAR(5) DEFAULT x''", "''"],
  ["VARCHAR(5) DEFAULT b''", "''"],
  ["VARCHAR(5) DEFAULT b'1000001'", "'A'"],
  ["VARCHAR(5) DEFAULT 0b1000001", "'A'"],
  ["VARCHAR(5) DEFAULT 'x''4142'''", "'x''4142'''"],
  ["BINARY(4) DEFAULT 'a'", "'a'"],
  ["BINARY(4) DEFAULT 'a\0\0'", "'a'"],
  ["BINARY(4) DEFAULT 0x610000", "'a'"],
  ["VARBINARY(4) DEFAULT 'a\0'", "'a\0'"],
  ["VARBINARY(4) DEFAULT 0x6100", "'a\0'"],
  ["DATETIME DEFAULT NOW()", "CURRENT_TIMESTAMP"],
  ["DATETIME DEFAULT CURRENT_TIMESTAMP(0)", "CURRENT_TIMESTAMP"],
  ["DATETIME(3) DEFAULT LOCALTIME( 3 )", "CURRENT_TIMESTAMP(3)"],
  ["INT DEFAULT (1 + 2)", "(1 + 2)"],
])("MySQL: %s", (definition, expected) => {
  expect(textOf("mysql", definition)).toBe(expected);
});

test.each([
  ["boolean DEFAULT true", "true"],
  ["boolean DEFAULT 'YES'", "true"],
  ["boolean DEFAULT 'off'", "false"],
  ["boolean DEFAULT 'maybe'", "'maybe'"],
  ["integer DEFAULT '5'", "5"],
  ["text DEFAULT '5'", "'5'"],
  ["text DEFAULT NULL", undefined],
  ["timestamptz DEFAULT now()", "CURRENT_TIMESTAMP"],
])("PostgreSQL: %s", (definition, expected) => {
  expect(textOf("postgresql", definition)).toBe(expected);
});
