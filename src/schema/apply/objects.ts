// Objects known by name: views, routines, triggers, sequences, types, schemas, databases. In: a site and a change.
// Out: its effect.

import type { ObjectName } from "../../sql/definition.js";
import type { AlterObject, CreateObject, DropObject, RenameObject } from "../../sql/object-change.js";
import type { Range } from "../../text/source-file.js";
import type { NamedObject } from "../model.js";
import { alterAttributes } from "./attributes.js";
import { charsetInForce } from "./build.js";
import { callersOf, followFunction } from "./follow.js";
import { isRelation, isRelationTaken } from "./names.js";
import { dropSchema, moveObject, renameSchema } from "./schemas.js";
import { dropSequence, ownSequence, renameSequence } from "./sequences.js";
import { type Effect, fate, fatePlace, type Identity, type Site } from "./site.js";
import { dropUserType, findUserType, isTypeNameTaken, renameUserType } from "./user-types.js";
import { supportsOf, viewOfView } from "./views.js";

// These stand in no schema.
const ofDatabase: ReadonlySet<string> = new Set(["schema", "extension"]);

/** Where an object lives: a trigger with its table, everything else where its name says. */
function identify(
  site: Site,
  change: { readonly object: string; readonly name: ObjectName; readonly table?: ObjectName },
): Identity & { table?: string } {
  if (ofDatabase.has(change.object)) return { name: change.name.name.text };
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

/** What a name means: in the schema in use, on PostgreSQL then in the default one. */
function lookUp(
  site: Site,
  change: { readonly object: string; readonly name: ObjectName; readonly table?: ObjectName },
): NamedObject | undefined {
  const identity = identify(site, change);
  const found = find(site, change.object, identity);
  if (found || !site.postgresql || change.name.schema || identity.schema === undefined) return found;
  return find(site, change.object, { ...identity, schema: undefined });
}

export function applyCreateObject(site: Site, change: CreateObject): Effect {
  const identity = identify(site, change);
  const existing = find(site, change.object, identity);
  if (existing && change.ifNotExists) return "unchanged";
  const isType = change.object === "type" || change.object === "domain";
  if (isType && !isShell(existing, change) && isTypeNameTaken(site, identity, change.name.range))
    return "unchanged";
  if (existing && !isType && !change.orReplace && !existing.doubtful && !isOverload(site, existing, change)) {
    const related = { at: existing.place, message: "It was created here." };
    const message = `${labelOf(change.object)} \`${identity.name}\` exists already.`;
    return site.refuse("exists", message, change.name.range, related);
  }
  if (change.object === "trigger" && change.table && !site.lookUp(change.table)) {
    const absence = site.absence(change.table);
    if (absence) return site.refuse("missing", absence.message, change.table.range, absence.related);
  }
  if (!existing && isNameTaken(site, identity, change)) return "unchanged";
  const overloaded = existing && !change.orReplace && isOverload(site, existing, change);
  const definition = { ...site.at(change.range), text: change.text };
  const isView = change.object === "view" && change.viewKind !== "foreign";
  site.timeline.putObject({
    object: change.object,
    supports: isView && site.postgresql ? supportsOf(site, definition) : undefined,
    viewKind: change.viewKind,
    name: identity.name,
    schema: identity.schema,
    table: identity.table,
    column: change.column?.text,
    trigger: change.trigger,
    parameters: change.parameters,
    attributes: change.attributes,
    body: change.body,
    place: site.at(change.name.name.range),
    definition,
    overloaded: overloaded ? existing : undefined,
  });
  return "changed";
}

/** Views and sequences share their names with tables; on PostgreSQL with indexes, too (manual 54.11), and with types (15: tried). */
function isNameTaken(site: Site, identity: Identity, { object, name, ifNotExists }: CreateObject): boolean {
  if (object !== "view" && object !== "sequence") return false;
  if (ifNotExists && isRelation(site, identity.name, identity.schema)) return true;
  return isTaken(site, identity, name.range);
}

function isTaken(site: Site, identity: Identity, range: Range): boolean {
  if (isRelationTaken(site, identity, range)) return true;
  return site.postgresql && isTypeNameTaken(site, identity, range);
}

/** A base type begins as a name, for its functions to speak of (PostgreSQL 18 manual, CREATE TYPE). */
function isShell(existing: NamedObject | undefined, { attributes }: CreateObject): boolean {
  return existing?.object === "type" && !existing.attributes && !attributes;
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

/** An object that no migration created may be there all the same; one that is gone is not. */
function refuseAbsent(site: Site, change: DropObject | RenameObject): Effect {
  const { name, schema, table } = identify(site, change);
  const trace = site.timeline.objectTrace(change.object, name, schema, table);
  const hasOverloads = site.postgresql && (change.object === "function" || change.object === "procedure");
  if (!trace || change.ifExists || hasOverloads) return "unchanged";
  const message = `${labelOf(change.object)} \`${name}\` does not exist: it was ${fate(trace)}.`;
  return site.refuse("missing", message, change.name.range, fatePlace(trace));
}

export function applyDropObject(site: Site, change: DropObject): Effect {
  if (change.object === "type" || change.object === "domain") {
    const effect = dropUserType(site, change);
    if (effect) return effect;
  }
  if (change.object === "database" || change.object === "schema") {
    const effect = dropSchema(site, change);
    if (effect) return effect;
  }
  const object = lookUp(site, change);
  if (!object) return isTable(site, change) ? "unchanged" : refuseAbsent(site, change);
  if (object.object === "sequence" && site.postgresql) return dropSequence(site, object, change);
  const [caller] =
    change.object === "function" && !change.cascade && !object.overloaded ? callersOf(site, object) : [];
  if (caller) {
    const { object: trigger } = caller;
    const message = `Function \`${object.name}\` cannot be dropped: trigger \`${trigger.name}\` of \`${trigger.table}\` calls it.`;
    const related = { at: trigger.place, message: "The trigger was created here." };
    return site.refuse("conflict", message, change.name.range, related);
  }
  const dependent = object.object === "view" && !change.cascade ? viewOfView(site, object) : undefined;
  if (dependent) {
    const message = `View \`${object.name}\` cannot be dropped: ${dependent.why}.`;
    return site.refuse("conflict", message, change.name.range, dependent.related);
  }
  site.timeline.removeObject(object, { how: "dropped", at: site.at(change.range) });
  if (object.overloaded) site.timeline.putObject(object.overloaded);
  if (change.cascade && change.object === "function") dropTriggersOf(site, object, change);
  return "changed";
}

/** DROP VIEW of what is a table: refused, by PostgreSQL also with IF EXISTS. */
function isTable(site: Site, { object, name, ifExists }: DropObject): boolean {
  const table = object === "view" ? site.lookUp(name) : undefined;
  if (table?.knowledge !== "whole") return false;
  if (site.postgresql || !ifExists)
    site.refuse("conflict", `\`${table.name}\` is a table, no view.`, name.range, site.birthPlace(table));
  return true;
}

/** CASCADE on a trigger function takes the triggers along that call it. */
function dropTriggersOf(site: Site, dropped: NamedObject, change: DropObject): void {
  for (const { object } of callersOf(site, dropped))
    site.timeline.removeObject(object, { how: "dropped", at: site.at(change.range) });
}

export function applyRenameObject(site: Site, change: RenameObject): Effect {
  if (change.object === "type" || change.object === "domain") {
    const from = findUserType(site, change.name);
    const effect = renameUserType(site, change);
    if (from && effect === "changed")
      noteAlteration(site, "domain", { ...from, name: change.to.text }, change.range);
    if (effect) return effect;
  }
  if (change.object === "schema" && site.postgresql) return renameSchema(site, change);
  const object = lookUp(site, change);
  if (!object) return refuseAbsent(site, change);
  if (object.object === "sequence" && site.postgresql) return renameSequence(site, object, change);
  const at = site.at(change.to.range);
  const { schema } = object;
  const to = { name: change.to.text, schema };
  if (object.object === "view" && to.name !== object.name && isTaken(site, to, change.to.range))
    return "unchanged";
  site.timeline.removeObject(object, { how: "renamed", to: to.name, at });
  site.timeline.putObject({ ...object, name: to.name, place: at });
  if (site.postgresql) noteAlteration(site, object.object, to, change.range);
  if (object.object === "function") followFunction(site, object, to);
  return "changed";
}

/** Of what the model keeps: a database's charset, which later tables inherit; on PostgreSQL schemas, attributes of types and who owns a sequence. */
export function applyAlterObject(site: Site, change: AlterObject): Effect {
  const { name } = change;
  if (change.object === "database") return alterDatabase(site, change);
  if (!name || !site.postgresql) return "unchanged";
  if (change.attributes) return alterAttributes(site, name, change.attributes, change.range);
  const object = lookUp(site, { object: change.object, name });
  if (change.schema) {
    const effect = moveObject(site, name, change.schema, object);
    const { text } = change.schema;
    const schema = text === "public" ? undefined : text;
    if (object && effect === "changed")
      noteAlteration(site, object.object, { name: object.name, schema }, change.range);
    return effect;
  }
  if (change.owner !== undefined && object) return ownSequence(site, object, change.owner, change.range);
  // Who owns it is the server's concern.
  if (object && change.options.length === 0 && altered.has(object.object))
    noteAlteration(site, object.object, object, change.range);
  return "unchanged";
}

// Of functions and views too little is told apart: what roles they have, what they depend on.
const altered: ReadonlySet<string> = new Set(["domain"]);

/** Keeps the statement for who writes the object down: its definition is what its author wrote, then this. */
function noteAlteration(site: Site, kind: string, { name, schema }: Identity, range: Range): void {
  const object = site.schema.object(kind, name, schema);
  if (!object) return;
  const { alteration: earlier } = object;
  site.timeline.putObject({ ...object, alteration: { at: site.at(range), ...(earlier && { earlier }) } });
}

function alterDatabase(site: Site, change: AlterObject): Effect {
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
