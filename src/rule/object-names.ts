// The objects that a statement changes, writes to or refers to. In: a statement and its steps. Out: their names, as written.

import type { Step } from "../schema/history.js";
import type { Change } from "../sql/change.js";
import type { ColumnDefinition, ForeignKeyDefinition, ObjectName } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";

/** Of dynamic SQL and routines the steps tell what they did; those that did nothing are left out. */
export function objectNamesIn(statement: Statement, steps: readonly Step[] = []): readonly ObjectName[] {
  if (statement.kind === "data") return statement.tables;
  const changes = statement.kind === "ddl" ? statement.changes : steps.map((step) => step.change);
  return changes.flatMap(namesIn);
}

function namesIn(change: Change): readonly ObjectName[] {
  const own = Object.values(change).filter(isObjectName);
  return [...own, ...foreignKeysIn(change).map(({ target }) => target)];
}

function foreignKeysIn(change: Change): readonly ForeignKeyDefinition[] {
  const inline = (column: ColumnDefinition) => column.foreignKeys;
  switch (change.kind) {
    case "createTable":
      return [...change.columns.flatMap(inline), ...change.foreignKeys];
    case "addColumn":
      return inline(change.column);
    case "redefineColumn":
      return inline(change.definition);
    case "addForeignKey":
      return [change.foreignKey];
    default:
      return [];
  }
}

/** A plain name has its text beside its range; an object's name has a name of its own there. */
function isObjectName(value: unknown): value is ObjectName {
  if (typeof value !== "object" || value === null || !("name" in value)) return false;
  return Object.keys(value).every((key) => key === "name" || key === "range" || key === "schema");
}
