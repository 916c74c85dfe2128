// Questions that rules ask of a schema. In: a schema, table, column or step. Out: answers. It changes nothing.

import type { Location } from "../text/source-file.js";
import { closedValuesOf } from "./closed-values.js";
import type { Check, Column, EnumType, ForeignKey, Index, NamedObject, Schema, Table } from "./model.js";

export { applyAgain, isRepeatable } from "./repeat.js";

/** Indexes whose first columns are these, in this order; primary and unique keys are indexes, too. */
export function indexesStartingWith(table: Table, columns: readonly string[]): readonly Index[] {
  const wanted = columns.map((column) => spelled(table, column));
  return table.indexes.filter((index) => wanted.every((column, at) => index.parts[at]?.column === column));
}

/** Indexes whose first columns are these, in any order: what a join on all of them can use. */
export function indexesCovering(table: Table, columns: readonly string[]): readonly Index[] {
  const wanted = new Set(columns.map((column) => spelled(table, column)));
  return table.indexes.filter((index) => {
    const leading = new Set(index.columns.slice(0, wanted.size));
    return [...wanted].every((column) => leading.has(column));
  });
}

/** Indexes that have the column anywhere. */
export function indexesWith(table: Table, column: string): readonly Index[] {
  const wanted = spelled(table, column);
  return table.indexes.filter((index) => index.columns.includes(wanted));
}

/** The primary key, unique constraints and unique indexes, partial ones included (`index.where`). */
export function uniqueKeys(table: Table): readonly Index[] {
  return table.indexes.filter((index) => index.unique);
}

/** A unique key, not partial, over exactly these columns in any order: what a foreign key may refer to on any server. */
export function keyOn(table: Table, columns: readonly string[]): Index | undefined {
  return indexesCovering(table, columns).find(
    (index) => index.unique && index.where === undefined && index.parts.length === columns.length,
  );
}

/** The columns of an index that may be NULL: with one of them, a unique key lets rows repeat. */
export function nullableColumnsOf(table: Table, index: Index): readonly Column[] {
  if (index.nullsNotDistinct) return [];
  return index.columns
    .map((name) => (name === undefined ? undefined : table.column(name)))
    .filter((column): column is Column => column?.nullable === true);
}

/** The foreign keys that the column is part of. */
export function foreignKeysOf(table: Table, column: string): readonly ForeignKey[] {
  const wanted = spelled(table, column);
  return table.foreignKeys.filter((key) => key.columns.includes(wanted));
}

/** The table that a foreign key refers to, where it is known at this moment. */
export function referencedTable(schema: Schema, key: ForeignKey): Table | undefined {
  return schema.table(key.target.table, key.target.schema);
}

/** Every value that a column may hold, and what says so. */
export interface ClosedValues {
  readonly values: readonly string[];
  /** `enum`: MySQL's ENUM · `enumType`: PostgreSQL's · `check`: CHECK … IN. */
  readonly by: "enum" | "enumType" | "check";
  /** Where the set was last decided. */
  readonly at: Location;
  readonly check?: Check;
  readonly enumType?: EnumType;
}

/** The closed set of a column's values: ENUM, an enum type, or a CHECK that lists them. */
export function closedValues(schema: Schema, column: Column): ClosedValues | undefined {
  const { type } = column;
  if (type.name === "enum") {
    return { values: type.values.map(({ value }) => value), by: "enum", at: column.at("type") };
  }
  const enumType = schema.dialect === "postgresql" ? schema.enumType(type.name, type.schema) : undefined;
  if (enumType && type.dimensions === 0) {
    return {
      values: enumType.values,
      by: "enumType",
      at: enumType.places.values ?? enumType.places.self,
      enumType,
    };
  }
  for (const check of tableOf(schema, column)?.checks ?? []) {
    if (!check.enforced) continue;
    const values = closedValuesOf(check.expression, column.name, schema.dialect);
    if (values) return { values, by: "check", at: check.at("expression"), check };
  }
  return undefined;
}

/** The triggers of a table, in the order of creation. */
export function triggersOf(schema: Schema, table: Table): readonly NamedObject[] {
  return schema.objectsOf(table).filter(({ object }) => object === "trigger");
}

/** Row triggers that run before an UPDATE, and so may set the row's timestamps. */
export function updateTriggersOf(schema: Schema, table: Table): readonly NamedObject[] {
  return triggersOf(schema, table).filter(
    ({ trigger }) => trigger?.timing === "before" && trigger.events.includes("update") && trigger.forEachRow,
  );
}

/** Whether an UPDATE sets the column by itself: ON UPDATE CURRENT_TIMESTAMP, which PostgreSQL has not, or a trigger that runs before it. */
export function isAutoMaintained(schema: Schema, column: Column): boolean {
  if (column.onUpdate !== undefined && schema.dialect !== "postgresql") return true;
  const table = tableOf(schema, column);
  return table !== undefined && updateTriggersOf(schema, table).length > 0;
}

/** Whether an INSERT that leaves the column out stores the current time. */
export function defaultsToNow(column: Column): boolean {
  return column.default?.kind === "now";
}

/** Whether an INSERT may leave the column out: a default, a number of its own, a generated value, or NULL. */
export function fillsItself(column: Column): boolean {
  return (
    column.nullable ||
    column.autoIncrement ||
    column.identity !== undefined ||
    column.generated !== undefined ||
    (column.default !== undefined && column.default.kind !== "null")
  );
}

/** Whether a table is a partition: what it is was decided by the table that it is a part of. */
export function isPartition(schema: Schema, table: Table): boolean {
  return table.inherits.some((parent) => schema.table(parent, table.schema)?.partitioned === true);
}

/** The table of a column, in this schema. */
export function tableOf(
  schema: Schema,
  part: { readonly table: string; readonly schema?: string },
): Table | undefined {
  return schema.table(part.table, part.schema);
}

/** The column's name as the table spells it; unknown names as given. */
function spelled(table: Table, column: string): string {
  return table.column(column)?.name ?? column;
}
