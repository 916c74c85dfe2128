// ADD, MODIFY, CHANGE and RENAME of columns. In: a site and a change. Out: its effect. DROP is in drop-column.ts, the facts
// of one column in alter-column.ts.

import type { AddColumn, RedefineColumn, RenameColumn } from "../../sql/change.js";
import type { ColumnDefinition, ColumnPosition, Name } from "../../sql/definition.js";
import { isSameColumn } from "../facts.js";
import type { Column, Table } from "../model.js";
import { keepsReferences } from "../types.js";
import { addCheck, withPeriods } from "./add-check.js";
import { addForeignKey } from "./add-foreign-key.js";
import { addIndex, refuseNull } from "./add-index.js";
import { buildColumn, withoutWholeLengths } from "./build.js";
import { keysOfColumn } from "./merged-keys.js";
import { isUsedByExpression, renameColumnEverywhere } from "./rename-column.js";
import { addOwnSequence, renameOwner } from "./sequences.js";
import { type Effect, type Site, withPast } from "./site.js";

export function applyAddColumn(site: Site, change: AddColumn): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { column: definition, position } = change;
  const existing = site.column(table, definition.name.text);
  if (existing) {
    if (change.ifNotExists) return "unchanged";
    const related = { at: existing.bornAt, message: "It was added here." };
    const message = `Table \`${table.name}\` has a column \`${existing.name}\` already.`;
    return site.refuse("exists", message, definition.name.range, related);
  }
  if (position?.kind === "after" && !site.requireColumn(table, position.column)) return "unchanged";
  const column = buildColumn(site, table, definition);
  const added = addInlineParts(
    site,
    table.with({ columns: insert(site, table.columns, column, position) }),
    definition,
  );
  if (!added) return "unchanged";
  site.timeline.putTable(added);
  addOwnSequence(site, added, definition);
  return "changed";
}

/** Columns with one more, where the position says; at the end where it says nothing, or names what is not known. */
function insert(
  site: Site,
  columns: readonly Column[],
  column: Column,
  position: ColumnPosition | undefined,
): readonly Column[] {
  if (!position) return [...columns, column];
  if (position.kind === "first") return [column, ...columns];
  const at = columns.findIndex((one) => site.sameName(one.name, position.column.text));
  return at < 0 ? [...columns, column] : columns.toSpliced(at + 1, 0, column);
}

/** The keys, references and checks behind a column's type; the first refusal ends it. */
export function addInlineParts(site: Site, table: Table, definition: ColumnDefinition): Table | undefined {
  let result: Table | undefined = table;
  for (const index of keysOfColumn(definition.indexes, site.server.dialect)) {
    result = result && addIndex(site, result, index);
  }
  for (const check of definition.checks)
    result = result && addCheck(site, result, check, definition.name.text);
  for (const key of definition.foreignKeys) result = result && addForeignKey(site, result, key);
  return result;
}

/** MODIFY and CHANGE: whatever the new definition leaves out is gone. */
export function applyRedefineColumn(site: Site, change: RedefineColumn): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { definition, position } = change;
  const name = site.displaced.get(change.column.text) ?? change.column.text;
  const old = site.column(table, name);
  if (!old && change.ifExists && !site.mayHave(table, "column", name)) return "unchanged";
  if (!old && !site.requireColumn(table, change.column)) return "unchanged";
  const place = position?.kind === "after" ? position.column : undefined;
  if (place && !site.requireColumn(table, place)) return "unchanged";
  const built = buildColumn(site, table, definition, old?.bornAt);
  const column = keepsKeyNotNull(table, old, built);
  if (column !== built && definition.nullable?.value === true)
    refuseNull(site, table, column.name, definition.nullable.range);
  if (old && isPinned(site, table, old, column, change)) return "unchanged";
  // Of a table that is known in part, the column may be there unseen.
  const renamed = renameTo(site, table, old ?? { name }, definition.name);
  if (!renamed) return "unchanged";
  const replaced = replace(site, renamed, column, position);
  const indexes = withoutWholeLengths(replaced.indexes, column);
  const whole = indexes === replaced.indexes ? replaced : replaced.with({ indexes });
  const checked = withoutColumnChecks(site, whole, column.name);
  const whatIsWritten = addInlineParts(site, checked, definition);
  if (!whatIsWritten) return "unchanged";
  const added = withPeriods(whatIsWritten);
  const { dialect } = site.server;
  const same =
    old &&
    old.name === column.name &&
    isSameColumn(old, column, dialect) &&
    added.columns.map((one) => one.name).join() === table.columns.map((one) => one.name).join() &&
    added.indexes === table.indexes &&
    added.foreignKeys === table.foreignKeys &&
    added.checks.length === table.checks.length;
  if (same) return "unchanged";
  site.timeline.putTable(added);
  return "changed";
}

/** A column of the primary key stays NOT NULL when its definition says nothing (MySQL 8.0 manual 15.1.20: PRIMARY KEY). */
function keepsKeyNotNull(table: Table, old: Column | undefined, column: Column): Column {
  const inKey = old !== undefined && table.primaryKey?.columns.includes(old.name) === true;
  return inKey && column.nullable ? column.with({ nullable: false }) : column;
}

/** Whether a foreign key forbids the new type (MySQL 8.0 errors 1832 and 1833). */
function isPinned(site: Site, table: Table, old: Column, column: Column, change: RedefineColumn): boolean {
  const { dialect } = site.server;
  const isSame = (fact: "charset" | "collation") => !old[fact] || !column[fact] || old[fact] === column[fact];
  if (site.postgresql || old.type.name === "unknown") return false;
  const { foreignKeyChecks } = site.timeline.settings;
  const keepsType = !foreignKeyChecks || keepsReferences(old.type, column.type, dialect);
  // MariaDB refuses another charset even where it checks no references (10.11: tried).
  const mayDiffer = !foreignKeyChecks && dialect === "mysql";
  if (keepsType && (mayDiffer || (isSame("charset") && isSame("collation")))) return false;
  const own = table.foreignKeys.find((key) => key.columns.includes(old.name));
  const other = site.schema.foreignKeysTo(table).find((key) => key.targetColumns.includes(old.name));
  const key = own ?? other;
  if (!key) return false;
  const related = { at: key.at(), message: "The foreign key was added here." };
  const message = `Column \`${old.name}\` of \`${table.name}\` cannot change its type: foreign key \`${key.name}\` uses it.`;
  site.refuse("conflict", message, change.definition.type?.range ?? change.range, related);
  return true;
}

/** The table with the column under its new name everywhere; nothing where the name is taken or the column is pinned. */
function renameTo(
  site: Site,
  table: Table,
  old: Pick<Column, "name"> & Partial<Pick<Column, "bornAt">>,
  to: Name,
): Table | undefined {
  if (old.name === to.text) return table;
  const other = site.column(table, to.text);
  if (other && other.name !== old.name) {
    const aside = stepAside(site, table, other);
    if (aside) return renameTo(site, aside, old, to);
    const related = { at: other.bornAt, message: "It was added here." };
    const message = `Table \`${table.name}\` has a column \`${other.name}\` already.`;
    site.refuse("exists", message, to.range, related);
    return undefined;
  }
  const isOther = !site.sameName(old.name, to.text);
  if (isOther && site.server.pinsUsedColumns && isUsedByExpression(site, table, old.name)) {
    const message = `Column \`${old.name}\` of \`${table.name}\` cannot be renamed: a check or generated column uses it.`;
    const related = old.bornAt && { at: old.bornAt, message: "It was added here." };
    site.refuse("conflict", message, to.range, related);
    return undefined;
  }
  const renamed = renameColumnEverywhere(site, table, old.name, to.text);
  const past = withPast(renamed, {
    part: "column",
    name: old.name,
    how: "renamed",
    to: to.text,
    at: site.at(to.range),
  });
  return renamed.with(past);
}

/** A column that this statement renames later on makes room: RENAME a TO b, RENAME b TO a swaps. */
function stepAside(site: Site, table: Table, column: Column): Table | undefined {
  const moves = site.changes.some(
    (change) =>
      (change.kind === "renameColumn" || change.kind === "redefineColumn") &&
      site.sameName(change.column.text, column.name) &&
      !site.sameName(
        change.kind === "renameColumn" ? change.to.text : change.definition.name.text,
        column.name,
      ),
  );
  if (!moves || site.displaced.has(column.name)) return undefined;
  const name = `${column.name} `;
  site.displaced.set(column.name, name);
  return renameColumnEverywhere(site, table, column.name, name);
}

function replace(site: Site, table: Table, column: Column, position: ColumnPosition | undefined): Table {
  const at = table.columns.findIndex((one) => one.name === column.name);
  if (at < 0) return table.with({ columns: insert(site, table.columns, column, position) });
  if (!position) return table.with({ columns: table.columns.with(at, column) });
  const others = table.columns.toSpliced(at, 1);
  return table.with({ columns: insert(site, others, column, position) });
}

/** On MariaDB a column's CHECK is part of its definition: stated anew, or gone. */
function withoutColumnChecks(site: Site, table: Table, column: string): Table {
  if (!site.server.checksBelongToColumns) return table;
  const checks = table.checks.filter((check) => !(check.inline && site.sameName(check.name, column)));
  return checks.length === table.checks.length ? table : table.with({ checks });
}

export function applyRenameColumn(site: Site, change: RenameColumn): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const name = site.displaced.get(change.column.text) ?? change.column.text;
  const old = site.column(table, name);
  if (!old) {
    const past = { how: "renamed", to: change.to.text, at: site.at(change.to.range) } as const;
    return site.withoutPart(table, "column", change.column, past, change.ifExists);
  }
  const renamed = renameTo(site, table, old, change.to);
  if (!renamed || renamed === table) return "unchanged";
  renameOwner(site, table, old.name, change.to.text);
  const places = { self: site.at(change.to.range) };
  const columns = renamed.columns.map((column) =>
    column.name === change.to.text ? column.with({ places: column.placesWith(places) }) : column,
  );
  site.timeline.putTable(renamed.with({ columns }));
  return "changed";
}
