// A column's new name, wherever its old one stood: keys, references of other tables, checks, generated columns.
// In: a table, two names. Out: the table with the new name; other tables are changed where they are.

import { renameColumnIn, usesColumn } from "../expression-text.js";
import type { Table } from "../model.js";
import type { Site } from "./site.js";

/** Whether a check, generated column or functional key part of the table names the column. */
export function isUsedByExpression(site: Site, table: Table, column: string): boolean {
  const { dialect } = site.server;
  const uses = (expression: string | undefined) =>
    expression !== undefined && usesColumn(expression, column, dialect);
  return (
    table.checks.some((check) => uses(check.expression)) ||
    table.columns.some((one) => uses(one.generated?.expression)) ||
    table.indexes.some((index) => index.parts.some((part) => uses(part.expression)))
  );
}

export function renameColumnEverywhere(site: Site, table: Table, from: string, to: string): Table {
  const { dialect } = site.server;
  const name = <T extends string | undefined>(column: T): T => (column === from ? (to as T) : column);
  const text = <T extends string | undefined>(expression: T): T =>
    expression === undefined || !usesColumn(expression, from, dialect)
      ? expression
      : (renameColumnIn(expression, from, to, dialect) as T);
  renameInReferences(site, table, from, to);
  return table.with({
    columns: table.columns.map((column) => {
      if (column.name === from) return column.with({ name: to });
      const { generated } = column;
      if (!generated || !usesColumn(generated.expression, from, dialect)) return column;
      return column.with({ generated: { ...generated, expression: text(generated.expression) } });
    }),
    indexes: table.indexes.map((index) => {
      const parts = index.parts.map((part) => ({
        ...part,
        column: name(part.column),
        expression: text(part.expression),
      }));
      return index.with({ parts, where: text(index.where), include: index.include.map(name) });
    }),
    foreignKeys: table.foreignKeys.map((key) => {
      const isSelf = key.target.table === table.name && key.target.schema === table.schema;
      return key.with({
        columns: key.columns.map(name),
        targetColumns: isSelf ? key.targetColumns.map(name) : key.targetColumns,
      });
    }),
    checks: table.checks.map((check) => {
      const belongs = site.server.checksBelongToColumns && check.inline && check.name === from;
      return check.with({ expression: text(check.expression), name: belongs ? to : check.name });
    }),
  });
}

function renameInReferences(site: Site, table: Table, from: string, to: string): void {
  const referring = new Set(
    site.schema
      .foreignKeysTo(table)
      .filter((key) => key.targetColumns.includes(from) && key.table !== table.name)
      .map((key) => site.schema.table(key.table, key.schema)),
  );
  for (const other of referring) {
    if (!other) continue;
    const foreignKeys = other.foreignKeys.map((key) =>
      key.target.table === table.name && key.target.schema === table.schema
        ? key.with({ targetColumns: key.targetColumns.map((column) => (column === from ? to : column)) })
        : key,
    );
    site.timeline.putTable(other.with({ foreignKeys }));
  }
}
