import { describe, expect, test } from "vitest";
import type { DataType } from "../../src/sql/definition.js";
import { changeOf, constructsOf, read, readClean } from "./postgresql-reading.js";

function typeOf(written: string): DataType {
  const { columns } = changeOf(readClean(`CREATE TABLE t (c ${written});`), "createTable");
  return columns[0]?.type as DataType;
}

// As format_type() of PostgreSQL 15 shows them, the arguments apart.
const canonical: readonly (readonly [written: string, name: string, ...args: string[]])[] = [
  ["int", "integer"],
  ["INT4", "integer"],
  ["integer", "integer"],
  ["smallint", "smallint"],
  ["int8", "bigint"],
  ["serial", "integer"],
  ["BIGSERIAL", "bigint"],
  ["serial2", "smallint"],
  ["real", "real"],
  ["float", "double precision"],
  ["float(24)", "real"],
  ["float(25)", "double precision"],
  ["double precision", "double precision"],
  ["decimal(10, 2)", "numeric", "10", "2"],
  ["numeric", "numeric"],
  ["bool", "boolean"],
  ["varchar(255)", "character varying", "255"],
  ["character varying(3)", "character varying", "3"],
  ["national character varying(3)", "character varying", "3"],
  ["varchar", "character varying"],
  ["char(36)", "character", "36"],
  ["nchar(2)", "character", "2"],
  ["bpchar", "bpchar"],
  ["bpchar(5)", "character", "5"],
  ['"char"', '"char"'],
  ["timestamp", "timestamp without time zone"],
  ["timestamp(3) without time zone", "timestamp without time zone", "3"],
  ["timestamp with time zone", "timestamp with time zone"],
  ["timestamp(6) with time zone", "timestamp with time zone", "6"],
  ["timestamptz", "timestamp with time zone"],
  ["TIMESTAMPTZ(3)", "timestamp with time zone", "3"],
  ["time", "time without time zone"],
  ["timetz(2)", "time with time zone", "2"],
  ["interval", "interval"],
  ["interval(3)", "interval", "3"],
  ["interval year to month", "interval year to month"],
  ["interval day to second(3)", "interval day to second", "3"],
  ["bit(3)", "bit", "3"],
  ["bit varying(5)", "bit varying", "5"],
  ["varbit", "bit varying"],
  ["jsonb", "jsonb"],
  ["uuid", "uuid"],
  ["bytea", "bytea"],
  ["citext", "citext"],
  ["pg_catalog.int4", "integer"],
  ["pg_catalog.timestamptz", "timestamp with time zone"],
  ['"varchar"(7)', "character varying", "7"],
  ["geometry(Point, 4326)", "geometry", "Point", "4326"],
  ["vector(1536)", "vector", "1536"],
];

describe("a type has the name that the catalog gives it", () => {
  test.each(canonical)("%s", (written, name, ...args) => {
    const type = typeOf(written);
    expect([type.name, ...type.arguments]).toEqual([name, ...args]);
  });

  test("keeps what is written, white space folded", () => {
    expect(typeOf("character  varying ( 10 )").text).toBe("character varying(10)");
    expect(typeOf("numeric(10,2)").text).toBe("numeric(10, 2)");
    expect(typeOf("timestamp(3) with\ntime zone").text).toBe("timestamp(3) with time zone");
    expect(typeOf("BIGSERIAL").text).toBe("BIGSERIAL");
  });

  test("counts dimensions", () => {
    expect(typeOf("int[]").dimensions).toBe(1);
    expect(typeOf("int [3][4]").dimensions).toBe(2);
    expect(typeOf("text ARRAY").dimensions).toBe(1);
    expect(typeOf("text ARRAY[4]").dimensions).toBe(1);
    expect(typeOf("int").dimensions).toBe(0);
  });

  test("of the user's own: with its schema, folded unless quoted", () => {
    expect(typeOf("Mood")).toMatchObject({ name: "mood" });
    expect(typeOf("Mood").schema).toBeUndefined();
    expect(typeOf('app."Mood"')).toMatchObject({ name: "Mood", schema: "app" });
    expect(typeOf('"public"."Role"[]')).toMatchObject({ name: "Role", schema: "public", dimensions: 1 });
  });

  test("has its range", () => {
    const reading = readClean("CREATE TABLE t (c timestamp(3) with time zone NOT NULL, d varchar(10)[]);");
    const { columns } = changeOf(reading, "createTable");
    expect(columns.map(({ type }) => reading.at(type?.range))).toEqual([
      "timestamp(3) with time zone",
      "varchar(10)[]",
    ]);
  });

  test("a collation stands with the type", () => {
    const reading = readClean("CREATE TABLE t (c text NOT NULL COLLATE \"de_DE\" DEFAULT 'x');");
    const { columns } = changeOf(reading, "createTable");
    expect(columns[0]?.type?.collation?.value).toBe("de_DE");
    expect(reading.at(columns[0]?.type?.collation?.range)).toBe('COLLATE "de_DE"');
  });
});

test("a serial column is NOT NULL", () => {
  const reading = readClean("CREATE TABLE t (id serial PRIMARY KEY, n bigserial);");
  const { columns } = changeOf(reading, "createTable");
  expect(columns.map(({ nullable }) => nullable?.value)).toEqual([false, false]);
  expect(reading.at(columns[1]?.nullable?.range)).toBe("bigserial");
});

describe("types of MySQL are noted", () => {
  test.each([
    ["tinyint(1)", "tinyint", ["type-tinyint: tinyint"]],
    ["DATETIME(6)", "datetime", ["type-datetime: DATETIME"]],
    ["double", "double", ["type-double: double"]],
    ["year", "year", ["type-year: year"]],
    ["longblob", "longblob", ["type-blob: longblob"]],
    ["mediumtext", "mediumtext", ["type-sized-text: mediumtext"]],
    ["INT(11)", "integer", ["type-width: (11)"]],
    ["bigint unsigned", "bigint", ["unsigned: unsigned"]],
    ["int(10) unsigned zerofill", "integer", ["type-width: (10)", "unsigned: unsigned zerofill"]],
    ["enum('a', 'b')", "enum", ["type-enum: enum"]],
    ["varchar(20) CHARACTER SET utf8mb4", "character varying", ["character-set: CHARACTER SET utf8mb4"]],
  ])("%s", (written, name, constructs) => {
    const reading = read(`CREATE TABLE t (c ${written} NOT NULL);`);
    const { columns } = changeOf(reading, "createTable");
    expect(columns[0]?.type?.name).toBe(name);
    expect(columns[0]?.nullable?.value).toBe(false);
    expect(constructsOf(reading)).toEqual(constructs);
    expect(reading.statements[0]?.problems).toEqual([]);
  });

  test("TINYINT keeps its width, INT does not; UNSIGNED and labels are kept", () => {
    const { columns } = changeOf(
      read("CREATE TABLE t (a tinyint(1), b int(11), c int unsigned, d enum('x', 'y'));"),
      "createTable",
    );
    expect(columns.map(({ type }) => type?.arguments)).toEqual([["1"], [], [], []]);
    expect(columns[2]?.type?.unsigned).toBe(true);
    expect(columns[3]?.type?.values.map(({ value }) => value)).toEqual(["x", "y"]);
  });

  test("a schema of one's own may have a type of that name", () => {
    expect(typeOf("app.datetime")).toMatchObject({ name: "datetime", schema: "app" });
  });
});
