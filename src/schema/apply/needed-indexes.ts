// Indexes that MySQL and MariaDB do not let go. In: a site, when its statement is through. Out: the changes that are refused,
// each with one refusal more in the site; their indexes are put back.

import type { Change } from "../../sql/change.js";
import type { Table } from "../model.js";
import { serves } from "./references.js";
import type { Related, Site } from "./site.js";

interface Need {
  /** What needs it: `foreign key \`fk\``. */
  readonly what: string;
  readonly columns: readonly string[];
  readonly related: Related;
}

export function refuseNeededIndexes(site: Site): readonly Change[] {
  if (site.postgresql) return [];
  const refused: Change[] = [];
  for (const { table: identity, before, change } of site.droppedIndexes) {
    const table = site.schema.table(identity.name, identity.schema);
    const need = table && lostNeed(site, table, before);
    if (!table || !need) continue;
    const kept = before.indexes.filter((index) => !table.indexes.some((one) => one.name === index.name));
    const needed = kept.filter((index) => serves(index, need.columns));
    site.timeline.putTable(table.with({ indexes: [...table.indexes, ...needed] }));
    const names = needed.map((index) => `\`${index.name}\``).join(", ");
    const message = `Index ${names} of \`${table.name}\` cannot be dropped: ${need.what} needs it.`;
    site.refuse("conflict", message, change.range, need.related);
    refused.push(change);
  }
  return refused;
}

/** What had an index before and has none now. */
function lostNeed(site: Site, table: Table, before: Table): Need | undefined {
  return needsOf(site, table, before).find(
    ({ columns }) =>
      columns.length > 0 &&
      before.indexes.some((index) => serves(index, columns)) &&
      !table.indexes.some((index) => serves(index, columns)),
  );
}

/** Foreign keys need an index at both ends (MySQL 8.0 error 1553), AUTO_INCREMENT a key (error 1075). */
function needsOf(site: Site, table: Table, before: Table): readonly Need[] {
  const needs: Need[] = [];
  for (const column of table.columns) {
    if (!column.autoIncrement) continue;
    const related = { at: column.at("autoIncrement"), message: "It counts itself since here." };
    needs.push({ what: `AUTO_INCREMENT column \`${column.name}\``, columns: [column.name], related });
  }
  if (!site.timeline.settings.foreignKeyChecks) return needs;
  const add = (name: string, columns: readonly string[], at: Table["bornAt"]) =>
    needs.push({
      what: `foreign key \`${name}\``,
      columns,
      related: { at, message: "The foreign key was added here." },
    });
  // A primary key that only the table's own foreign keys use may go (MariaDB 10.11: tried).
  const losesPrimary = before.primaryKey !== undefined && table.primaryKey === undefined;
  if (!losesPrimary) for (const key of table.foreignKeys) add(key.name, key.columns, key.at());
  for (const key of site.schema.foreignKeysTo(table)) add(key.name, key.targetColumns, key.at());
  return needs;
}
