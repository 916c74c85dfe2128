// What a foreign key refers to. In: its definition. Out: the target by its name in the model. What the server would miss
// is told as a refusal; what no migration created is unknown, and nobody's mistake here.

import type { ForeignKeyDefinition } from "../../sql/definition.js";
import type { Index, Table } from "../model.js";
import type { Identity, Site } from "./site.js";

export interface Target extends Identity {
  readonly columns: readonly string[];
}

/** The target of a foreign key of `owner`, which may be the table itself while it is being created. */
export function checkTarget(site: Site, owner: Table, definition: ForeignKeyDefinition): Target {
  const { target: name, targetColumns } = definition;
  const identity = site.resolve(name);
  const isOwner = identity.name === owner.name && identity.schema === owner.schema;
  const table = isOwner ? owner : site.lookUp(name);
  const written = targetColumns.map(({ text }) => text);
  if (written.length > 0 && written.length !== definition.columns.length) {
    const message = `The foreign key has ${definition.columns.length} of its own columns and refers to ${written.length}.`;
    site.refuse("conflict", message, definition.referencesRange);
    return { ...identity, columns: written };
  }
  const checks = site.postgresql || site.timeline.settings.foreignKeyChecks;
  if (!table) {
    const absence = checks ? site.absence(name) : undefined;
    if (absence) site.refuse("missing", absence.message, name.range, absence.related);
    return { ...identity, columns: written };
  }
  const columns =
    written.length === 0
      ? primaryColumns(table)
      : written.map((text) => site.column(table, text)?.name ?? text);
  const found = { name: table.name, schema: table.schema, columns };
  if (!checks) return found;
  for (const column of targetColumns) if (!site.requireColumn(table, column)) return found;
  if (table.knowledge === "whole" && !table.indexes.some((index) => isReferable(site, index, columns))) {
    const late = table.indexes.find(
      (index) => index.deferrable && isReferable(site, index.with({ deferrable: undefined }), columns),
    );
    const list = columns.length === 0 ? "" : ` on (${columns.join(", ")})`;
    const message = late
      ? `Key \`${late.name}\` of \`${table.name}\` is DEFERRABLE: no foreign key can refer to it.`
      : `Table \`${table.name}\` has no key${list} that a foreign key could refer to.`;
    site.refuse("conflict", message, definition.referencesRange, site.birthPlace(table));
  }
  return found;
}

/** Whether an index serves a foreign key: its first columns are the key's, whole and in order (MySQL 8.0 manual 15.1.20.5). */
export function serves(index: Pick<Index, "kind" | "parts">, columns: readonly string[]): boolean {
  if (index.kind === "fulltext" || index.kind === "spatial") return false;
  return columns.every((column, at) => {
    const part = index.parts[at];
    return part?.column === column && part.length === undefined;
  });
}

function primaryColumns(table: Table): readonly string[] {
  return table.primaryKey?.columns.filter((column) => column !== undefined) ?? [];
}

/**
 * InnoDB takes any index with these columns first (MySQL 8.0 manual 15.1.20.5), since MySQL 8.4 a unique one of just them, in this order;
 * PostgreSQL a unique one of just them (5.4.5).
 */
export function isReferable(site: Site, index: Index, columns: readonly string[]): boolean {
  if (columns.length === 0) return false;
  if (!site.postgresql) {
    const isStrict = site.server.refersToUniqueKeys && site.timeline.settings.uniqueReferences;
    return serves(index, columns) && (!isStrict || (index.unique && index.parts.length === columns.length));
  }
  return (
    index.unique &&
    index.where === undefined &&
    index.deferrable === undefined &&
    index.parts.length === columns.length &&
    columns.every((column) => index.parts.some((part) => part.column === column))
  );
}
