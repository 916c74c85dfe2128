// Types as pg_catalog names them. In: types of the model, numbers of the catalog. Out: names, cells, what format_type() shows.
// PostgreSQL 18 manual, table 8.1, 52.64 and 9.28.

import type { DataType } from "../../sql/definition.js";
import { isBuiltInType, postgresqlTypeWords } from "../../sql/dialects/postgresql-types.js";
import { factsByName } from "../../text/facts-by-name.js";
import { argumentsOf } from "../types.js";
import { nameValue, nullValue, textOf, textValue, unknownValue, type Value } from "./value.js";

// Names of pg_type that information_schema and format_type() spell otherwise.
const shortNames: Readonly<Record<string, string>> = factsByName({
  smallint: "int2",
  integer: "int4",
  bigint: "int8",
  real: "float4",
  "double precision": "float8",
  boolean: "bool",
  "character varying": "varchar",
  character: "bpchar",
  "bit varying": "varbit",
  "timestamp without time zone": "timestamp",
  "timestamp with time zone": "timestamptz",
  "time without time zone": "time",
  "time with time zone": "timetz",
  '"char"': "char",
});
const longNames: Readonly<Record<string, string>> = factsByName(
  Object.fromEntries(Object.entries(shortNames).map(([long, short]) => [short, long])),
);

// Without a length, CHAR and BIT have one.
const bareNames: Readonly<Record<string, string>> = factsByName({ bpchar: "bpchar", bit: '"bit"' });

/** Whether a type of a column is PostgreSQL's own. */
export function isBuiltIn(type: DataType): boolean {
  return shortNames[type.name] !== undefined || isBuiltInType(withoutFields(type));
}

/** The fields of an INTERVAL are arguments of it. */
export function withoutFields({ name }: Pick<DataType, "name">): string {
  return name.startsWith("interval ") ? "interval" : name;
}

/** `int4`, `_text`, `mood`. */
export function typname(type: Pick<DataType, "name" | "dimensions">): string {
  return (type.dimensions > 0 ? "_" : "") + (shortNames[type.name] ?? withoutFields(type));
}

/** The number of a type, or what regtype shows of it. */
export function typeReference(name: string, schema = "public"): Value {
  const own = schema === "pg_catalog" || isBuiltInType(name) ? "public" : schema;
  return nameValue(name, (text) => isNameOf(text, name, own), `type ${own} ${name}`);
}

/** Whether what is written as a type is this one of pg_type: `varchar(20)`, `app."Mood"`, `integer[]`. */
function isNameOf(text: string, name: string, schema: string): boolean {
  const [, qualifier = "public", written = "", array] =
    /^\s*(?:"?(\w+)"?\.)?(.*?)\s*(?:\([^)]*\))?\s*((?:\[\d*\])*)\s*$/s.exec(text) ?? [];
  if (qualifier !== schema && qualifier !== "pg_catalog") return false;
  const quoted = /^"(.*)"$/s.exec(written)?.[1];
  const word = written.toLowerCase();
  const type =
    shortNames[written] === undefined && quoted !== undefined
      ? quoted
      : (postgresqlTypeWords.get(word)?.name ?? word);
  return (array ? "_" : "") + (shortNames[type] ?? type) === name;
}

/** atttypmod: what a type's arguments are as a number, -1 for none. */
export function typmod(type: DataType): number | Value {
  const [first, second = "0"] = argumentsOf(type, "postgresql");
  if (type.name.startsWith("interval ")) return unknownValue("unresolved");
  if (first === undefined) return -1;
  const [size, scale] = [Number(first), Number(second)];
  switch (type.name) {
    case "character varying":
    case "character":
      return size + 4;
    case "numeric":
      return ((size << 16) | (scale & 0x7ff)) + 4;
    case "bit":
    case "bit varying":
    case "timestamp without time zone":
    case "timestamp with time zone":
    case "time without time zone":
    case "time with time zone":
      return size;
    default:
      return unknownValue("unresolved");
  }
}

// Bytes: typlen of pg_type in PostgreSQL 15; -1 for what is longer or shorter by its value.
const lengths: Readonly<Record<string, number>> = factsByName({
  ...{
    bool: 1,
    char: 1,
    int2: 2,
    int4: 4,
    int8: 8,
    float4: 4,
    float8: 8,
    oid: 4,
    money: 8,
    name: 64,
    uuid: 16,
  },
  ...{ date: 4, time: 8, timetz: 12, timestamp: 8, timestamptz: 8, interval: 16, macaddr: 6, macaddr8: 8 },
  ...{ point: 16, line: 24, lseg: 32, box: 32, circle: 24, xid: 4, xid8: 8, cid: 4, tid: 6, pg_lsn: 8 },
  ...{ regclass: 4, regtype: 4, regproc: 4, regprocedure: 4, regrole: 4, regnamespace: 4 },
});

/** attlen of a column of this type. */
export function typeLength(type: DataType, isEnum: boolean): number | Value {
  if (type.dimensions > 0) return -1;
  if (isEnum) return 4;
  return isBuiltIn(type) ? (lengths[typname(type)] ?? -1) : unknownValue("unresolved");
}

/** format_type(): the type as `CREATE TABLE` would say it. Nothing is said of a number that the model does not know. */
export function formatType([type = nullValue, modifier = nullValue]: readonly Value[]): Value {
  const name = type.kind === "name" || type.kind === "text" ? textOf(type) : undefined;
  if (name === undefined) return type.kind === "null" ? nullValue : unknownValue("unresolved");
  if (modifier.kind !== "null" && modifier.kind !== "number") return unknownValue("unresolved");
  const size = modifier.kind === "number" ? modifier.number : undefined;
  const isArray = name.startsWith("_");
  const shown = formatName(isArray ? name.slice(1) : name, size);
  return shown === undefined ? unknownValue("unresolved") : textValue(shown + (isArray ? "[]" : ""));
}

function formatName(name: string, size: number | undefined): string | undefined {
  const long = longNames[name] ?? name;
  if (size === undefined) return long;
  if (size < 0) return bareNames[name] ?? long;
  switch (name) {
    case "varchar":
    case "bpchar":
      return `${long}(${size - 4})`;
    case "numeric":
      return `numeric(${(size - 4) >> 16},${(((size - 4) & 0x7ff) ^ 1024) - 1024})`;
    case "bit":
    case "varbit":
      return `${long}(${size})`;
    case "timestamp":
    case "timestamptz":
    case "time":
    case "timetz":
      return long.replace(/^\w+/, (word) => `${word}(${size})`);
    default:
      return undefined;
  }
}
