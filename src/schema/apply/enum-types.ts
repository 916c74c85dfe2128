// PostgreSQL's enum types. In: a site and a change. Out: its effect.

import type { ObjectName } from "../../sql/definition.js";
import type { AddEnumValue, CreateEnum, RenameEnumValue } from "../../sql/object-change.js";
import type { Column, EnumType } from "../model.js";
import { type Effect, fate, fatePlace, type Site } from "./site.js";
import { isTypeNameTaken } from "./user-types.js";

function findType(site: Site, name: ObjectName): EnumType | undefined {
  const identity = site.resolve(name);
  const found = site.schema.enumType(identity.name, identity.schema);
  return found ?? (name.schema === undefined ? site.schema.enumType(identity.name) : undefined);
}

export function applyCreateEnum(site: Site, change: CreateEnum): Effect {
  const identity = site.resolve(change.type);
  if (isTypeNameTaken(site, identity, change.type.range)) return "unchanged";
  const first = change.values[0];
  const last = change.values[change.values.length - 1];
  const bornAt = site.at(change.type.name.range);
  site.timeline.putEnumType({
    ...identity,
    values: change.values.map(({ value }) => value),
    bornAt,
    places: {
      self: bornAt,
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
  const has = ({ type: own, default: value }: Column) =>
    own.name === type.name && own.schema === type.schema && value?.value === from.value;
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
