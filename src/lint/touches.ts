// Which tables a migration changes or writes to. In: a migration and its replay. Out: names, in the order of mention.

import type { Migration } from "../migration/migration.js";
import type { MigrationHistory } from "../schema/history.js";
import type { Change } from "../sql/change.js";
import type { ObjectName } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";

export function touchedTables(migration: Migration, history?: MigrationHistory): readonly string[] {
  const names = new Set<string>();
  for (const statement of migration.forward?.statements ?? []) {
    for (const table of writtenTables(statement)) names.add(nameOf(table));
  }
  // The replay knows what dynamic SQL and called routines did, which the statements do not say.
  for (const { change } of history?.forward.steps ?? []) {
    for (const table of changedTables(change)) names.add(nameOf(table));
  }
  return [...names];
}

function writtenTables(statement: Statement): readonly ObjectName[] {
  switch (statement.kind) {
    case "ddl":
      return statement.changes.flatMap(changedTables);
    case "data":
      return statement.tables;
    case "block":
      return statement.body.flatMap(writtenTables);
    case "if":
      return [...statement.branches.flatMap((branch) => branch.body), ...statement.otherwise].flatMap(
        writtenTables,
      );
    default:
      return [];
  }
}

function changedTables(change: Change): readonly ObjectName[] {
  const table = "table" in change && change.table ? [change.table] : [];
  return change.kind === "renameTable" ? [...table, change.to] : table;
}

function nameOf(table: ObjectName): string {
  return table.schema ? `${table.schema.text}.${table.name.text}` : table.name.text;
}
