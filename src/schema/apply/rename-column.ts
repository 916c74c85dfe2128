// A column's new name, wherever its old one stood: keys, references of other tables, checks, generated columns.
// In: a table, two names. Out: the table with the new name; other tables are changed where they are.

import { renameColumnIn, usesColumn } from "../expression-text.js";
import type { Table } from "../model.js";
import { mapChanged } from "./map-changed.js";
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
    partitionedBy: table.partitionedBy && mapChanged(table.partitionedBy, name),
    columns: table.columns.map((column) => {
      if (column.name === from) return column.with({ name: to });
      const { generated } = column;
      if (!generated || !usesColumn(generated.expression, from, dialect)) return column;
      return column.with({ generated: { ...generated, expression: text(generated.expression) } });
    }),
    indexes: mapChanged(table.indexes, (index) => {
      const parts = mapChanged(index.parts, (part) => {
        const column = name(part.column);
        const expression = text(part.expression);
        const isSame = column === part.column && expression === part.expression;
        return isSame ? part : { ...part, column, expression };
      });
      const where = text(index.where);
      const include = mapChanged(index.include, name);
      const isSame = parts === index.parts && where === index.where && include === index.include;
      return isSame ? index : index.with({ parts, where, include });
    }),
    foreignKeys: mapChanged(table.foreignKeys, (key) => {
      const isSelf = key.target.table === table.name && key.target.schema === table.schema;
      const columns = mapChanged(key.columns, name);
      const targetColumns = isSelf ? mapChanged(key.targetColumns, name) : key.targetColumns;
      const isSame = columns === key.columns && targetColumns === key.targetColumns;
      return isSame ? key : key.with({ columns, targetColumns });
    }),
    checks: mapChanged(table.checks, (check) => {
      const belongs = site.server.checksBelongToColumns && check.inline && check.name === from;
      const expression = text(check.expression);
      return expression === check.expression && !belongs
        ? check
        : check.with({ expression, name: belongs ? to : check.name });
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
    const foreignKeys = other.foreignKeys.map((key) => {
      const isIts = key.target.table === table.name && key.target.schema === table.schema;
      if (!isIts || !key.targetColumns.includes(from)) return key;
      return key.with({ targetColumns: key.targetColumns.map((column) => (column === from ? to : column)) });
    });
    site.timeline.putTable(other.with({ foreignKeys }));
  }
}
