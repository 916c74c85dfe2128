// Objects known by name: views, routines, triggers, sequences, types, schemas, databases. In: a site and a change.
// Out: its effect.

import type { Name, ObjectName } from "../../sql/definition.js";
import type { AlterObject, CreateObject, DropObject, RenameObject } from "../../sql/object-change.js";
import type { NamedObject } from "../model.js";
import { charsetInForce, sequenceDefault } from "./build.js";
import { removeTable } from "./drop-table.js";
import { dropEnumType, renameEnumType } from "./enum-types.js";
import { type Effect, fate, fatePlace, type Identity, type Site } from "./site.js";

/** Where an object lives: a trigger with its table, everything else where its name says. */
function identify(
  site: Site,
  change: { readonly name: ObjectName; readonly table?: ObjectName },
): Identity & { table?: string } {
  const { name, schema } = site.resolve(change.name);
  if (!change.table) return { name, schema };
  const table = site.lookUp(change.table);
  const owner = table ?? site.resolve(change.table);
  return { name, schema: owner.schema, table: owner.name };
}

function find(
  site: Site,
  kind: string,
  { name, schema, table }: Identity & { table?: string },
): NamedObject | undefined {
  return site.schema.object(kind, name, schema, table);
}

export function applyCreateObject(site: Site, change: CreateObject): Effect {
  const identity = identify(site, change);
  const existing = find(site, change.object, identity);
  if (existing && change.ifNotExists) return "unchanged";
  if (existing && !change.orReplace && !existing.doubtful && !isOverload(site, existing, change)) {
    const related = { at: existing.place, message: "It was created here." };
    const message = `${labelOf(change.object)} \`${identity.name}\` exists already.`;
    return site.refuse("exists", message, change.name.range, related);
  }
  if (change.object === "trigger" && change.table && !site.lookUp(change.table)) {
    const absence = site.absence(change.table);
    if (absence) return site.refuse("missing", absence.message, change.table.range, absence.related);
  }
  const overloaded = existing && !change.orReplace && isOverload(site, existing, change);
  site.timeline.putObject({
    object: change.object,
    name: identity.name,
    schema: identity.schema,
    table: identity.table,
    trigger: change.trigger,
    parameters: change.parameters,
    attributes: change.attributes,
    body: change.body,
    place: site.at(change.name.name.range),
    definition: site.at(change.range),
    overloaded: overloaded ? existing : undefined,
  });
  return "changed";
}

/** PostgreSQL tells routines of one name apart by their parameters (manual 36.6); the model keeps the newest. */
function isOverload(site: Site, existing: NamedObject, { object, parameters }: CreateObject): boolean {
  if (!site.postgresql || (object !== "function" && object !== "procedure")) return false;
  const types = (list: CreateObject["parameters"] = []) =>
    list.map(({ type }) => type?.text.toLowerCase()).join();
  return types(existing.parameters) !== types(parameters);
}

function labelOf(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

export function applyDropObject(site: Site, change: DropObject): Effect {
  if (change.object === "type" || change.object === "domain") {
    const effect = dropEnumType(site, change);
    if (effect) return effect;
  }
  if (change.object === "database" || change.object === "schema") {
    const effect = dropTables(site, change);
    if (effect) return effect;
  }
  const identity = identify(site, change);
  const object = find(site, change.object, identity);
  if (!object) {
    // An object that no migration created may be there all the same.
    const trace = site.timeline.objectTrace(change.object, identity.name, identity.schema, identity.table);
    const hasOverloads = site.postgresql && (change.object === "function" || change.object === "procedure");
    if (!trace || change.ifExists || hasOverloads) return "unchanged";
    const message = `${labelOf(change.object)} \`${identity.name}\` does not exist: it was ${fate(trace)}.`;
    return site.refuse("missing", message, change.name.range, fatePlace(trace));
  }
  site.timeline.removeObject(object, { how: "dropped", at: site.at(change.range) });
  if (object.overloaded) site.timeline.putObject(object.overloaded);
  if (change.cascade && change.object === "function") dropTriggersOf(site, object, change);
  return "changed";
}

/** CASCADE on a trigger function takes the triggers along that call it. */
function dropTriggersOf(site: Site, dropped: NamedObject, change: DropObject): void {
  for (const { object } of callersOf(site, dropped))
    site.timeline.removeObject(object, { how: "dropped", at: site.at(change.range) });
}

function callersOf(site: Site, { name, schema }: NamedObject) {
  return site.schema.objectsMentioning("calls", name).flatMap((object) => {
    const { trigger } = object;
    const calls = trigger?.calls;
    const isCaller = calls && calls.name.text === name && site.resolve(calls).schema === schema;
    return isCaller ? [{ object, trigger, calls }] : [];
  });
}

/** DROP DATABASE takes the tables along, DROP SCHEMA … CASCADE as well; without, it is refused where there are some. */
function dropTables(site: Site, change: DropObject): Effect | undefined {
  const name = change.name.name.text;
  const isDefault = site.postgresql ? name === "public" : name === site.timeline.settings.home;
  const tables = site.schema.tables.filter(({ schema }) => schema === (isDefault ? undefined : name));
  const [first] = tables;
  if (first && site.postgresql && !change.cascade) {
    const message = `Schema \`${name}\` cannot be dropped: table \`${first.name}\` is in it.`;
    return site.refuse("conflict", message, change.name.range, site.birthPlace(first));
  }
  for (const table of tables) removeTable(site, table, change.range);
  return undefined;
}

export function applyRenameObject(site: Site, change: RenameObject): Effect {
  if (change.object === "type") {
    const effect = renameEnumType(site, change);
    if (effect) return effect;
  }
  const object = find(site, change.object, identify(site, change));
  if (!object) return "unchanged";
  const at = site.at(change.to.range);
  site.timeline.removeObject(object, { how: "renamed", to: change.to.text, at });
  site.timeline.putObject({ ...object, name: change.to.text, place: at });
  if (object.object === "sequence" && object.table !== undefined)
    followSequence(site, object, change.to.text, object.table);
  if (object.object === "function") followFunction(site, object, change.to);
  return "changed";
}

/** A trigger calls the function itself, whatever it is called. */
function followFunction(site: Site, renamed: NamedObject, to: Name): void {
  for (const { object, trigger, calls } of callersOf(site, renamed))
    site.timeline.putObject({ ...object, trigger: { ...trigger, calls: { ...calls, name: to } } });
}

/** A default counts with the sequence itself, whatever it is called (PostgreSQL 15: tried). */
function followSequence(site: Site, { name, schema }: NamedObject, to: string, owner: string): void {
  const table = site.schema.table(owner, schema);
  const before = sequenceDefault(name, schema);
  const columns = table?.columns.map((column) =>
    column.default?.text === before
      ? column.with({ default: { ...column.default, text: sequenceDefault(to, schema) } })
      : column,
  );
  if (table && columns) site.timeline.putTable(table.with({ columns }));
}

/** Of what the model keeps, only a database's charset can change: it is what later tables inherit. */
export function applyAlterObject(site: Site, change: AlterObject): Effect {
  if (change.object !== "database") return "unchanged";
  const { settings } = site.timeline;
  const name = change.name?.name.text;
  if (name !== undefined && settings.home !== undefined && name !== settings.home) return "unchanged";
  const valueFor = (option: string) => change.options.findLast((one) => one.name === option)?.value;
  const written = { charset: valueFor("charset"), collation: valueFor("collation") };
  const target = charsetInForce(site.server, written, settings);
  if (target.charset === settings.charset && target.collation === settings.collation) return "unchanged";
  site.timeline.settings = { ...settings, ...target };
  return "changed";
}

/** After a CASCADE: which views it took along is not known, for the model does not know what they stand on. */
export function doubtViews(site: Site): void {
  for (const object of site.schema.objectsMentioning("view", ""))
    if (!object.doubtful) site.timeline.putObject({ ...object, doubtful: true });
}
