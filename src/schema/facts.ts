// What is true of an object, fact by fact, as texts that compare: two objects are the same where their facts are.
// In: objects. Out: facts with places. Spellings that mean the same give the same text.

import type { Dialect } from "../sql/definition.js";
import type { Location } from "../text/source-file.js";
import { defaultText, nowText } from "./default-text.js";
import { foldExpression } from "./expression-text.js";
import type {
  Check,
  Column,
  ColumnFact,
  ColumnState,
  EnumType,
  ForeignKey,
  Index,
  IndexPart,
  NamedObject,
  Table,
} from "./model.js";
import { sortingOf } from "./sorting.js";
import { canonicalType, hasCharset } from "./types.js";

export interface Fact {
  readonly fact: string;
  /** As a person reads it; missing where the object has none, or where it is unknown (charset, collation). */
  readonly value?: string;
  readonly at: Location;
}

interface ColumnAspect {
  readonly fact: string;
  /** What the value is made of: where none of these differs, the value does not. */
  readonly of: readonly (keyof ColumnState)[];
  readonly value: (column: Column, dialect: Dialect) => string | undefined;
  /** The fact that has the place; the column itself where it is left out. */
  readonly at?: ColumnFact;
}

const hasText = (column: Column) => hasCharset(column.type) || column.collation !== undefined;

const columnAspects: readonly ColumnAspect[] = [
  { fact: "type", of: ["type"], value: ({ type }, dialect) => canonicalType(type, dialect), at: "type" },
  {
    fact: "nullability",
    of: ["nullable"],
    value: ({ nullable }) => (nullable ? "NULL" : "NOT NULL"),
    at: "nullable",
  },
  {
    fact: "default",
    of: ["default", "type"],
    value: (column, dialect) => defaultText(column.default, column.type.name, dialect),
    at: "default",
  },
  {
    fact: "ON UPDATE",
    of: ["onUpdate"],
    value: ({ onUpdate }) => (onUpdate === undefined ? undefined : nowText(onUpdate)),
    at: "onUpdate",
  },
  {
    fact: "AUTO_INCREMENT",
    of: ["autoIncrement"],
    value: ({ autoIncrement }) => (autoIncrement ? "AUTO_INCREMENT" : undefined),
    at: "autoIncrement",
  },
  {
    fact: "generation",
    of: ["generated"],
    value: ({ generated }, dialect) =>
      generated && `${foldExpression(generated.expression, dialect)}${generated.stored ? " STORED" : ""}`,
    at: "generated",
  },
  { fact: "identity", of: ["identity"], value: ({ identity }) => identity, at: "generated" },
  {
    fact: "charset",
    of: ["charset", "collation", "type"],
    value: (column) => (hasText(column) ? column.charset : undefined),
    at: "charset",
  },
  {
    fact: "collation",
    of: ["collation", "type"],
    value: (column) => (hasText(column) ? column.collation : undefined),
    at: "charset",
  },
  { fact: "visibility", of: ["visible"], value: ({ visible }) => (visible ? undefined : "INVISIBLE") },
  { fact: "comment", of: ["comment"], value: ({ comment }) => comment || undefined, at: "comment" },
];

export function columnFacts(column: Column, dialect: Dialect): readonly Fact[] {
  return columnAspects.map(({ fact, value, at }) => {
    return { fact, value: value(column, dialect), at: column.at(at) };
  });
}

/** Whether two columns have the same facts. */
export function isSameColumn(a: Column, b: Column, dialect: Dialect): boolean {
  return columnAspects.every(
    ({ of, value }) => of.every((key) => a[key] === b[key]) || value(a, dialect) === value(b, dialect),
  );
}

function sortingText(parts: readonly IndexPart[]): string | undefined {
  const sorted = parts.flatMap((part) => {
    const sorting = sortingOf(part);
    return sorting === "" ? [] : [`${part.column ?? part.expression ?? ""} ${sorting}`];
  });
  return sorted.length === 0 ? undefined : sorted.join(", ");
}

/** The parts of an index as SQL writes them: `(tenantId, name(20), lower(x) DESC)`. */
export function partsText(index: Index, dialect: Dialect): string {
  const parts = index.parts.map(({ column, expression, length, descending }) => {
    const what = column ?? `(${foldExpression(expression ?? "", dialect)})`;
    return what + (length === undefined ? "" : `(${length})`) + (descending ? " DESC" : "");
  });
  return `(${parts.join(", ")})`;
}

export function indexFacts(index: Index, dialect: Dialect): readonly Fact[] {
  const method = index.method?.toLowerCase();
  return [
    { fact: "kind", value: index.kind, at: index.at() },
    { fact: "columns", value: partsText(index, dialect), at: index.at("parts") },
    { fact: "sorting", value: sortingText(index.parts), at: index.at("parts") },
    { fact: "condition", value: index.where && foldExpression(index.where, dialect), at: index.at("where") },
    { fact: "included columns", value: index.include.join(", ") || undefined, at: index.at("parts") },
    // BTREE is what a server picks by itself.
    { fact: "method", value: method === "btree" ? undefined : method, at: index.at() },
    {
      fact: "NULLS NOT DISTINCT",
      value: index.nullsNotDistinct ? "NULLS NOT DISTINCT" : undefined,
      at: index.at(),
    },
    { fact: "deferral", value: index.deferrable && `initially ${index.deferrable}`, at: index.at() },
    { fact: "visibility", value: index.visible ? undefined : "INVISIBLE", at: index.at("visible") },
    { fact: "comment", value: index.comment || undefined, at: index.at("comment") },
  ];
}

/** RESTRICT, NO ACTION and nothing are the same to InnoDB (MySQL 8.0 manual 15.1.20.5). */
function actionText(action: ForeignKey["onDelete"], dialect: Dialect): string {
  if (dialect === "postgresql") return action ?? "no action";
  return action === undefined || action === "no action" ? "restrict" : action;
}

export function foreignKeyFacts(key: ForeignKey, dialect: Dialect): readonly Fact[] {
  const schema = key.target.schema === undefined ? "" : `${key.target.schema}.`;
  return [
    { fact: "columns", value: `(${key.columns.join(", ")})`, at: key.at("columns") },
    {
      fact: "target",
      value: `${schema}${key.target.table} (${key.targetColumns.join(", ")})`,
      at: key.at("references"),
    },
    { fact: "ON DELETE", value: actionText(key.onDelete, dialect).toUpperCase(), at: key.at("onDelete") },
    { fact: "ON UPDATE", value: actionText(key.onUpdate, dialect).toUpperCase(), at: key.at("onUpdate") },
    { fact: "validation", value: key.validated ? undefined : "NOT VALID", at: key.at() },
    { fact: "comment", value: key.comment, at: key.at("comment") },
  ];
}

export function checkFacts(check: Check, dialect: Dialect): readonly Fact[] {
  return [
    { fact: "condition", value: foldExpression(check.expression, dialect), at: check.at("expression") },
    { fact: "enforcement", value: check.enforced ? undefined : "NOT ENFORCED", at: check.at() },
    { fact: "validation", value: check.validated ? undefined : "NOT VALID", at: check.at() },
  ];
}

/** Of the table itself, without its parts. */
export function tableFacts(table: Table): readonly Fact[] {
  return [
    { fact: "engine", value: table.engine?.toLowerCase(), at: table.at("engine") },
    { fact: "charset", value: table.charset, at: table.at("charset") },
    { fact: "collation", value: table.collation, at: table.at("collation") },
    { fact: "comment", value: table.comment || undefined, at: table.at("comment") },
    { fact: "parents", value: table.inherits.join(", ") || undefined, at: table.at() },
  ];
}

export function enumTypeFacts(type: EnumType): readonly Fact[] {
  const values = type.values.map((value) => `'${value.replace(/'/g, "''")}'`).join(", ");
  return [{ fact: "values", value: `(${values})`, at: type.places.values ?? type.places.self }];
}

export function objectFacts(object: NamedObject, dialect: Dialect): readonly Fact[] {
  const { trigger, table, place } = object;
  const definition = { fact: "definition", value: definitionText(object, dialect), at: place };
  if (!trigger) return [definition];
  const events = [...trigger.events].sort().join(" or ");
  return [
    { fact: "table", value: table, at: place },
    { fact: "timing", value: `${trigger.timing} ${events}`.toUpperCase(), at: place },
    definition,
  ];
}

const defined = new Set(["view", "procedure", "function", "trigger", "event"]);

/** What stands behind the name of a view, trigger or routine where it was created last. */
function definitionText(
  { object, name, place, definition }: NamedObject,
  dialect: Dialect,
): string | undefined {
  if (!definition || !defined.has(object)) return undefined;
  const { file, range, text } = definition;
  if (text !== undefined) return foldExpression(text.slice(text.indexOf(name) + name.length), dialect);
  return foldExpression(file.text.slice(place.range.end, range.end), dialect);
}

/** Whether two lists of the same kind say the same. */
export function sameFacts(a: readonly Fact[], b: readonly Fact[]): boolean {
  return a.length === b.length && a.every((fact, at) => fact.value === b[at]?.value);
}
