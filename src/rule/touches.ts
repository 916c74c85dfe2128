// Which tables a migration changes or writes to. In: a migration and its replay. Out: names, in the order of mention.

import type { Migration } from "../migration/migration.js";
import type { MigrationHistory } from "../schema/history.js";
import type { Schema } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import type { ObjectName } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";

/** Of the forward script, unless told otherwise. */
export function touchedTables(
  migration: Migration,
  history?: MigrationHistory,
  direction: "forward" | "rollback" = "forward",
): readonly string[] {
  const names = new Set<string>();
  for (const statement of migration[direction]?.statements ?? []) {
    for (const table of writtenTables(statement)) names.add(nameOf(table));
  }
  // The replay knows what dynamic SQL and called routines did, and whose index was dropped or renamed; the statements do not say.
  for (const { change, before } of history?.[direction]?.steps ?? []) {
    for (const table of changedTables(change)) names.add(nameOf(table));
    if ((change.kind === "dropIndex" || change.kind === "renameIndex") && !change.table)
      names.add(tableOfIndex(before, change.index) ?? "");
  }
  names.delete("");
  return [...names];
}

/** The tables that have a column of an enum type that the script changes: a header may name them. */
export function tablesOfChangedTypes(
  history: MigrationHistory,
  direction: "forward" | "rollback",
): readonly string[] {
  return (history[direction]?.steps ?? []).flatMap(({ change, before }) => {
    if (change.kind !== "addEnumValue" && change.kind !== "renameEnumValue") return [];
    const type = change.type.name.text;
    return before.tables
      .filter(({ columns }) => columns.some((column) => column.type.name === type))
      .map(({ name }) => name);
  });
}

/** PostgreSQL finds an index by its own name. */
function tableOfIndex(schema: Schema, index: ObjectName): string | undefined {
  return schema.tables.find(({ indexes }) => indexes.some(({ name }) => name === index.name.text))?.name;
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
