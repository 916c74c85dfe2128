// PostgreSQL: what speaks of a type, sequence or function means the thing itself, whatever it is called and wherever it stands. In: a
// site, identities with their new ones. Out: nothing; the columns, defaults and triggers that mean them say the new names (15: tried).

import type { DataType, DefaultValue, Name } from "../../sql/definition.js";
import { quoteName } from "../../sql/print/name.js";
import { nowhere } from "../../text/source-file.js";
import type { Column, NamedObject, Table } from "../model.js";
import { keyOf } from "../timeline/mentions.js";
import { sequenceDefault } from "./build.js";
import type { Identity, Site } from "./site.js";

/** New identities by the keys of the old ones. */
export type Moves = ReadonlyMap<string, Identity>;

export interface Moved {
  readonly types: Moves;
  readonly sequences: Moves;
}

export const none: Moves = new Map();

export function moveOf(from: Identity, to: Identity): Moves {
  return new Map([[keyOf(from.name, from.schema), to]]);
}

/** Columns of any table and the types that tables are OF, and attributes of composite types. */
export function followInColumns(site: Site, moved: Moved): void {
  for (const table of site.schema.tables) {
    const { ofType } = table;
    const columns = columnsAfter(table.columns, moved);
    const to = ofType && moved.types.get(keyOf(ofType.name, ofType.schema));
    if (to || columns !== table.columns)
      site.timeline.putTable(table.with({ columns, ofType: to ?? ofType }));
  }
  if (moved.types.size === 0) return;
  for (const object of site.schema.objects) {
    if (!object.attributes?.some(({ type }) => type && newIdentityOf(type, moved.types))) continue;
    const attributes = object.attributes.map((attribute) => {
      const to = attribute.type && newIdentityOf(attribute.type, moved.types);
      return to && attribute.type ? { ...attribute, type: typeAs(attribute.type, to) } : attribute;
    });
    site.timeline.putObject({ ...object, attributes });
  }
}

/** The same list where nothing moves. */
function columnsAfter(columns: Table["columns"], moved: Moved): Table["columns"] {
  const after = columns.map((column) => columnAfter(column, moved));
  return after.every((column, at) => column === columns[at]) ? columns : after;
}

function columnAfter(column: Column, { types, sequences }: Moved): Column {
  const type = newIdentityOf(column.type, types);
  const value = column.default && countingOn(column.default, sequences);
  if (!type && !value) return column;
  return column.with({
    ...(type && { type: typeAs(column.type, type) }),
    ...(value && { default: value }),
  });
}

function newIdentityOf(type: DataType, types: Moves): Identity | undefined {
  return types.size === 0 ? undefined : types.get(keyOf(type.name, type.schema));
}

/** A type of the user's own under another name. */
function typeAs(type: DataType, { name, schema }: Identity): DataType {
  const names = schema === undefined ? [name] : [schema, name];
  const written = names.map((one) => quoteName(one, "postgresql")).join(".");
  return { ...type, name, schema, text: written + "[]".repeat(type.dimensions) };
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

function countingOn(value: DefaultValue, sequences: Moves): DefaultValue | undefined {
  const sequence = sequences.size === 0 ? undefined : sequenceOf(value);
  const to = sequence && sequences.get(keyOf(sequence.name, sequence.schema));
  return to && { ...value, text: sequenceDefault(to.name, to.schema) };
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
export function followFunction(site: Site, from: Identity, to: Identity): void {
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
