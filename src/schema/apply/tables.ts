// What happens to a table as a whole, but for CREATE and DROP. In: a site and a change. Out: its effect.

import type {
  AttachPartition,
  ConvertCharset,
  MoveTable,
  RenameTable,
  SetTableOptions,
  TouchTable,
} from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import type { Range } from "../../text/source-file.js";
import { sameFacts, tableFacts } from "../facts.js";
import type { Table } from "../model.js";
import { keyOf } from "../timeline/mentions.js";
import { bytesPerCharacter, hasCharset } from "../types.js";
import { charsetInForce, optionFacts, tablePlaces } from "./build.js";
import { refuseCharsets } from "./charset-faults.js";
import { followInTables } from "./follow.js";
import { mapChanged } from "./map-changed.js";
import { followTable, isRelation, isRelationTaken } from "./names.js";
import type { Effect, Identity, Site } from "./site.js";
import { findUserType, isTypeNameTaken } from "./user-types.js";

export function applyRenameTable(site: Site, change: RenameTable): Effect {
  const table = site.tableToAlter({
    table: change.table,
    ifTableExists: change.ifTableExists || change.ifExists,
  });
  if (!table) return "unchanged";
  // ALTER TABLE a.t RENAME TO u stays in a on PostgreSQL; on MySQL it moves to the database in use.
  const to =
    change.to.schema || !site.postgresql
      ? site.resolve(change.to)
      : { name: change.to.name.text, schema: table.schema };
  return move(site, table, to, change.to.range);
}

export function applyMoveTable(site: Site, change: MoveTable): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const schema = change.schema.text === "public" ? undefined : change.schema.text;
  return move(site, table, { name: table.name, schema }, change.schema.range);
}

function move(site: Site, table: Table, to: Identity, range: Range): Effect {
  if (to.name === table.name && to.schema === table.schema) return "unchanged";
  const existing = site.schema.table(to.name, to.schema);
  if (isRelation(site, to.name, to.schema)) {
    const related = existing && site.birthPlace(existing);
    return site.refuse("exists", `Table \`${to.name}\` exists already.`, range, related);
  }
  if (site.postgresql && isTypeNameTaken(site, to, range)) return "unchanged";
  const owned = site.schema.objectsOf(table).filter(({ object }) => object === "sequence");
  if (site.postgresql && table.schema !== to.schema)
    for (const { name } of [...table.indexes, ...owned])
      if (isRelationTaken(site, { name, schema: to.schema }, range)) return "unchanged";
  const sequences = new Map(
    owned.map(({ name, schema }) => [keyOf(name, schema), { name, schema: to.schema }]),
  );
  relocate(site, table, to, range);
  if (table.schema !== to.schema && sequences.size > 0) followInTables(site, { sequences });
  return "changed";
}

/** Files a table under another name or schema, with its triggers and sequences; what refers to it follows. */
export function relocate(site: Site, table: Table, to: Identity, range: Range): void {
  const at = site.at(range);
  const objects = site.schema.objectsOf(table);
  const referring = site.schema.foreignKeysTo(table);
  const written = table.schema === to.schema ? to.name : `${to.schema ?? "public"}.${to.name}`;
  site.timeline.moveTable(table, withIdentity(site, table, to, at), { how: "renamed", to: written, at });
  for (const object of objects) {
    site.timeline.removeObject(object, { how: "renamed", at });
    site.timeline.putObject({ ...object, table: to.name, schema: to.schema });
  }
  for (const { table: name, schema } of referring) {
    const other = site.schema.table(name, schema);
    if (other) site.timeline.putTable(pointingTo(other, table, to));
  }
  if (to.name === table.name) return;
  for (const child of site.timeline.tablesMentioning("parent", table.name)) {
    const inherits = mapChanged(child.inherits, (parent) => (parent === table.name ? to.name : parent));
    if (inherits !== child.inherits) site.timeline.putTable(child.with({ inherits }));
  }
}

/** The table under another name, and so its parts; names that were made of the table's follow it (MySQL 8.0 manual 15.1.36). */
function withIdentity(site: Site, table: Table, to: Identity, at: Table["bornAt"]): Table {
  const owner = { table: to.name, schema: to.schema };
  const follow = (name: string, infix: string) => followTable(name, infix, table.name, to.name);
  // MariaDB leaves checks as they are called (10.11: tried).
  const { dialect } = site.server;
  const renamed = table.with({
    name: to.name,
    schema: to.schema,
    columns: table.columns.map((column) => column.with(owner)),
    indexes: table.indexes.map((index) => index.with(owner)),
    foreignKeys: table.foreignKeys.map((key) =>
      key.with({ ...owner, name: site.postgresql ? key.name : follow(key.name, "_ibfk_") }),
    ),
    checks: table.checks.map((check) =>
      check.with({ ...owner, name: dialect === "mysql" ? follow(check.name, "_chk_") : check.name }),
    ),
    places: { ...table.places, self: at },
  });
  return pointingTo(renamed, table, to);
}

function pointingTo(table: Table, from: Identity, to: Identity): Table {
  return table.with({
    foreignKeys: table.foreignKeys.map((key) =>
      key.target.table === from.name && key.target.schema === from.schema
        ? key.with({ target: { table: to.name, schema: to.schema } })
        : key,
    ),
  });
}

export function applySetTableOptions(site: Site, change: SetTableOptions): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const others = site.changes.flatMap((one) => (one.kind === "setTableOptions" ? one.options : []));
  if (site.changes.find(({ kind }) => kind === "setTableOptions") === change) refuseCharsets(site, others);
  const {
    engine = table.engine,
    comment = table.comment,
    ...charset
  } = optionFacts(site, change.options, table);
  const places = tablePlaces(site, change.options, table.places.self, table.places);
  const altered = table.with({ engine, comment, ...charset, places });
  if (sameFacts(tableFacts(table), tableFacts(altered))) return "unchanged";
  site.timeline.putTable(altered);
  return "changed";
}

// A column keeps what fits its old bytes: a longer charset may need the next type (MySQL 8.0 manual 15.1.9, CONVERT TO).
const nextText: Readonly<Record<string, string>> = factsByName({
  tinytext: "text",
  text: "mediumtext",
  mediumtext: "longtext",
});

export function applyConvertCharset(site: Site, change: ConvertCharset): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  const written = { charset: change.charset.value, collation: change.collation?.value };
  const { charset, collation } = change;
  refuseCharsets(site, [
    { name: "charset", ...charset },
    ...(collation ? [{ name: "collation", ...collation }] : []),
  ]);
  const target = charsetInForce(site.server, written, table);
  const at = site.at(change.range);
  const columns = table.columns.map((column) => {
    if (!hasCharset(column.type)) return column;
    if (column.charset === target.charset && column.collation === target.collation) return column;
    const grows = (bytesPerCharacter(target.charset) ?? 0) > (bytesPerCharacter(column.charset) ?? 4);
    const name = (grows && nextText[column.type.name]) || column.type.name;
    const type = name === column.type.name ? column.type : { ...column.type, name };
    return column.with({ ...target, type, places: column.placesWith({ charset: at }) });
  });
  const isSame = columns.every((column, index) => column === table.columns[index]);
  if (isSame && table.charset === target.charset && table.collation === target.collation) return "unchanged";
  site.timeline.putTable(table.with({ ...target, columns, places: { ...table.places, charset: at } }));
  return "changed";
}

export function applyAttachPartition(site: Site, change: AttachPartition): Effect {
  const table = site.tableToAlter(change);
  const partition = site.tableToAlter({ table: change.partition });
  if (!table || !partition) return "unchanged";
  return inherit(site, partition, table.name, {
    leaves: change.detach,
    isPartition: true,
    range: change.range,
  });
}

function inherit(
  site: Site,
  table: Table,
  parent: string,
  { leaves, isPartition, range }: { leaves: boolean; isPartition: boolean; range: Range },
): Effect {
  const others = table.inherits.filter((one) => one !== parent);
  if (isPartition && !leaves && table.inherits.length > 0) {
    const message = `Table \`${table.name}\` cannot become a partition of \`${parent}\`: it inherits from \`${table.inherits[0]}\` already.`;
    return site.refuse("conflict", message, range, site.birthPlace(table));
  }
  const inherits = leaves ? others : [...others, parent];
  if (inherits.length === table.inherits.length) return "unchanged";
  site.timeline.putTable(table.with({ inherits }));
  return "changed";
}

/** OF a type: the columns are its attributes, in their order (PostgreSQL 18 manual, ALTER TABLE). */
function setType(site: Site, table: Table, name: ObjectName | null): Effect {
  const type = name ? findUserType(site, name) : undefined;
  const attributes = type?.object?.attributes;
  const namesOf = (list: readonly { readonly name: string }[]) => list.map((one) => one.name).join(", ");
  const wanted = attributes && namesOf(attributes.map(({ name: { text } }) => ({ name: text })));
  if (name && wanted !== undefined && table.knowledge === "whole" && wanted !== namesOf(table.columns)) {
    const message = `Table \`${table.name}\` cannot be of type \`${name.name.text}\`: its columns are others.`;
    return site.refuse("conflict", message, name.range, site.birthPlace(table));
  }
  const ofType = name ? (type ?? site.resolve(name)) : undefined;
  site.timeline.putTable(table.with({ ofType: ofType && { name: ofType.name, schema: ofType.schema } }));
  return "changed";
}

/** The table has to be there; of what the model keeps, only its parents and its type may change. */
export function applyTouchTable(site: Site, change: TouchTable): Effect {
  const table = site.tableToAlter(change);
  if (!table) return "unchanged";
  if (change.ofType !== undefined) return setType(site, table, change.ofType);
  if (!change.parent) return "unchanged";
  const parent = site.lookUp(change.parent.table) ?? site.resolve(change.parent.table);
  return inherit(site, table, parent.name, {
    leaves: change.parent.leaves,
    isPartition: false,
    range: change.range,
  });
}
