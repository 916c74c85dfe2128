// PostgreSQL's enum types. In: a site and a change. Out: its effect.

import type { DataType, ObjectName } from "../../sql/definition.js";
import type {
  AddEnumValue,
  CreateEnum,
  DropObject,
  RenameEnumValue,
  RenameObject,
} from "../../sql/object-change.js";
import { quoteName } from "../../sql/print/name.js";
import type { Column, EnumType, Table } from "../model.js";
import { type Effect, fate, fatePlace, type Site } from "./site.js";

function findType(site: Site, name: ObjectName): EnumType | undefined {
  const identity = site.resolve(name);
  const found = site.schema.enumType(identity.name, identity.schema);
  return found ?? (name.schema === undefined ? site.schema.enumType(identity.name) : undefined);
}

export function applyCreateEnum(site: Site, change: CreateEnum): Effect {
  const identity = site.resolve(change.type);
  const existing = site.schema.enumType(identity.name, identity.schema);
  if (existing) {
    const related = { at: existing.places.self, message: "It was created here." };
    return site.refuse("exists", `Type \`${identity.name}\` exists already.`, change.type.range, related);
  }
  const first = change.values[0];
  const last = change.values[change.values.length - 1];
  site.timeline.putEnumType({
    ...identity,
    values: change.values.map(({ value }) => value),
    places: {
      self: site.at(change.type.name.range),
      ...(first && last && { values: site.at({ start: first.range.start, end: last.range.end }) }),
    },
  });
  return "changed";
}

/** The type of an ALTER TYPE; refused where it is gone, unknown where no migration created it. */
function typeToAlter(site: Site, name: ObjectName): EnumType | undefined {
  const type = findType(site, name);
  if (type) return type;
  const identity = site.resolve(name);
  const trace = site.timeline.enumTypeTrace(identity.name, identity.schema);
  if (trace) {
    const message = `Type \`${identity.name}\` does not exist: it was ${fate(trace)}.`;
    site.refuse("missing", message, name.range, fatePlace(trace));
  }
  return undefined;
}

export function applyAddEnumValue(site: Site, change: AddEnumValue): Effect {
  const type = typeToAlter(site, change.type);
  if (!type) return "unchanged";
  const { value, neighbour } = change;
  if (type.values.includes(value.value)) {
    if (change.ifNotExists) return "unchanged";
    const related = { at: type.places.values ?? type.places.self, message: "Its values are stated here." };
    const message = `Type \`${type.name}\` has a value '${value.value}' already.`;
    return site.refuse("exists", message, value.range, related);
  }
  const at = neighbour ? type.values.indexOf(neighbour.value) : type.values.length;
  if (at < 0) return refuseValue(site, type, neighbour?.value ?? "", change.range);
  const position = neighbour?.side === "after" ? at + 1 : at;
  const values = type.values.toSpliced(position, 0, value.value);
  site.timeline.putEnumType({ ...type, values, places: { ...type.places, values: site.at(value.range) } });
  return "changed";
}

function refuseValue(site: Site, type: EnumType, value: string, range: AddEnumValue["range"]): Effect {
  const related = { at: type.places.values ?? type.places.self, message: "Its values are stated here." };
  return site.refuse("missing", `Type \`${type.name}\` has no value '${value}'.`, range, related);
}

export function applyRenameEnumValue(site: Site, change: RenameEnumValue): Effect {
  const type = typeToAlter(site, change.type);
  if (!type) return "unchanged";
  const { from, to } = change;
  const at = type.values.indexOf(from.value);
  if (at < 0) return refuseValue(site, type, from.value, from.range);
  if (type.values.includes(to.value))
    return site.refuse("exists", `Type \`${type.name}\` has a value '${to.value}' already.`, to.range);
  const values = type.values.with(at, to.value);
  site.timeline.putEnumType({ ...type, values, places: { ...type.places, values: site.at(to.range) } });
  renameDefaults(site, type, change);
  return "changed";
}

/** A default is the value itself, whatever it is called (PostgreSQL 15: tried). */
function renameDefaults(site: Site, type: EnumType, { from, to }: RenameEnumValue): void {
  const has = ({ type: own, default: value }: Column) => isOfType(own, type) && value?.value === from.value;
  for (const table of site.schema.tables) {
    if (!table.columns.some(has)) continue;
    const columns = table.columns.map((column) =>
      column.default && has(column)
        ? column.with({ default: { ...column.default, value: to.value, text: quoteText(to.value) } })
        : column,
    );
    site.timeline.putTable(table.with({ columns }));
  }
}

function quoteText(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}

function isOfType(own: DataType, type: EnumType): boolean {
  return own.name === type.name && own.schema === type.schema;
}

function usesType(table: Table, type: EnumType): boolean {
  return table.columns.some((column) => isOfType(column.type, type));
}

/** Nothing comes back for a name that is no enum type of the model. */
export function dropEnumType(site: Site, change: DropObject): Effect | undefined {
  const type = findType(site, change.name);
  if (!type) {
    const { name, schema } = site.resolve(change.name);
    if (!site.timeline.enumTypeTrace(name, schema) || change.ifExists) return undefined;
    typeToAlter(site, change.name);
    return "unchanged";
  }
  const users = site.schema.tables.filter((table) => usesType(table, type));
  const [user] = users;
  if (user && !change.cascade) {
    const column = user.columns.find((one) => one.type.name === type.name);
    const message = `Type \`${type.name}\` cannot be dropped: column \`${column?.name}\` of \`${user.name}\` has it.`;
    const related = column && { at: column.at("type"), message: "The column's type is stated here." };
    return site.refuse("conflict", message, change.name.range, related);
  }
  for (const table of users) {
    const columns = table.columns.filter((column) => column.type.name !== type.name);
    site.timeline.putTable(table.with({ columns }));
  }
  site.timeline.removeEnumType(type, { how: "dropped", at: site.at(change.range) });
  return "changed";
}

function renamedType(type: DataType, name: string): DataType {
  const names = type.schema === undefined ? [name] : [type.schema, name];
  const written = names.map((one) => quoteName(one, "postgresql")).join(".");
  return { ...type, name, text: written + "[]".repeat(type.dimensions) };
}

export function renameEnumType(site: Site, change: RenameObject): Effect | undefined {
  const type = findType(site, change.name);
  if (!type) return undefined;
  const at = site.at(change.to.range);
  site.timeline.removeEnumType(type, { how: "renamed", to: change.to.text, at });
  site.timeline.putEnumType({ ...type, name: change.to.text, places: { ...type.places, self: at } });
  for (const table of site.schema.tables) {
    if (!usesType(table, type)) continue;
    const columns = table.columns.map((column) =>
      isOfType(column.type, type) ? column.with({ type: renamedType(column.type, change.to.text) }) : column,
    );
    site.timeline.putTable(table.with({ columns }));
  }
  return "changed";
}
