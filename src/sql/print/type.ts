// Types as a dialect writes them. In: a DataType. Out: SQL: as written where the dialect has the type, else its nearest.

import { factsByName } from "../../text/facts-by-name.js";
import type { DataType } from "../definition.js";
import { mysqlTypeWords } from "../dialects/mysql-types.js";
import { printStrings } from "./name.js";
import { has, join, type Target } from "./target.js";

export function printType(type: DataType, target: Target): string {
  return target.dialect === "postgresql" ? printPostgresqlType(type) : printMysqlType(type, target);
}

/** BOOLEAN, or what MySQL and MariaDB file it as. */
export function isBoolean({ name, arguments: args }: DataType): boolean {
  return name === "boolean" || (name === "tinyint" && args.length === 1 && args[0] === "1");
}

function inParentheses(args: readonly string[]): string {
  return args.length > 0 ? `(${args.join(",")})` : "";
}

function printMysqlType(type: DataType, target: Target): string {
  const base = isMysqlType(type) ? printMysqlBase(type, target) : printNearestMysql(type, target);
  return join(
    base,
    type.unsigned && !/\bunsigned\b/i.test(base) && "UNSIGNED",
    type.zerofill && "ZEROFILL",
    type.charset && `CHARACTER SET ${type.charset.value}`,
    type.collation && `COLLATE ${type.collation.value}`,
    // MySQL's own SERIAL is unsigned, and says the rest of what it means itself.
    /serial/i.test(type.text) && !type.unsigned && "AUTO_INCREMENT",
  );
}

const mysqlNames = new Set([...mysqlTypeWords.values()].map((word) => word.name));

function isMysqlType({ name, dimensions }: DataType): boolean {
  return dimensions === 0 && mysqlNames.has(name);
}

function printMysqlBase(type: DataType, target: Target): string {
  const word = /^\w+/.exec(type.text)?.[0] ?? "";
  if (type.values.length > 0) return `${word || type.name}${printStrings(type.values, target.dialect)}`;
  const known = mysqlTypeWords.get(word.toUpperCase());
  if (known?.construct && !has(target, known.construct)) return printNearestMysql(type, target);
  // A synonym that brings more along than its type (NCHAR a character set, SERIAL a key) is written out.
  const isWhole = known?.name === type.name && !known.charset && !known.unsigned;
  return isWhole ? type.text : type.name.toUpperCase() + inParentheses(type.arguments);
}

type Translation = (args: string) => string;
const always =
  (text: string): Translation =>
  () =>
    text;
const withArguments =
  (text: string, without = text): Translation =>
  (args) =>
    args ? text + args : without;

// PostgreSQL's types, each with the MySQL type that holds its values: PostgreSQL 17 manual, table 8.1; MySQL 8.4 manual chapter 13.
const toMysql: Readonly<Record<string, Translation>> = factsByName({
  boolean: always("BOOLEAN"),
  integer: always("INT"),
  numeric: withArguments("DECIMAL"),
  real: always("FLOAT"),
  "double precision": always("DOUBLE"),
  money: always("DECIMAL(19,2)"),
  "character varying": withArguments("VARCHAR", "TEXT"),
  character: withArguments("CHAR"),
  citext: always("VARCHAR(255)"),
  bytea: always("LONGBLOB"),
  jsonb: always("JSON"),
  hstore: always("JSON"),
  uuid: always("CHAR(36)"),
  inet: always("VARCHAR(43)"),
  cidr: always("VARCHAR(43)"),
  inet4: always("VARCHAR(15)"),
  inet6: always("VARCHAR(39)"),
  timestamptz: withArguments("TIMESTAMP"),
  "timestamp with time zone": withArguments("TIMESTAMP"),
  "timestamp without time zone": withArguments("DATETIME"),
  "time with time zone": withArguments("TIME"),
  "time without time zone": withArguments("TIME"),
  timetz: withArguments("TIME"),
  xml: always("TEXT"),
  tsvector: always("TEXT"),
});

function printNearestMysql(type: DataType, target: Target): string {
  if (type.dimensions > 0) return "JSON";
  if (type.values.length > 0) return `ENUM${printStrings(type.values, target.dialect)}`;
  const translate = toMysql[type.name];
  return translate ? translate(inParentheses(type.arguments)) : type.text;
}

const toPostgresql: Readonly<Record<string, Translation>> = factsByName({
  tinyint: always("SMALLINT"),
  smallint: always("SMALLINT"),
  mediumint: always("INTEGER"),
  int: always("INTEGER"),
  bigint: always("BIGINT"),
  year: always("SMALLINT"),
  float: always("REAL"),
  double: always("DOUBLE PRECISION"),
  datetime: withArguments("TIMESTAMP"),
  tinytext: always("TEXT"),
  mediumtext: always("TEXT"),
  longtext: always("TEXT"),
  binary: always("BYTEA"),
  varbinary: always("BYTEA"),
  tinyblob: always("BYTEA"),
  blob: always("BYTEA"),
  mediumblob: always("BYTEA"),
  longblob: always("BYTEA"),
  // A closed set is a type of its own, or a CHECK: the column's printer adds that.
  enum: always("TEXT"),
  set: always("TEXT"),
  inet4: always("INET"),
  inet6: always("INET"),
});

// The next wider type has room for what UNSIGNED gains.
const unsignedToPostgresql: Readonly<Record<string, string>> = factsByName({
  tinyint: "SMALLINT",
  smallint: "INTEGER",
  mediumint: "INTEGER",
  int: "BIGINT",
  bigint: "NUMERIC(20)",
});

// A collation of MySQL begins with its character set: MySQL 8.4 manual 12.3.1.
const mysqlCollation =
  /^(utf|latin|ucs|ascii|cp\d|gb|big5|koi8|sjis|ujis|euckr|hebrew|greek|tis620|swe7|dec8|hp8|mac)\w*_/;

function printPostgresqlType(type: DataType): string {
  const translate = toPostgresql[type.name];
  const foreign = translate && (type.unsigned || !isPostgresqlSpelling(type));
  const wider = foreign && type.unsigned ? unsignedToPostgresql[type.name] : undefined;
  if (isBoolean(type)) return /^bool(?:ean)?$/i.test(type.text) ? type.text : "BOOLEAN";
  const base = wider ?? (foreign ? translate(inParentheses(type.arguments)) : type.text);
  const { collation } = type;
  const isForeign = collation && mysqlCollation.test(collation.value);
  return join(base, collation && !isForeign && `COLLATE "${collation.value}"`);
}

// SMALLINT, INT, BIGINT and FLOAT are in both, but only MySQL gives them a display width.
function isPostgresqlSpelling({ name, arguments: args }: DataType): boolean {
  return ["smallint", "int", "bigint"].includes(name) && args.length === 0;
}
