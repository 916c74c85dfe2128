// PostgreSQL's types of the user's own, enum types, composite types and domains alike: who has them, and what becomes of those. In: a
// site and a change. Out: its effect.

import type { Change } from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import type { DropObject, RenameObject } from "../../sql/object-change.js";
import type { Location, Range } from "../../text/source-file.js";
import type { EnumType, NamedObject, Table } from "../model.js";
import { removeColumn } from "./drop-column.js";
import { removeTable } from "./drop-table.js";
import { followInTables, moveOf } from "./follow.js";
import { type Effect, fate, fatePlace, type Identity, type Site } from "./site.js";

export interface UserType extends Identity {
  /** Where it was created; one of both is given. */
  readonly enumType?: EnumType;
  readonly object?: NamedObject;
}

/** The type of a name: in the schema in use, then in the default one. */
export function findUserType(site: Site, name: ObjectName): UserType | undefined {
  const identity = site.resolve(name);
  const found = typeAt(site, identity);
  if (found || name.schema !== undefined || identity.schema === undefined) return found;
  return typeAt(site, { name: identity.name });
}

function typeAt({ schema: now }: Site, { name, schema }: Identity): UserType | undefined {
  const enumType = now.enumType(name, schema);
  if (enumType) return { name, schema, enumType };
  const object = now.object("type", name, schema) ?? now.object("domain", name, schema);
  return object && { name, schema, object };
}

/** Types, tables and views share their names (PostgreSQL 18 manual, CREATE TYPE). True where the server refuses the name. */
export function isTypeNameTaken(site: Site, identity: Identity, range: Range): boolean {
  const { name, schema } = identity;
  const type = typeAt(site, identity);
  const table = site.schema.table(name, schema);
  const other = type ? placeOf(type) : (table?.bornAt ?? site.schema.object("view", name, schema)?.place);
  // What the configuration declares gives way to what a migration says.
  if (!other || table?.knowledge === "external") return false;
  const message = `${type ? "Type" : "A table or view"} \`${name}\` exists already.`;
  site.refuse("exists", message, range, { at: other, message: "It was created here." });
  return true;
}

function placeOf({ enumType, object }: UserType): Location | undefined {
  return enumType?.places.self ?? object?.place;
}

export function renameUserType(site: Site, change: RenameObject): Effect | undefined {
  const type = findUserType(site, change.name);
  if (!type) return undefined;
  const to = { name: change.to.text, schema: type.schema };
  if (isTypeNameTaken(site, to, change.to.range)) return "unchanged";
  moveUserType(site, type, to, change.to.range);
  return "changed";
}

/** Gives a type another name or schema, with all that has it. */
export function moveUserType(site: Site, type: UserType, to: Identity, range: Range): void {
  refileUserType(site, type, to, range);
  followInTables(site, { types: moveOf(type, to) });
}

/** The type alone. */
export function refileUserType(site: Site, { enumType, object }: UserType, to: Identity, range: Range): void {
  const at = site.at(range);
  const trace = { how: "renamed", to: to.name, at } as const;
  if (enumType) {
    site.timeline.removeEnumType(enumType, trace);
    site.timeline.putEnumType({ ...enumType, ...to, places: { ...enumType.places, self: at } });
  } else if (object) {
    site.timeline.removeObject(object, trace);
    site.timeline.putObject({ ...object, ...to, place: at });
  }
}

const isOf = (own: Identity | undefined, type: Identity) =>
  own?.name === type.name && own.schema === type.schema;

/** The tables that were created OF the type. */
export function tablesOf(site: Site, type: Identity): readonly Table[] {
  return site.schema.tables.filter(({ ofType }) => isOf(ofType, type));
}

const ofTheType: ReadonlySet<Change["kind"]> = new Set([
  "addColumn",
  "dropColumn",
  "renameColumn",
  "alterColumn",
]);

/** The columns of a table that is OF a type are the type's (PostgreSQL 18 manual, CREATE TABLE, OF). True where the server refuses. */
export function isOfType(site: Site, change: Change): boolean {
  if (!site.postgresql || !ofTheType.has(change.kind)) return false;
  if (change.kind === "alterColumn" && !change.type) return false;
  const table = "table" in change && change.table ? site.lookUp(change.table) : undefined;
  if (!table?.ofType) return false;
  const message = `Table \`${table.name}\` is of type \`${table.ofType.name}\`, which its columns come from.`;
  site.refuse("conflict", message, change.range, site.birthPlace(table));
  return true;
}

/** The other composite types with an attribute of the type. */
function typesWith(site: Site, type: Identity): readonly NamedObject[] {
  return site.schema.objects.filter(
    ({ object, attributes }) => object === "type" && attributes?.some((one) => isOf(one.type, type)),
  );
}

/** What has the type, and so keeps it. */
export function userOf(
  site: Site,
  type: Identity,
): { readonly label: string; readonly at: Location } | undefined {
  for (const table of site.schema.tables) {
    if (isOf(table.ofType, type)) return { label: `table \`${table.name}\` is of it`, at: table.bornAt };
    const column = table.columns.find((one) => isOf(one.type, type));
    if (column)
      return { label: `column \`${column.name}\` of \`${table.name}\` has it`, at: column.at("type") };
  }
  const [object] = typesWith(site, type);
  return object && { label: `type \`${object.name}\` has an attribute of it`, at: object.place };
}

/** DROP TYPE and DROP DOMAIN. Nothing comes back for a name that is no type of the model. */
export function dropUserType(site: Site, change: DropObject): Effect | undefined {
  const type = findUserType(site, change.name);
  if (!type) {
    const { name, schema } = site.resolve(change.name);
    const trace = site.timeline.enumTypeTrace(name, schema);
    if (!trace || change.ifExists) return undefined;
    const message = `Type \`${name}\` does not exist: it was ${fate(trace)}.`;
    return site.refuse("missing", message, change.name.range, fatePlace(trace));
  }
  const user = change.cascade ? undefined : userOf(site, type);
  if (user) {
    const message = `Type \`${type.name}\` cannot be dropped: ${user.label}.`;
    return site.refuse("conflict", message, change.name.range, {
      at: user.at,
      message: "It is stated here.",
    });
  }
  removeUserType(site, type, change.range);
  return "changed";
}

/** Takes a type away, with the columns that have it and the tables that are of it. */
export function removeUserType(site: Site, type: UserType, range: Range): void {
  const trace = { how: "dropped", at: site.at(range) } as const;
  for (const table of tablesOf(site, type)) removeTable(site, table, range);
  for (const { name, schema, columns } of site.schema.tables) {
    for (const column of columns.filter((one) => isOf(one.type, type))) {
      const table = site.schema.table(name, schema);
      if (table) removeColumn(site, table, column, trace);
    }
  }
  for (const object of typesWith(site, type)) {
    const attributes = object.attributes?.filter((one) => !isOf(one.type, type));
    site.timeline.putObject({ ...object, attributes });
  }
  if (type.enumType) site.timeline.removeEnumType(type.enumType, trace);
  if (type.object) site.timeline.removeObject(type.object, trace);
}
