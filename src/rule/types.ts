// Column types as the conventions speak of them. In: types as declared. Out: one name for what means the same.
// It says what a type means, not whether the server has it: that is dialect-support's to report.

import type { DataType, Dialect } from "../sql/definition.js";
import { factsByName } from "../text/facts-by-name.js";

/** PostgreSQL's catalog names, and the short ones in daily use. */
const shortNames: Readonly<Record<string, string>> = factsByName({
  "character varying": "varchar",
  character: "char",
  bpchar: "char",
  bool: "boolean",
  integer: "int",
  "timestamp without time zone": "timestamp",
  "timestamp with time zone": "timestamptz",
});

/** What MySQL and MariaDB have not, as the next reader understands it; MariaDB has had UUID since 10.7. */
const readAs: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  mysql: factsByName({ uuid: "char(36)", jsonb: "json" }),
  mariadb: factsByName({ jsonb: "json" }),
  postgresql: factsByName({}),
};

/** `varchar(255)`, `char(36)`, `boolean` (also for TINYINT(1)), `json` (for JSONB on MySQL), `timestamptz`. */
export function meaningOf(type: DataType, dialect: Dialect): string {
  const name = shortNames[type.name] ?? type.name;
  const read = readAs[dialect][name];
  if (read) return read;
  if (name === "tinyint" && type.arguments[0] === "1") return "boolean";
  return withArguments(name, type.arguments);
}

/** Whether a type is one of these, written as people do: `VARCHAR(255)`, `UUID`. */
export function isOneOf(type: DataType, dialect: Dialect, allowed: readonly string[]): boolean {
  const meaning = meaningOf(type, dialect);
  return type.dimensions === 0 && allowed.some((text) => text.replace(/\s+/g, "").toLowerCase() === meaning);
}

export function isBoolean(type: DataType, dialect: Dialect): boolean {
  return meaningOf(type, dialect) === "boolean";
}

export function isJson(type: DataType, dialect: Dialect): boolean {
  return ["json", "jsonb"].includes(meaningOf(type, dialect));
}

/** TIMESTAMP, DATETIME and PostgreSQL's two timestamps, of any precision. */
export function isMoment(type: DataType): boolean {
  return ["timestamp", "timestamptz", "datetime"].includes(shortNames[type.name] ?? type.name);
}

function withArguments(name: string, values: readonly string[]): string {
  return values.length === 0 ? name : `${name}(${values.join(",")})`;
}
