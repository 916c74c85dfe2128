// PostgreSQL: what speaks of a type, sequence or function means the thing itself, whatever it is called and wherever it stands. In: a
// site, identities with their new ones. Out: nothing; the columns, defaults and triggers that mean them say the new names (15: tried).

import type { DataType, DefaultValue, Name } from "../../sql/definition.js";
import { nowhere } from "../../text/source-file.js";
import { type NewIdentity, qualifiedName, renameObjectsIn } from "../expression-names.js";
import type { Column, Index, NamedObject, Table } from "../model.js";
import { keyOf } from "../timeline/mentions.js";
import { sequenceDefault } from "./build.js";
import type { Identity, Site } from "./site.js";

/** New identities by the keys of the old ones. */
export type Moves = ReadonlyMap<string, Identity>;

export interface Moved {
  readonly types?: Moves;
  readonly sequences?: Moves;
  readonly functions?: Moves;
}

export function moveOf(from: Identity, to: Identity): Moves {
  return new Map([[keyOf(from.name, from.schema), to]]);
}

/** Columns, keys and checks of any table, the types that tables are OF, and attributes of composite types. */
export function followInTables(site: Site, moved: Moved): void {
  const rename = renamer(site, moved);
  for (const table of site.schema.tables) {
    const { ofType } = table;
    const after = partsAfter(table, rename, moved);
    const to = ofType && moved.types?.get(keyOf(ofType.name, ofType.schema));
    if (to || after) site.timeline.putTable(table.with({ ...after, ofType: to ?? ofType }));
  }
  const { types } = moved;
  if (!types) return;
  for (const object of site.schema.objects) {
    if (!object.attributes?.some(({ type }) => type && newIdentityOf(type, types))) continue;
    const attributes = object.attributes.map((attribute) => {
      const to = attribute.type && newIdentityOf(attribute.type, types);
      return to && attribute.type ? { ...attribute, type: typeAs(attribute.type, to) } : attribute;
    });
    site.timeline.putObject({ ...object, attributes });
  }
}

/** Nothing comes back where nothing moves. */
function partsAfter(table: Table, rename: Rename, moved: Moved): Partial<Table> | undefined {
  const columns = mapped(table.columns, (column) => columnAfter(column, moved, rename));
  const checks = mapped(table.checks, (check) => {
    const expression = rename(check.expression);
    return expression === check.expression ? check : check.with({ expression });
  });
  const indexes = mapped(table.indexes, (index) => indexAfter(index, rename));
  const isSame = columns === table.columns && checks === table.checks && indexes === table.indexes;
  return isSame ? undefined : { columns, checks, indexes };
}

/** The same list where all is the same. */
function mapped<T>(list: readonly T[], change: (one: T) => T): readonly T[] {
  const after = list.map(change);
  return after.every((one, at) => one === list[at]) ? list : after;
}

type Rename = (expression: string) => string;

function renamer(site: Site, moved: Moved): Rename {
  const { types, functions, sequences } = moved;
  const moves = { type: types, function: functions, sequence: sequences };
  // Most expressions speak of nothing that moves, which is seen without reading them.
  const names = [types, functions, sequences].flatMap((one) =>
    one ? [...one.keys()].map((key) => nameIn(key)) : [],
  );
  // What stands in the default schema is what a bare name means.
  const isAtHome = (role: keyof typeof moves, name: string) =>
    role === "type"
      ? (site.schema.enumType(name) ?? site.schema.object("type", name) ?? site.schema.object("domain", name))
      : site.schema.object(role, name);
  const newIdentity: NewIdentity = (role, { name, schema }) => {
    const own = moves[role]?.get(keyOf(name, schema));
    if (own || schema !== undefined || isAtHome(role, name)) return own;
    return newNameOf(moves[role], name);
  };
  return (text) =>
    names.some((name) => text.toLowerCase().includes(name.toLowerCase()))
      ? renameObjectsIn(text, newIdentity)
      : text;
}

/** Of a key for a name in a schema. */
function nameIn(key: string): string {
  return key.slice(key.indexOf("\u0000") + 1);
}

/** A bare name is found along the search path: where the one that moves stands. */
function newNameOf(moves: Moves | undefined, name: string): Identity | undefined {
  for (const [key, to] of moves ?? []) if (nameIn(key) === name) return to;
  return undefined;
}

function columnAfter(column: Column, { types, sequences }: Moved, rename: Rename): Column {
  const type = newIdentityOf(column.type, types);
  const counting = column.default && countingOn(column.default, sequences);
  const value = counting ?? column.default;
  const text = value && !counting ? rename(value.text) : value?.text;
  const generated = column.generated && rename(column.generated.expression);
  const isSame = text === column.default?.text && generated === column.generated?.expression;
  if (!type && isSame) return column;
  return column.with({
    ...(type && { type: typeAs(column.type, type) }),
    ...(value && text !== undefined && { default: { ...value, text } }),
    ...(column.generated && { generated: { ...column.generated, expression: generated ?? "" } }),
  });
}

function indexAfter(index: Index, rename: Rename): Index {
  const where = index.where && rename(index.where);
  const parts = mapped(index.parts, (part) => {
    const expression = part.expression && rename(part.expression);
    return expression === part.expression ? part : { ...part, expression };
  });
  return where === index.where && parts === index.parts ? index : index.with({ where, parts });
}

function newIdentityOf(type: DataType, types: Moves | undefined): Identity | undefined {
  return types?.get(keyOf(type.name, type.schema));
}

/** A type of the user's own under another name. */
function typeAs(type: DataType, to: Identity): DataType {
  const { name, schema } = to;
  return { ...type, name, schema, text: qualifiedName(to) + "[]".repeat(type.dimensions) };
}

const nextValue = /^nextval\(\s*'(?:(\w+|"(?:[^"]|"")+")\.)?(\w+|"(?:[^"]|"")+")'(?:::regclass)?\s*\)$/i;

/** The sequence that a default counts with. */
export function sequenceOf(value: DefaultValue | undefined): Identity | undefined {
  const [, schema, name] = (value?.kind === "expression" && nextValue.exec(value.text)) || [];
  if (name === undefined) return undefined;
  const own = schema === undefined ? undefined : unquoted(schema);
  return { name: unquoted(name), schema: own === "public" ? undefined : own };
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/""/g, '"') : name.toLowerCase();
}

function countingOn(value: DefaultValue, sequences: Moves | undefined): DefaultValue | undefined {
  const sequence = sequences && sequenceOf(value);
  const to = sequence && sequences.get(keyOf(sequence.name, sequence.schema));
  return to && { ...value, text: sequenceDefault(to.name, to.schema) };
}

/** Triggers and expressions call a function itself. Which one they call of several that share a name is not known. */
export function followFunction(site: Site, from: NamedObject, to: Identity): void {
  followInTriggers(site, from, to);
  if (!from.overloaded) followInTables(site, { functions: moveOf(from, to) });
}

/** The triggers that call a function. */
export function callersOf(site: Site, { name, schema }: Identity) {
  return site.schema.objectsMentioning("calls", name).flatMap((object) => {
    const { trigger } = object;
    const calls = trigger?.calls;
    const isCaller = calls && calls.name.text === name && site.resolve(calls).schema === schema;
    return isCaller ? [{ object, trigger, calls }] : [];
  });
}

/** A trigger calls the function itself. */
export function followInTriggers(site: Site, from: Identity, to: Identity): void {
  for (const { object, trigger, calls } of callersOf(site, from)) {
    const schema = to.schema === undefined ? undefined : writtenName(to.schema);
    const called = { ...calls, name: writtenName(to.name), schema };
    site.timeline.putObject({ ...object, trigger: { ...trigger, calls: called } });
  }
}

function writtenName(text: string): Name {
  return { text, quoted: true, range: nowhere };
}

/** A routine with all that share its name. */
export function inSchema(object: NamedObject, schema: string | undefined): NamedObject {
  const { overloaded } = object;
  return { ...object, schema, ...(overloaded && { overloaded: inSchema(overloaded, schema) }) };
}
