// What became of a table or a column, migration by migration. In: a history, a name as it is at the end. Out: the steps that
// made the object what it is, oldest first, under the names that it had. It judges nothing.

import { clauseOfStep } from "../rule/clauses.js";
import type { SchemaHistory, Step } from "../schema/history.js";
import type { Table } from "../schema/model.js";
import type { Change } from "../sql/change.js";

export interface TrailEntry {
  readonly step: Step;
  /** `ADD COLUMN topic`. */
  readonly clause: string;
  /** The table's and the column's name at that time. */
  readonly table: string;
  readonly column?: string;
}

/** The steps that changed a table of the final schema, or one of its columns. */
export function trailOf(history: SchemaHistory, table: Table, column?: string): readonly TrailEntry[] {
  const steps = history.migrations.flatMap(({ forward }) => forward.steps);
  const trail: TrailEntry[] = [];
  let name = table.name;
  let columnName = column;
  for (const step of steps.reverse()) {
    if (step.outcome !== "changed") continue;
    const { change } = step;
    const hadTable = step.before.table(nameBefore(change, name), table.schema);
    if (!concerns(step, name, table.schema, columnName)) continue;
    trail.push({
      step,
      clause: clauseOfStep(step),
      table: name,
      ...(columnName !== undefined && { column: columnName }),
    });
    if (columnName !== undefined) columnName = columnBefore(change, columnName);
    name = nameBefore(change, name);
    // Before this step there was no such table, or none with this column: the trail begins here.
    if (!hadTable || (columnName !== undefined && !hadTable.column(columnName))) break;
  }
  return trail.reverse();
}

/** Whether a step made the table, or the column, another than it was. */
function concerns({ before, after, change }: Step, name: string, schema?: string, column?: string): boolean {
  const old = before.table(nameBefore(change, name), schema);
  const now = after.table(name, schema);
  if (old === now) return false;
  if (column === undefined) return true;
  const columns = [old?.column(columnBefore(change, column)), now?.column(column)];
  return columns[0] !== columns[1] || namesColumn(old, column) !== namesColumn(now, column);
}

/** The keys, references and indexes that a column is part of, as one text: a column's story holds theirs. */
function namesColumn(table: Table | undefined, column: string): string {
  if (!table) return "";
  const indexes = table.indexes.filter((index) => index.columns.includes(column)).map((index) => index.name);
  const keys = table.foreignKeys.filter((key) => key.columns.includes(column)).map((key) => key.name);
  return [...indexes, ...keys].join("\n");
}

function nameBefore(change: Change, name: string): string {
  return change.kind === "renameTable" && change.to.name.text === name ? change.table.name.text : name;
}

function columnBefore(change: Change, column: string): string {
  const same = (other: string) => other.toLowerCase() === column.toLowerCase();
  if (change.kind === "renameColumn" && same(change.to.text)) return change.column.text;
  if (change.kind === "redefineColumn" && same(change.definition.name.text)) return change.column.text;
  return column;
}
