// DROP COLUMN and what goes with a column. In: a site and a change. Out: its effect.

import type { DropColumn } from "../../sql/change.js";
import { columnsUsed, usesColumn } from "../expression-text.js";
import type { Column, ForeignKey, Index, Table } from "../model.js";
import { serves } from "./references.js";
import { type Effect, type Fate, type Site, withPast } from "./site.js";
import { viewOfColumn } from "./views.js";

export function applyDropColumn(site: Site, change: DropColumn): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const column = site.column(table, change.column.text);
  const fate = { how: "dropped", at: site.at(change.range) } as const;
  if (!column) return site.withoutPart(table, "column", change.column, fate, change.ifExists);
  const needed = whyNeeded(site, table, column, change);
  if (needed) return site.refuse("conflict", needed.message, change.column.range, needed.related);
  removeColumn(site, table, column, fate);
  return "changed";
}

/** Takes a column away, with what goes with it. */
export function removeColumn(site: Site, from: Table, column: Column, fate: Fate): void {
  let table = from;
  for (const generated of site.postgresql ? generatedFrom(from, column) : []) {
    removeColumn(site, table, generated, fate);
    table = site.schema.table(from.name, from.schema) ?? table;
  }
  const left = site.postgresql
    ? withoutOnPostgresql(site, table, column)
    : withoutOnMysql(site, table, column);
  dropReferences(site, table, column);
  site.timeline.putTable(left.with(withPast(left, { part: "column", name: column.name, ...fate })));
}

type Reason = { readonly message: string; readonly related: { at: Column["bornAt"]; message: string } };

function neededByKey(table: Table, column: Column, key: ForeignKey): Reason {
  const of = key.table === table.name ? "" : ` of table \`${key.table}\``;
  return {
    message: `Column \`${column.name}\` of \`${table.name}\` cannot be dropped: foreign key \`${key.name}\`${of} uses it.`,
    related: { at: key.at(), message: "The foreign key was added here." },
  };
}

/** PostgreSQL 18 manual 5.4: a generated column goes with a column that it is computed from, under CASCADE alone. */
function generatedFrom(table: Table, { name }: Column): readonly Column[] {
  return table.columns.filter(
    (one) => one.name !== name && one.generated && usesColumn(one.generated.expression, name, "postgresql"),
  );
}

function neededByGenerated(table: Table, column: Column): Reason | undefined {
  const [generated] = generatedFrom(table, column);
  if (!generated) return undefined;
  return {
    message: `Column \`${column.name}\` of \`${table.name}\` cannot be dropped: generated column \`${generated.name}\` uses it.`,
    related: { at: generated.bornAt, message: "The generated column was added here." },
  };
}

function neededByView(site: Site, table: Table, column: Column): Reason | undefined {
  const view = viewOfColumn(site, table, column);
  if (!view) return undefined;
  const message = `Column \`${column.name}\` of \`${table.name}\` cannot be dropped: ${view.why}.`;
  return { message, related: view.related };
}

function whyNeeded(site: Site, table: Table, column: Column, change: DropColumn): Reason | undefined {
  const { schema, server, postgresql } = site;
  const toIt = schema.foreignKeysTo(table).filter((key) => key.targetColumns.includes(column.name));
  if (table.partitionedBy?.includes(column.name)) {
    const message = `Column \`${column.name}\` of \`${table.name}\` cannot be dropped: the table is partitioned by it.`;
    return { message, related: { at: column.bornAt, message: "It was added here." } };
  }
  if (postgresql) {
    if (change.cascade) return undefined;
    const key = toIt.find((one) => one.table !== table.name || one.schema !== table.schema);
    const needed = key ? neededByKey(table, column, key) : neededByGenerated(table, column);
    return needed ?? neededByView(site, table, column);
  }
  // Even with FOREIGN_KEY_CHECKS = 0 (MySQL 9.7 and MariaDB 10.11: tried).
  const key = table.foreignKeys.find((one) => one.columns.includes(column.name)) ?? toIt[0];
  if (key) return neededByKey(table, column, key);
  const birth = { at: column.bornAt, message: "It was added here." };
  const label = `Column \`${column.name}\` of \`${table.name}\` cannot be dropped:`;
  const isLast = table.columns.length === 1 && table.knowledge === "whole";
  if (isLast && !site.changes.some((one) => one.kind === "addColumn"))
    return { message: `${label} it is the table's only one.`, related: birth };
  const sharedKey = table.indexes.find(
    (index) => index.unique && index.parts.length > 1 && index.columns.includes(column.name),
  );
  if (sharedKey && !server.dropsColumnFromUniqueKeys) {
    const message = `${label} key \`${sharedKey.name}\` has it together with other columns.`;
    return { message, related: { at: sharedKey.at(), message: "The key was added here." } };
  }
  const using = usingExpression(site, table, column);
  return using === undefined ? undefined : { message: `${label} ${using} uses it.`, related: birth };
}

/** A check over other columns as well, a generated column, or a key's expression (MySQL 8.0 errors 3959, 3108 and 3837; MariaDB 10.11: tried). */
function usingExpression(site: Site, table: Table, column: Column): string | undefined {
  const { dialect, checksBelongToColumns } = site.server;
  const check = table.checks.find(
    (one) => usesColumn(one.expression, column.name, dialect) && !goesWith(site, table, one, column),
  );
  if (check)
    return `${checksBelongToColumns && check.inline ? "the check of column" : "check"} \`${check.name}\``;
  const generated = table.columns.find(
    (one) =>
      one.name !== column.name &&
      one.generated &&
      usesColumn(one.generated.expression, column.name, dialect) &&
      !isDroppedToo(site, one),
  );
  if (generated) return `generated column \`${generated.name}\``;
  const index = table.indexes.find(({ parts }) =>
    parts.some(({ expression }) => expression !== undefined && usesColumn(expression, column.name, dialect)),
  );
  return index && `index \`${index.name}\``;
}

/** One statement may drop a generated column behind the one that it is computed from (MySQL 9.7 and MariaDB 10.11: tried). */
function isDroppedToo(site: Site, { name }: Column): boolean {
  return site.changes.some(
    (change) => change.kind === "dropColumn" && site.sameName(change.column.text, name),
  );
}

/** A check goes with its only column (MySQL 9.7 and MariaDB 10.11: tried); on MariaDB one that is part of a column goes with that one. */
function goesWith(site: Site, table: Table, check: Table["checks"][number], column: Column): boolean {
  if (site.server.checksBelongToColumns && check.inline) return site.sameName(check.name, column.name);
  const names = table.columns.map(({ name }) => name);
  return columnsUsed(check.expression, names, site.server.dialect).length === 1;
}

/** The column leaves its indexes; an index without columns is gone (MySQL 8.0 manual 15.1.9, DROP COLUMN). */
function withoutOnMysql(site: Site, table: Table, column: Column): Table {
  const { dialect } = site.server;
  const indexes = table.indexes.flatMap((index) => {
    if (!index.columns.includes(column.name)) return [index];
    const parts = index.parts.filter((part) => part.column !== column.name);
    return parts.length === 0 ? [] : [index.with({ parts })];
  });
  // What InnoDB added for a foreign key goes where a shortened one now does its work.
  const isSpare = (index: Index) =>
    index.implicit && indexes.some((other) => !other.implicit && serves(other, columnsOf(index)));
  return table.with({
    columns: table.columns.filter((one) => one !== column),
    indexes: indexes.filter((index) => !isSpare(index)),
    checks: table.checks.filter((check) => !usesColumn(check.expression, column.name, dialect)),
  });
}

const columnsOf = (index: Index) => index.columns.filter((column) => column !== undefined);

/** Indexes and constraints that use the column go with it (PostgreSQL 18 manual, ALTER TABLE, DROP COLUMN). */
function withoutOnPostgresql(site: Site, table: Table, column: Column): Table {
  const { dialect } = site.server;
  const uses = (expression: string | undefined) =>
    expression !== undefined && usesColumn(expression, column.name, dialect);
  for (const object of site.schema.objectsOf(table))
    if (object.object === "sequence" && object.column === column.name)
      site.timeline.removeObject(object, { how: "dropped", at: site.at(undefined) });
  return table.with({
    columns: table.columns.filter((one) => one !== column),
    indexes: table.indexes.filter(
      (index) =>
        !index.parts.some((part) => part.column === column.name || uses(part.expression)) &&
        !index.include.includes(column.name) &&
        !uses(index.where),
    ),
    foreignKeys: table.foreignKeys.filter(
      (key) =>
        !key.columns.includes(column.name) &&
        !(refersTo(key, table) && key.targetColumns.includes(column.name)),
    ),
    checks: table.checks.filter((check) => !uses(check.expression)),
  });
}

function refersTo({ target }: ForeignKey, { name, schema }: Table): boolean {
  return target.table === name && target.schema === schema;
}

/** CASCADE: other tables lose the foreign keys that refer to the column. */
export function dropReferences(site: Site, table: Table, column?: Column): void {
  for (const key of site.schema.foreignKeysTo(table)) {
    const other = site.schema.table(key.table, key.schema);
    if (!other || (other.name === table.name && other.schema === table.schema)) continue;
    if (column && !key.targetColumns.includes(column.name)) continue;
    site.timeline.putTable(
      other.with({ foreignKeys: other.foreignKeys.filter((one) => one.name !== key.name) }),
    );
  }
}
