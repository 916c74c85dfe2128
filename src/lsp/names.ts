// The tables and columns that a change names, each with its place. In: changes. Out: names. Whether there is such a table is not asked.

import type { Change } from "../sql/change.js";
import type {
  ColumnDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  Name,
  ObjectName,
} from "../sql/definition.js";

/** A table's name, or a column's with its table. */
export interface NamedThing {
  /** The place, and the word there. */
  readonly name: Name;
  readonly table: ObjectName;
  readonly column?: Name;
  /** It names what the change ends: a dropped or renamed thing is there before it only. */
  readonly ends: boolean;
}

export function* namesIn(change: Change): Generator<NamedThing> {
  if ("table" in change && change.table) {
    const ends = change.kind === "dropTable" || change.kind === "renameTable" || change.kind === "moveTable";
    yield tableNamed(change.table, ends);
    yield* partsOf(change, change.table);
  }
}

function* partsOf(change: Change, table: ObjectName): Generator<NamedThing> {
  switch (change.kind) {
    case "createTable":
      for (const column of change.columns) yield* namesInColumn(column, table);
      for (const index of change.indexes) yield* namesInIndex(index, table);
      for (const key of change.foreignKeys) yield* namesInKey(key, table);
      for (const other of [...change.like.map((like) => like.table), ...change.inherits])
        yield tableNamed(other);
      if (change.partitionOf) yield tableNamed(change.partitionOf);
      return;
    case "renameTable":
      yield tableNamed(change.to);
      return;
    case "addColumn":
      yield* namesInColumn(change.column, table);
      if (change.position?.kind === "after") yield columnNamed(change.position.column, table);
      return;
    case "dropColumn":
      yield columnNamed(change.column, table, true);
      return;
    case "redefineColumn": {
      const { column, definition, position } = change;
      const isRenamed = column.text.toLowerCase() !== definition.name.text.toLowerCase();
      yield columnNamed(column, table, isRenamed);
      yield* namesInColumn(definition, table);
      if (position?.kind === "after") yield columnNamed(position.column, table);
      return;
    }
    case "renameColumn":
      yield columnNamed(change.column, table, true);
      yield columnNamed(change.to, table);
      return;
    case "alterColumn":
      yield columnNamed(change.column, table);
      return;
    case "addIndex":
      yield* namesInIndex(change.index, table);
      return;
    case "addForeignKey":
      yield* namesInKey(change.foreignKey, table);
      return;
    case "attachPartition":
      yield tableNamed(change.partition);
  }
}

function* namesInColumn(column: ColumnDefinition, table: ObjectName): Generator<NamedThing> {
  yield columnNamed(column.name, table);
  // Keys behind a column repeat its name without writing it.
  for (const key of column.foreignKeys) yield* namesInTarget(key);
}

function* namesInIndex({ parts, include }: IndexDefinition, table: ObjectName): Generator<NamedThing> {
  for (const { column } of parts) if (column) yield columnNamed(column, table);
  for (const column of include) yield columnNamed(column, table);
}

function* namesInKey(key: ForeignKeyDefinition, table: ObjectName): Generator<NamedThing> {
  for (const column of key.columns) yield columnNamed(column, table);
  yield* namesInTarget(key);
}

function* namesInTarget({ target, targetColumns }: ForeignKeyDefinition): Generator<NamedThing> {
  yield tableNamed(target);
  for (const column of targetColumns) yield columnNamed(column, target);
}

export function tableNamed(table: ObjectName, ends = false): NamedThing {
  return { name: table.name, table, ends };
}

function columnNamed(column: Name, table: ObjectName, ends = false): NamedThing {
  return { name: column, table, column, ends };
}
