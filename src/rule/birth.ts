// Columns that are known from their beginning. In: a history. Out: whether keys on a column would be known, too.
// A column that a migration only redefines was there before: it may have keys that no migration tells of.

import type { SchemaHistory } from "../schema/history.js";
import type { Column, Table } from "../schema/model.js";

const added = new WeakMap<SchemaHistory, ReadonlySet<string>>();

export function isKnownFromBirth(history: SchemaHistory, table: Table, column: Column): boolean {
  if (table.knowledge === "whole") return true;
  let columns = added.get(history);
  if (!columns) {
    columns = new Set(addedColumns(history));
    added.set(history, columns);
  }
  return columns.has(keyOf(table.name, column.name));
}

function* addedColumns({ migrations }: SchemaHistory): Generator<string> {
  for (const { forward } of migrations) {
    for (const { change } of forward.steps) {
      if (change.kind === "addColumn") yield keyOf(change.table.name.text, change.column.name.text);
    }
  }
}

function keyOf(table: string, column: string): string {
  return `${table} ${column}`.toLowerCase();
}
