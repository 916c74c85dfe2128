// Keys as a rule wants them. In: tables, columns, keys. Out: the changes that add, rename or replace them.

import {
  commentForeignKeyFor,
  foreignKeyDefinitionFor,
  nameFor,
  objectNameFor,
  writtenFor,
} from "../../schema/definitions.js";
import type { Check, Column, ForeignKey, Index, Schema, Table } from "../../schema/model.js";
import { referencedTable } from "../../schema/queries.js";
import type { AddForeignKey, Change } from "../../sql/change.js";
import type { Dialect, ForeignKeyDefinition, ObjectName, ReferentialAction } from "../../sql/definition.js";
import { nowhere } from "../../text/source-file.js";
import { keyNameFor } from "../naming.js";
import { ownerOf } from "./column.js";

/** A key over columns that can have one without a prefix length; nothing for other columns. */
export function addKey(
  schema: Schema,
  table: Table,
  kind: "primary" | "unique" | "index",
  columns: readonly string[],
): readonly Change[] {
  if (columns.some((name) => cannotBeKey(table.column(name), schema.dialect))) return [];
  return [addKeyOnNew(schema, table, kind, columns)];
}

/** The same over columns that the remedy itself adds, and knows to be of a type that can have a key. */
export function addKeyOnNew(
  schema: Schema,
  table: Table,
  kind: "primary" | "unique" | "index",
  columns: readonly string[],
): Change {
  return {
    kind: "addIndex",
    table: objectNameFor(table),
    index: {
      kind,
      ...(kind !== "primary" && { name: nameFor(keyNameFor(schema, table.name, kind, columns)) }),
      parts: columns.map((name) => ({ column: nameFor(name), descending: false, range: nowhere })),
      constraint: kind !== "index",
      inline: false,
      include: [],
      visible: true,
      nullsNotDistinct: false,
      range: nowhere,
    },
    ifNotExists: false,
    orReplace: false,
    concurrently: false,
    range: nowhere,
  };
}

/** Drops an index; on PostgreSQL the constraint that it stands for. */
export function dropKey(schema: Schema, index: Index): Change {
  const base = { ifExists: false, cascade: false, range: nowhere };
  return schema.dialect === "postgresql" && index.constraint
    ? { ...base, kind: "dropConstraint", table: ownerOf(index), name: nameFor(index.name) }
    : {
        ...base,
        kind: "dropIndex",
        table: ownerOf(index),
        index: objectNameFor(index),
        concurrently: false,
      };
}

export function renameIndex(index: Index, to: string): Change {
  return {
    kind: "renameIndex",
    table: ownerOf(index),
    index: objectNameFor(index),
    to: nameFor(to),
    ifExists: false,
    range: nowhere,
  };
}

/** PostgreSQL: renames a foreign key or a CHECK. */
export function renameConstraint(constraint: ForeignKey | Check, to: string): Change {
  return {
    kind: "renameConstraint",
    table: ownerOf(constraint),
    name: nameFor(constraint.name),
    to: nameFor(to),
    range: nowhere,
  };
}

/** Adds a foreign key to the target's primary key, and on its column the index that it needs. */
export function addForeignKey(
  schema: Schema,
  column: { readonly table: Table; readonly name: string },
  target: Table,
  onDelete: ReferentialAction,
): readonly Change[] {
  const { table, name } = column;
  const [referenced] = target.primaryKey?.columns ?? [];
  if (referenced === undefined) return [];
  const indexed = table.indexes.some((index) => !index.implicit && index.columns[0] === name);
  const key = statement(objectNameFor(table), {
    name: nameFor(keyNameFor(schema, table.name, "foreignKey", [name])),
    columns: [nameFor(name)],
    target: objectNameFor(target),
    targetColumns: [nameFor(referenced)],
    onDelete: writtenFor(onDelete),
    onUpdate: writtenFor<ReferentialAction>("cascade"),
    inline: false,
    notValid: false,
    referencesRange: nowhere,
    range: nowhere,
  });
  return indexed ? [key] : [...addKey(schema, table, "index", [name]), key];
}

/** Drops a foreign key and adds it again, with these actions or this name; one without a name gets one. */
export function replaceForeignKey(
  schema: Schema,
  key: ForeignKey,
  change: Partial<Pick<ForeignKey, "onDelete" | "onUpdate" | "name">>,
): readonly Change[] {
  const table = ownerOf(key);
  const name = key.named ? key.name : keyNameFor(schema, key.table, "foreignKey", key.columns);
  const primary =
    referencedTable(schema, key)?.primaryKey?.columns.filter((column) => column !== undefined) ?? [];
  const targetColumns = key.targetColumns.length > 0 ? key.targetColumns : primary;
  const next = key.with({ name, targetColumns, ...change });
  return [
    { kind: "dropForeignKey", table, name: nameFor(key.name), ifExists: false, range: nowhere },
    statement(table, foreignKeyDefinitionFor(next)),
    ...commentForeignKeyFor(next),
  ];
}

function statement(table: ObjectName, foreignKey: ForeignKeyDefinition): AddForeignKey {
  return { kind: "addForeignKey", table, foreignKey, ifNotExists: false, range: nowhere };
}

/** BLOB, TEXT and JSON columns have no key on MySQL without a prefix length, and are no keys elsewhere. */
/** MySQL wants a prefix of long text; PostgreSQL's json has no order (PostgreSQL 17 manual 8.14). */
function cannotBeKey(column: Column | undefined, dialect: Dialect): boolean {
  const unordered = dialect === "postgresql" ? /^(json|xml)$/ : /text|blob|json/;
  return column === undefined || unordered.test(column.type.name);
}
