// The type names of PostgreSQL. In: nothing. Out: tables of facts.
// PostgreSQL 18 manual, table 8.1 and chapter 8; the canonical name is what format_type() of pg_catalog shows.

import type { Construct } from "./constructs.js";

/** A word that names a type, and the type that the catalog files it under. */
export interface PostgresqlTypeWord {
  readonly name: string;
  /** A key of the construct table, where the type is another dialect's. */
  readonly construct?: Construct;
  /** Takes no arguments, so that what another dialect writes there means nothing: INT(11). */
  readonly bare?: true;
}

type Entry = [string, PostgresqlTypeWord];

const all = (name: string, ...words: string[]): Entry[] => words.map((word) => [word, { name }]);
const bare = (name: string, ...words: string[]): Entry[] => words.map((word) => [word, { name, bare: true }]);
const same = (...names: string[]): Entry[] => names.map((name) => [name, { name }]);
const foreign = (construct: Construct, ...names: string[]): Entry[] =>
  names.map((name) => [name, { name, construct }]);

/** By the word in lower case; what is not here is a type of the user's own or of an extension. */
export const postgresqlTypeWords: ReadonlyMap<string, PostgresqlTypeWord> = new Map<
  string,
  PostgresqlTypeWord
>([
  ...bare("integer", "integer", "int", "int4", "serial", "serial4"),
  ...bare("bigint", "bigint", "int8", "bigserial", "serial8"),
  ...bare("smallint", "smallint", "int2", "smallserial", "serial2"),
  ...bare("real", "real", "float4"),
  ...bare("boolean", "boolean", "bool"),
  ...all("double precision", "float8", "float"),
  ...all("numeric", "numeric", "decimal", "dec"),
  ...all("character varying", "varchar"),
  ...all("character", "character", "char", "nchar"),
  ...all("bit varying", "varbit"),
  ...all("timestamp without time zone", "timestamp"),
  ...all("timestamp with time zone", "timestamptz"),
  ...all("time without time zone", "time"),
  ...all("time with time zone", "timetz"),
  ...same(
    "text",
    "bytea",
    "json",
    "jsonb",
    "jsonpath",
    "uuid",
    "date",
    "interval",
    "bit",
    "bpchar",
    "xml",
    "money",
  ),
  ...same("inet", "cidr", "macaddr", "macaddr8", "point", "line", "lseg", "box", "path", "polygon", "circle"),
  ...same(
    "tsvector",
    "tsquery",
    "oid",
    "name",
    "regclass",
    "regtype",
    "regproc",
    "regprocedure",
    "pg_lsn",
    "xid",
  ),
  ...same("int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange"),
  ...same(
    "int4multirange",
    "int8multirange",
    "nummultirange",
    "tsmultirange",
    "tstzmultirange",
    "datemultirange",
  ),
  ...same(
    "citext",
    "hstore",
    "ltree",
    "geometry",
    "geography",
    "vector",
    "record",
    "void",
    "trigger",
    "event_trigger",
  ),
  ...foreign("type-tinyint", "tinyint", "mediumint"),
  ...foreign("type-datetime", "datetime", "smalldatetime", "datetime2"),
  ...foreign("type-double", "double"),
  ...foreign("type-year", "year"),
  ...foreign("type-blob", "blob", "tinyblob", "mediumblob", "longblob", "binary", "varbinary"),
  ...foreign("type-sized-text", "tinytext", "mediumtext", "longtext"),
  ...foreign("type-enum", "enum", "set"),
]);

/** The names under which pg_catalog keeps its types: in quotes or behind pg_catalog only these are known. */
export const catalogTypeNames: ReadonlySet<string> = new Set([
  ...["int2", "int4", "int8", "float4", "float8", "bool", "numeric", "varchar", "bpchar", "bit", "varbit"],
  ...[
    "timestamp",
    "timestamptz",
    "time",
    "timetz",
    "interval",
    "date",
    "text",
    "bytea",
    "json",
    "jsonb",
    "uuid",
  ],
]);

/** The fields of INTERVAL, in the order in which they may stand: PostgreSQL 18 manual 8.5. */
export const intervalFields: readonly (readonly [string, ...string[]])[] = [
  ["YEAR", "TO", "MONTH"],
  ["DAY", "TO", "HOUR"],
  ["DAY", "TO", "MINUTE"],
  ["DAY", "TO", "SECOND"],
  ["HOUR", "TO", "MINUTE"],
  ["HOUR", "TO", "SECOND"],
  ["MINUTE", "TO", "SECOND"],
  ["YEAR"],
  ["MONTH"],
  ["DAY"],
  ["HOUR"],
  ["MINUTE"],
  ["SECOND"],
];

// PostgreSQL 18 manual 8, and pg_type of 15: without the types of single catalogs.
export const builtInTypeNames: ReadonlySet<string> = new Set(
  [
    "any anyarray anycompatible anyelement anyenum anynonarray anyrange bit bool box bpchar bytea char cid cidr circle",
    "cstring date event_trigger float4 float8 inet int2 int2vector int4 int8 internal interval json jsonb jsonpath line",
    "lseg macaddr macaddr8 money name numeric oid oidvector path pg_lsn point polygon record refcursor regclass",
    "regcollation regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype text",
    "tid time timestamp timestamptz timetz trigger tsquery tsvector txid_snapshot uuid varbit varchar void xid xid8 xml",
    "int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange",
    "tsmultirange tstzmultirange datemultirange",
  ].flatMap((line) => line.split(" ")),
);

/** Whether every database has a type of this name in pg_type; that of an array begins with `_`. */
export function isBuiltInType(name: string): boolean {
  return builtInTypeNames.has(name) || (name.startsWith("_") && builtInTypeNames.has(name.slice(1)));
}
