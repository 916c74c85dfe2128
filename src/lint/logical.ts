// What a schema says whatever the dialect: types by their meaning, keys by their columns, names as words. In: parts of a schema.
// Out: texts that are equal where the meaning is. It compares nothing.

import { isMoment, meaningOf } from "../rule/types.js";
import { foldWords, spellingOf, wordsOf } from "../rule/words.js";
import { defaultText } from "../schema/default-text.js";
import type { Column, ColumnFact, ForeignKey, Index, Schema, Table } from "../schema/model.js";
import { closedValues, isAutoMaintained } from "../schema/queries.js";
import { canonicalType } from "../schema/types.js";
import { factsByName } from "../text/facts-by-name.js";
import type { Location } from "../text/source-file.js";

export interface Reading {
  readonly schema: Schema;
  /** Both sides speak one dialect, or MySQL and MariaDB: what only that family has counts, too. */
  readonly sameFamily: boolean;
  /** CHAR(36) holds a UUID. */
  readonly uuidAsChar: boolean;
}

export interface LogicalFact {
  readonly name: string;
  /** Equal texts are equal facts. */
  readonly meaning: string;
  /** As a person reads it. */
  readonly shown: string;
  readonly at: Location;
}

export function columnFacts(column: Column, reading: Reading): readonly LogicalFact[] {
  const { schema } = reading;
  const fact = (name: string, of: ColumnFact, meaning: string, shown = meaning): LogicalFact => ({
    name,
    meaning,
    shown,
    at: column.at(of),
  });
  const maintained = () => (isAutoMaintained(schema, column) ? "by the server" : "no");
  return [
    fact("type", "type", typeMeaning(column, reading), typeShown(column, schema)),
    fact("nullability", "nullable", column.nullable ? "NULL" : "NOT NULL"),
    fact("default", "default", ...defaultTexts(column, reading)),
    fact("numbering", "autoIncrement", hasOwnNumbers(column) ? "numbers itself" : "none"),
    fact(
      "generation",
      "generated",
      column.generated ? expressionMeaning(column.generated.expression) : "none",
      column.generated?.expression ?? "none",
    ),
    ...(isUpdateMoment(column) ? [fact("kept up to date", "onUpdate", maintained())] : []),
  ];
}

/** Whether its table's UPDATEs are expected to set it. */
function isUpdateMoment(column: Column): boolean {
  return (
    isMoment(column.type) && (column.onUpdate !== undefined || wordsOf(spellingOf(column))[0] === "updated")
  );
}

/** AUTO_INCREMENT, SERIAL and IDENTITY. */
function hasOwnNumbers({ autoIncrement, identity, default: value }: Column): boolean {
  return (
    autoIncrement ||
    identity !== undefined ||
    (value?.kind === "expression" && /^nextval\(/i.test(value.text))
  );
}

function typeShown(column: Column, schema: Schema): string {
  const closed = closedValues(schema, column);
  const text = canonicalType(column.type, schema.dialect).toUpperCase();
  return closed ? `${closed.by === "check" ? "CHECK" : "ENUM"} (${closed.values.join(", ")})` : text;
}

// What another family calls the same. MySQL 8.4 manual 11.1 to 11.7; PostgreSQL 17 manual 8.1 to 8.14.
const acrossFamilies: Readonly<Record<string, string>> = factsByName({
  tinyint: "smallint",
  mediumint: "int",
  double: "double precision",
  float: "real",
  numeric: "decimal",
  datetime: "timestamp",
  timestamptz: "timestamp",
  jsonb: "json",
  tinytext: "text",
  mediumtext: "text",
  longtext: "text",
  tinyblob: "binary",
  blob: "binary",
  mediumblob: "binary",
  longblob: "binary",
  varbinary: "binary",
  bytea: "binary",
  timetz: "time",
  "time without time zone": "time",
  "time with time zone": "time",
});
// PostgreSQL has no unsigned integers: the type that holds every value. PostgreSQL 17 manual 8.1.
const unsignedAs: Readonly<Record<string, string>> = factsByName({ smallint: "int", int: "bigint" });
const withoutLength = /^(?:smallint|int|bigint|timestamp|time|binary|text|real|double precision)$/;

function typeMeaning(column: Column, { schema, sameFamily, uuidAsChar }: Reading): string {
  const closed = closedValues(schema, column);
  // A list says what a column holds, whichever type it rests on.
  if (closed) return `one of ${[...closed.values].sort().join(", ")}`;
  const { type } = column;
  const meaning = meaningOf(type, schema.dialect);
  const array = "[]".repeat(Math.min(type.dimensions, 1));
  if (meaning === "boolean" || (meaning === "bit(1)" && !sameFamily)) return `boolean${array}`;
  if (uuidAsChar && /^(?:uuid|char\(36\))$/.test(meaning)) return `uuid${array}`;
  if (sameFamily) return canonicalType(type, schema.dialect);
  const [, name = meaning, rest = ""] = /^([^(]+)(\(.*\))?$/.exec(meaning) ?? [];
  const shared = (type.unsigned && unsignedAs[name]) || (acrossFamilies[name] ?? name);
  return (withoutLength.test(shared) ? shared : shared + rest) + array;
}

/** What it means, and as a person reads it. */
function defaultTexts(column: Column, reading: Reading): readonly [string, string] {
  if (hasOwnNumbers(column)) return ["none", "none"];
  const value = defaultText(column.default, column.type.name, reading.schema.dialect);
  const meaning = defaultMeaning(value, column, reading);
  const isTruth = meaning === "true" || meaning === "false";
  return [
    meaning,
    isTruth ? meaning.toUpperCase() : value === undefined ? "none" : (column.default?.text ?? value),
  ];
}

function defaultMeaning(value: string | undefined, column: Column, reading: Reading): string {
  if (value === undefined) return "none";
  if (reading.sameFamily) return value;
  if (column.default?.kind === "now") return "now";
  if (typeMeaning(column, reading) === "boolean")
    return /^['(]?(?:1|t|true|b'1)/i.test(value) ? "true" : "false";
  return expressionMeaning(value.replace(/::[\w ]+(?:\[\])?/g, ""));
}

/** Names in it as words; quotes, blanks and outer parentheses gone. */
export function expressionMeaning(text: string): string {
  const bare = text
    .replace(/["`\s]+/g, " ")
    .replace(/'[^']*'|[A-Za-z_]\w*/g, (token) => (token.startsWith("'") ? token : foldWords(token)));
  return bare
    .replace(/\s*([(),=<>])\s*/g, "$1")
    .trim()
    .replace(/^\((.*)\)$/, "$1");
}

export function columnsMeaning(columns: readonly (string | undefined)[], table: Table): string {
  const words = columns.map((name) => {
    const column = name === undefined ? undefined : table.column(name);
    return column ? foldWords(spellingOf(column)) : foldWords(name ?? "expression");
  });
  return words.join(", ");
}

/** A key by what it is over; a condition makes it another one. */
export function indexMeaning(index: Index, table: Table): string {
  const parts = index.parts.map((part) =>
    part.column === undefined
      ? expressionMeaning(part.expression ?? "")
      : columnsMeaning([part.column], table),
  );
  const condition = index.where === undefined ? "" : ` where ${expressionMeaning(index.where)}`;
  return `(${parts.join(", ")})${condition}`;
}

export function foreignKeyMeaning(key: ForeignKey, table: Table, schema: Schema): string {
  const target = schema.table(key.target.table, key.target.schema);
  const name = foldWords(target ? spellingOf(target) : key.target.table);
  const columns = target
    ? columnsMeaning(key.targetColumns, target)
    : key.targetColumns.map(foldWords).join(", ");
  return `(${columnsMeaning(key.columns, table)}) → ${name} (${columns})`;
}

/** NO ACTION, RESTRICT and nothing all refuse. */
export function actionsShown({ onDelete, onUpdate }: ForeignKey): string {
  const word = (action: string | undefined) =>
    action === undefined || action === "no action" ? "RESTRICT" : action.toUpperCase();
  return `ON DELETE ${word(onDelete)} ON UPDATE ${word(onUpdate)}`;
}
