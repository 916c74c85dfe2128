// The type names of MySQL and MariaDB. In: nothing. Out: tables of facts.
// MySQL 9.x manual chapter 13; MariaDB documentation "Data Types". Synonyms: MySQL manual 13.9 "Using Data Types from Other
// Database Engines"; the catalogs show the canonical name.

import type { Construct } from "./constructs.js";

/** A word that names a type, and the type that the catalog files it under. */
export interface TypeWord {
  readonly name: string;
  /** What it is without arguments, where that is another type. */
  readonly bare?: string;
  /** What the synonym brings along. */
  readonly arguments?: readonly string[];
  readonly unsigned?: true;
  readonly charset?: string;
  /** A key of the construct table, where not every version of both servers has the type. */
  readonly construct?: Construct;
}

const same = (...names: string[]): [string, TypeWord][] =>
  names.map((name) => [name.toUpperCase(), { name }]);

export const mysqlTypeWords: ReadonlyMap<string, TypeWord> = new Map<string, TypeWord>([
  ...same("int", "tinyint", "smallint", "mediumint", "bigint", "decimal", "float", "double", "bit"),
  ...same("date", "time", "timestamp", "datetime", "year", "char", "varchar", "binary", "varbinary"),
  ...same("tinyblob", "blob", "mediumblob", "longblob", "tinytext", "text", "mediumtext", "longtext"),
  ...same("enum", "set", "json", "geometry", "point", "linestring", "polygon", "multipoint"),
  ...same("multilinestring", "multipolygon", "geometrycollection"),
  ["INTEGER", { name: "int" }],
  ["INT1", { name: "tinyint" }],
  ["INT2", { name: "smallint" }],
  ["INT3", { name: "mediumint" }],
  ["INT4", { name: "int" }],
  ["INT8", { name: "bigint" }],
  ["MIDDLEINT", { name: "mediumint" }],
  ["BOOL", { name: "tinyint", arguments: ["1"] }],
  ["BOOLEAN", { name: "tinyint", arguments: ["1"] }],
  ["DEC", { name: "decimal" }],
  ["NUMERIC", { name: "decimal" }],
  ["FIXED", { name: "decimal" }],
  ["REAL", { name: "double" }],
  ["FLOAT4", { name: "float" }],
  ["FLOAT8", { name: "double" }],
  ["CHARACTER", { name: "char" }],
  ["NCHAR", { name: "char", charset: "utf8mb3" }],
  ["NVARCHAR", { name: "varchar", charset: "utf8mb3" }],
  ["VARCHARACTER", { name: "varchar" }],
  ["LONG", { name: "mediumtext" }],
  ["GEOMCOLLECTION", { name: "geometrycollection" }],
  ["SERIAL", { name: "bigint", unsigned: true }],
  ["VECTOR", { name: "vector", construct: "type-vector" }],
  ["UUID", { name: "uuid", construct: "type-uuid" }],
  ["INET4", { name: "inet4", construct: "type-inet4" }],
  ["INET6", { name: "inet6", construct: "type-inet6" }],
]);

/** What words mean under sql_mode=ORACLE, where they are no types otherwise or others (MariaDB documentation "SQL_MODE=ORACLE"; 10.11: tried). */
export const oracleTypeWords: ReadonlyMap<string, TypeWord> = new Map<string, TypeWord>([
  ["NUMBER", { name: "decimal", bare: "double" }],
  ["VARCHAR2", { name: "varchar" }],
  ["RAW", { name: "varbinary" }],
  ["CLOB", { name: "longtext" }],
  ["BLOB", { name: "blob", bare: "longblob" }],
  ["DATE", { name: "datetime" }],
]);

/** Types that only PostgreSQL has, by their keys in the construct table. */
export const postgresqlOnlyTypes: ReadonlyMap<string, Construct> = new Map<string, Construct>([
  ["JSONB", "type-jsonb"],
  ["BYTEA", "type-bytea"],
  ["TIMESTAMPTZ", "type-timestamptz"],
  ["TIMETZ", "type-timestamptz"],
  ["BIGSERIAL", "type-serial"],
  ["SMALLSERIAL", "type-serial"],
  ["CITEXT", "type-citext"],
  ["INTERVAL", "type-interval"],
  ["INET", "type-inet"],
  ["CIDR", "type-inet"],
  ["MONEY", "type-money"],
  ["HSTORE", "type-hstore"],
  ["TSVECTOR", "type-tsvector"],
  ["XML", "type-xml"],
]);
