// DROP TABLE and what goes with a table. In: a site and a change. Out: its effect.

import type { DropTable } from "../../sql/change.js";
import type { Range } from "../../text/source-file.js";
import type { ForeignKey, Table } from "../model.js";
import { dropReferences } from "./drop-column.js";
import { isRelation } from "./names.js";
import type { Effect, Site } from "./site.js";
import { viewOfTable } from "./views.js";

export function applyDropTable(site: Site, change: DropTable): Effect {
  const table = site.lookUp(change.table);
  if (!table) {
    const absence = site.absence(change.table);
    if (absence && change.ifExists) return "unchanged";
    if (absence) return site.refuse("missing", absence.message, change.table.range, absence.related);
    // Whether it was there before is not known: now it is not.
    const { name, schema } = site.resolve(change.table);
    const view = site.schema.object("view", name, schema);
    if (view && !view.doubtful && (site.postgresql || !change.ifExists)) {
      const related = { at: view.place, message: "The view was created here." };
      return site.refuse("conflict", `\`${name}\` is a view, no table.`, change.table.range, related);
    }
    if (!isRelation(site, name, schema))
      site.timeline.noteAbsence(name, schema, { how: "dropped", at: site.at(change.range) });
    return "unchanged";
  }
  const key = change.cascade && site.postgresql ? undefined : blockingKey(site, table);
  if (key) {
    const message = `Table \`${table.name}\` cannot be dropped: foreign key \`${key.name}\` of \`${key.table}\` refers to it.`;
    const related = { at: key.at(), message: "The foreign key was added here." };
    return site.refuse("conflict", message, change.table.range, related);
  }
  const child = change.cascade || table.partitioned ? undefined : blockingChild(site, table);
  if (child) {
    const message = `Table \`${table.name}\` cannot be dropped: table \`${child.name}\` inherits from it.`;
    return site.refuse("conflict", message, change.table.range, site.birthPlace(child));
  }
  const dependent = change.cascade ? undefined : viewOfTable(site, table);
  if (dependent) {
    const message = `Table \`${table.name}\` cannot be dropped: ${dependent.why}.`;
    return site.refuse("conflict", message, change.table.range, dependent.related);
  }
  if (site.postgresql) dropReferences(site, table);
  removeTable(site, table, change.range);
  return "changed";
}

/** A foreign key of a table that stays, and so keeps this one in place. */
function blockingKey(site: Site, table: Table): ForeignKey | undefined {
  if (!site.postgresql && !site.timeline.settings.foreignKeyChecks) return undefined;
  const goes = droppedTables(site);
  return site.schema.foreignKeysTo(table).find((key) => {
    if (key.table === table.name && key.schema === table.schema) return false;
    return !goes.has(site.schema.table(key.table, key.schema));
  });
}

/** A table that stays, and inherits (PostgreSQL 18 manual 5.11). */
function blockingChild(site: Site, table: Table): Table | undefined {
  const goes = droppedTables(site);
  return childrenOf(site, table).find((child) => !goes.has(child));
}

/** What one statement drops together. */
function droppedTables(site: Site): ReadonlySet<Table | undefined> {
  const dropped = site.server.dropsTablesOneByOne
    ? []
    : site.changes.filter((one) => one.kind === "dropTable");
  return new Set(dropped.map((one) => site.lookUp(one.table)));
}

function childrenOf(site: Site, table: Table): readonly Table[] {
  if (!site.postgresql) return [];
  return site.timeline
    .tablesMentioning("parent", table.name)
    .filter((child) => child.inherits.includes(table.name));
}

/** Takes a table away, with its triggers, the sequences that it owns and, on PostgreSQL, its children. */
export function removeTable(site: Site, table: Table, range: Range): void {
  const trace = { how: "dropped", at: site.at(range) } as const;
  for (const object of site.schema.objectsOf(table)) site.timeline.removeObject(object, trace);
  for (const child of childrenOf(site, table)) removeTable(site, child, range);
  site.timeline.removeTable(table, trace);
}
