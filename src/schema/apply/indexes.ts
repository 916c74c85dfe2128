// Indexes and primary keys: ADD, DROP, RENAME, visibility. In: a site and a change. Out: its effect.

import type {
  AddIndex,
  Change,
  DropIndex,
  DropPrimaryKey,
  RenameIndex,
  SetIndexVisibility,
} from "../../sql/change.js";
import type { Index, Table } from "../model.js";
import { addIndex, findIndex } from "./add-index.js";
import { findIndexes, isConstraintTaken, isRelationTaken } from "./names.js";
import { isReferable } from "./references.js";
import { type Effect, fate, fatePlace, type Site, withPast } from "./site.js";

export function applyAddIndex(site: Site, change: AddIndex): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const { index: definition, usingIndex } = change;
  const name = definition.name?.text;
  if (usingIndex) return promote(site, table, change);
  const own = name === undefined ? undefined : findIndex(site, table, name);
  const known =
    own ??
    (name === undefined || !site.postgresql ? undefined : findIndexes(site, name, table.schema)[0]?.index);
  if (change.ifNotExists && (known || (definition.kind === "primary" && table.primaryKey)))
    return "unchanged";
  const base =
    change.orReplace && own ? table.with({ indexes: table.indexes.filter((one) => one !== own) }) : table;
  const added = addIndex(site, base, definition);
  if (!added) return "unchanged";
  site.timeline.putTable(added);
  return "changed";
}

/** ADD CONSTRAINT … USING INDEX: the index takes the constraint's name (PostgreSQL 18 manual, ALTER TABLE). */
function promote(site: Site, table: Table, change: AddIndex): Effect {
  const { index: definition, usingIndex } = change;
  if (!usingIndex) return "unchanged";
  const index = findIndex(site, table, usingIndex.text);
  if (!index) {
    const to = definition.name?.text ?? usingIndex.text;
    // As a constraint it keeps its name, and goes nowhere.
    if (to === usingIndex.text && site.mayHave(table, "index", to)) return "unchanged";
    const fate = { how: "renamed", to, at: site.at(change.range) } as const;
    return site.withoutPart(table, "index", usingIndex, fate, false);
  }
  const name = definition.name?.text ?? index.name;
  const kind = definition.kind;
  const { range } = definition.name ?? usingIndex;
  if (name !== index.name && isRelationTaken(site, { name, schema: table.schema }, range)) return "unchanged";
  if (definition.name && isConstraintTaken(site, table, definition.name, "key")) return "unchanged";
  const { deferrable } = definition;
  const constraint = index.with({ kind, name, named: true, constraint: true, deferrable });
  const names = new Set(kind === "primary" ? index.columns : []);
  const columns = table.columns.map((column) =>
    names.has(column.name) ? column.with({ nullable: false }) : column,
  );
  const indexes = table.indexes.map((one) => (one === index ? constraint : one));
  site.timeline.putTable(table.with({ columns, indexes }));
  return "changed";
}

/** The table that an index is dropped from or renamed in; PostgreSQL finds it by the index. */
function tableOfIndex(site: Site, change: DropIndex | RenameIndex): Table | undefined {
  if (change.table) return site.tableToAlter({ table: change.table, ifTableExists: change.ifTableExists });
  const { name, schema } = site.resolve(change.index);
  const isQualified = change.index.schema !== undefined;
  const found =
    findIndexes(site, name, schema)[0] ?? (isQualified ? undefined : findIndexes(site, name, undefined)[0]);
  if (found) return found.table;
  const gone = schema !== undefined && isQualified ? site.timeline.objectTrace("schema", schema) : undefined;
  if (gone) {
    const message = `Schema \`${schema}\` does not exist: it was ${fate(gone)}.`;
    if (!change.ifExists) site.refuse("missing", message, change.index.range, fatePlace(gone));
    return undefined;
  }
  const once = site.timeline.tablesMentioning("index", name)[0];
  const past = once && site.pastPart(once, "index", name);
  if (change.ifExists || !past) return undefined;
  const message = `Index \`${name}\` does not exist.`;
  site.refuse("missing", message, change.index.range, { at: past.at, message: `It was ${past.how} here.` });
  return undefined;
}

export function applyDropIndex(site: Site, change: DropIndex): Effect {
  const table = tableOfIndex(site, change);
  if (!table) return "unchanged";
  const fate = { how: "dropped", at: site.at(change.range) } as const;
  const index = findIndex(site, table, change.index.name.text);
  if (!index) return site.withoutPart(table, "index", change.index.name, fate, change.ifExists);
  if (site.postgresql && index.constraint) {
    const message = `Index \`${index.name}\` of \`${table.name}\` belongs to a constraint: it goes with DROP CONSTRAINT.`;
    const related = { at: index.at(), message: "The constraint was added here." };
    return site.refuse("conflict", message, change.index.range, related);
  }
  return removeIndex(site, table, index, change);
}

export function applyDropPrimaryKey(site: Site, change: DropPrimaryKey): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const key = table.primaryKey;
  if (key) return removeIndex(site, table, key, change);
  if (change.ifExists || site.mayHave(table, "index", "PRIMARY"))
    return change.ifExists ? "unchanged" : "changed";
  const message = `Table \`${table.name}\` has no primary key.`;
  return site.refuse("missing", message, change.range, site.partPlace(table, "index", "PRIMARY"));
}

/** Takes an index away; whether a foreign key needs it is asked when the statement is through. */
export function removeIndex(
  site: Site,
  from: Table,
  index: Index,
  change: Change & { readonly cascade?: boolean },
): Effect {
  if (change.cascade) dropReferencesTo(site, from, index);
  const table = site.schema.table(from.name, from.schema) ?? from;
  if (site.postgresql && !change.cascade) {
    const key = site.schema
      .foreignKeysTo(table)
      .find((one) => isOnlyKey(site, table, index, one.targetColumns));
    if (key) {
      const related = { at: key.at(), message: "The foreign key was added here." };
      const message = `Key \`${index.name}\` of \`${table.name}\` cannot be dropped: foreign key \`${key.name}\` of \`${key.table}\` refers to it.`;
      return site.refuse("conflict", message, change.range, related);
    }
  }
  site.noteDroppedIndex({ table, before: table, change });
  const indexes = table.indexes.filter((one) => one !== index);
  const past = withPast(table, {
    part: "index",
    name: index.name,
    how: "dropped",
    at: site.at(change.range),
  });
  site.timeline.putTable(table.with({ indexes, ...past }));
  return "changed";
}

/** CASCADE on a key: the foreign keys that refer to it go. */
function dropReferencesTo(site: Site, table: Table, index: Index): void {
  for (const key of site.schema.foreignKeysTo(table)) {
    const other =
      isOnlyKey(site, table, index, key.targetColumns) && site.schema.table(key.table, key.schema);
    if (!other) continue;
    site.timeline.putTable(
      other.with({ foreignKeys: other.foreignKeys.filter((one) => one.name !== key.name) }),
    );
  }
}

function isOnlyKey(site: Site, table: Table, index: Index, columns: readonly string[]): boolean {
  return (
    isReferable(site, index, columns) &&
    !table.indexes.some((other) => other !== index && isReferable(site, other, columns))
  );
}

export function applyRenameIndex(site: Site, change: RenameIndex): Effect {
  const table = tableOfIndex(site, change);
  if (!table) return "unchanged";
  const { name } = change.index;
  const fate = { how: "renamed", to: change.to.text, at: site.at(change.to.range) } as const;
  const index = findIndex(site, table, name.text);
  if (!index) return site.withoutPart(table, "index", name, fate, change.ifExists);
  const other = findIndex(site, table, change.to.text);
  if (other && other !== index) {
    const message = `Index \`${other.name}\` exists already on table \`${table.name}\`.`;
    return site.refuse("exists", message, change.to.range, {
      at: other.at(),
      message: "It was created here.",
    });
  }
  if (
    site.postgresql &&
    isRelationTaken(site, { name: change.to.text, schema: table.schema }, change.to.range)
  )
    return "unchanged";
  const places = { ...index.places, self: site.at(change.to.range) };
  const renamed = index.with({ name: change.to.text, named: true, implicit: false, places });
  const indexes = table.indexes.map((one) => (one === index ? renamed : one));
  const past = withPast(table, { part: "index", name: index.name, ...fate });
  site.timeline.putTable(table.with({ indexes, ...past }));
  return "changed";
}

export function applySetIndexVisibility(site: Site, change: SetIndexVisibility): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const index = findIndex(site, table, change.index.text);
  if (!index) {
    if (site.mayHave(table, "index", change.index.text)) return "changed";
    const message = `Table \`${table.name}\` has no index \`${change.index.text}\`.`;
    return site.refuse(
      "missing",
      message,
      change.index.range,
      site.partPlace(table, "index", change.index.text),
    );
  }
  if (index.visible === change.visible) return "unchanged";
  const places = { ...index.places, visible: site.at(change.range) };
  const indexes = table.indexes.map((one) =>
    one === index ? index.with({ visible: change.visible, places }) : one,
  );
  site.timeline.putTable(table.with({ indexes }));
  return "changed";
}
