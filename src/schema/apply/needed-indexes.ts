// Indexes that MySQL and MariaDB do not let go. In: a site, when its statement is through. Out: the changes that are refused,
// each with one refusal more in the site; their indexes are put back.

import type { Change } from "../../sql/change.js";
import type { ForeignKey, Index, Table } from "../model.js";
import { isReferable, serves } from "./references.js";
import type { Related, Site } from "./site.js";

interface Need {
  /** What needs it: `foreign key \`fk\``. */
  readonly what: string;
  readonly isMetBy: (index: Index) => boolean;
  readonly related: Related;
}

export function refuseNeededIndexes(site: Site): readonly Change[] {
  if (site.postgresql) return [];
  const refused: Change[] = [];
  for (const { table: identity, before, change } of site.droppedIndexes) {
    const table = site.schema.table(identity.name, identity.schema);
    // Where a table is not known whole, another index may serve.
    const need = table?.knowledge === "whole" ? lostNeed(site, table, before) : undefined;
    if (!table || !need) continue;
    const needed = before.indexes.filter((index) => need.isMetBy(index) && !table.indexes.includes(index));
    const others = table.indexes.filter(
      ({ name }) => !needed.some((index) => site.sameName(index.name, name)),
    );
    const added = others.filter((index) => !before.indexes.includes(index));
    // What the statement's own indexes made superfluous comes back with them, too.
    const kept = before.indexes.filter(
      (index) => needed.includes(index) || others.includes(index) || index.implicit,
    );
    site.timeline.putTable(table.with({ indexes: [...kept, ...added] }));
    const names = needed.map((index) => `\`${index.name}\``).join(", ");
    const message = `Index ${names} of \`${table.name}\` cannot be dropped: ${need.what} needs it.`;
    site.refuse("conflict", message, change.range, need.related);
    refused.push(change);
  }
  return refused;
}

/** What had an index before and has none now. */
function lostNeed(site: Site, table: Table, before: Table): Need | undefined {
  const isFree = isPrimaryFree(site, table, before);
  return needsOf(site, table).find(
    ({ isMetBy }) =>
      before.indexes.some((index) => isMetBy(index) && !(isFree && index.kind === "primary")) &&
      !table.indexes.some(isMetBy),
  );
}

/** MariaDB asks nobody about a primary key when another key takes its place as the clustered one (10.11: tried). */
function isPrimaryFree({ server }: Site, table: Table, before: Table): boolean {
  if (server.pinsServingIndexes || before.primaryKey === undefined) return false;
  const required = new Set(table.columns.filter(({ nullable }) => !nullable).map(({ name }) => name));
  return table.indexes.some(
    ({ unique, columns }) => unique && columns.every((name) => name !== undefined && required.has(name)),
  );
}

/** Foreign keys need an index at both ends (MySQL 8.0 error 1553), AUTO_INCREMENT a key (error 1075). */
function needsOf(site: Site, table: Table): readonly Need[] {
  const needs: Need[] = [];
  const add = (what: string, isMetBy: Need["isMetBy"], at: Table["bornAt"], message: string) =>
    needs.push({ what, isMetBy, related: { at, message } });
  for (const column of table.columns) {
    if (!column.autoIncrement) continue;
    const at = column.at("autoIncrement");
    const isMetBy = (index: Index) => serves(index, [column.name]);
    add(`AUTO_INCREMENT column \`${column.name}\``, isMetBy, at, "It counts itself since here.");
  }
  if (!site.timeline.settings.foreignKeyChecks && !site.server.pinsServingIndexes) return needs;
  const addKey = (key: ForeignKey, isMetBy: Need["isMetBy"]) =>
    add(`foreign key \`${key.name}\``, isMetBy, key.at(), "The foreign key was added here.");
  for (const key of table.foreignKeys) addKey(key, (index) => serves(index, key.columns));
  for (const key of site.schema.foreignKeysTo(table))
    addKey(key, (index) => isReferable(site, index, key.targetColumns));
  return needs;
}
