import { expect, test } from "vitest";
import { narrowingOf } from "../../src/rule/narrowing.js";
import { isBoolean, isJson, isMoment, isOneOf, meaningOf } from "../../src/rule/types.js";
import { columnOf, typeOf } from "./model.js";

test.each([
  ["character varying(255)", "postgresql", "varchar(255)"],
  ["character(36)", "postgresql", "char(36)"],
  ["uuid", "postgresql", "uuid"],
  ["uuid", "mysql", "char(36)"],
  ["uuid", "mariadb", "uuid"],
  ["jsonb", "mysql", "json"],
  ["jsonb", "mariadb", "json"],
  ["jsonb", "postgresql", "jsonb"],
  ["tinyint(1)", "mysql", "boolean"],
  ["tinyint(4)", "mysql", "tinyint(4)"],
  ["timestamp with time zone(3)", "postgresql", "timestamptz(3)"],
] as const)("%s on %s means %s", (type, dialect, meaning) => {
  expect(meaningOf(typeOf(type), dialect)).toBe(meaning);
});

test("types are asked for as people write them", () => {
  expect(isOneOf(typeOf("character varying(255)"), "postgresql", ["VARCHAR( 255 )"])).toBe(true);
  expect(isOneOf({ ...typeOf("uuid"), dimensions: 1 }, "postgresql", ["UUID"])).toBe(false);
  expect(isBoolean(typeOf("boolean"), "postgresql")).toBe(true);
  expect(isBoolean(typeOf("bit(1)"), "mysql")).toBe(false);
  expect(isJson(typeOf("longtext"), "mariadb")).toBe(false);
  expect(isMoment(typeOf("timestamp without time zone(3)"))).toBe(true);
  expect(isMoment(typeOf("date"))).toBe(false);
});

const narrows = (from: string, to: string, dialect: "mysql" | "postgresql" = "mysql") =>
  narrowingOf(columnOf("c", from), columnOf("c", to), dialect) !== undefined;

test.each([
  ["varchar(255)", "varchar(100)"],
  ["text", "varchar(255)"],
  ["varchar(255)", "json"],
  ["varchar(255)", "enum('A','B')"],
  ["enum('A','B')", "enum('A')"],
  ["enum('LONG')", "varchar(3)"],
  ["bigint", "int"],
  ["int", "varchar(10)"],
  ["decimal(10,2)", "decimal(10,4)"],
  ["datetime", "date"],
  ["longtext", "text"],
])("%s to %s narrows", (from, to) => {
  expect(narrows(from, to)).toBe(true);
});

test.each([
  ["varchar(100)", "varchar(255)"],
  ["varchar(255)", "text"],
  ["char(36)", "varchar(36)"],
  ["enum('A')", "enum('a','B')"],
  ["enum('A','BB')", "varchar(10)"],
  ["int", "bigint"],
  ["tinyint(1)", "int"],
  ["decimal(10,2)", "decimal(12,2)"],
  ["timestamp", "datetime"],
  ["date", "datetime"],
  ["json", "longtext"],
])("%s to %s does not narrow", (from, to) => {
  expect(narrows(from, to)).toBe(false);
});

test("a sign is lost or won", () => {
  const unsigned = columnOf("c", "int").with({ type: { ...typeOf("int"), unsigned: true } });
  expect(narrowingOf(columnOf("c", "int"), unsigned, "mysql")).toContain("narrows");
  expect(narrowingOf(unsigned, columnOf("c", "int"), "mysql")).toContain("narrows");
  expect(narrowingOf(unsigned, columnOf("c", "bigint"), "mysql")).toBeUndefined();
});
