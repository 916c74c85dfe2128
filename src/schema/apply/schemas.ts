// PostgreSQL's schemas: what stands in them, dropped and moved with them. In: a site and a change. Out: its effect.

import type { Name, ObjectName } from "../../sql/definition.js";
import type { DropObject, RenameObject } from "../../sql/object-change.js";
import type { NamedObject, Table } from "../model.js";
import { keyOf } from "../timeline/mentions.js";
import { dropReferences } from "./drop-column.js";
import { removeTable } from "./drop-table.js";
import { callersOf, followFunction, followInTables, followInTriggers, inSchema, moveOf } from "./follow.js";
import { isRelationTaken } from "./names.js";
import { removeSequence } from "./sequences.js";
import { type Effect, fate, fatePlace, type Identity, type Site } from "./site.js";
import { relocate } from "./tables.js";
import {
  findUserType,
  isTypeNameTaken,
  moveUserType,
  refileUserType,
  removeUserType,
  type UserType,
} from "./user-types.js";

// These stand in no schema.
const outside: ReadonlySet<string> = new Set(["schema", "database", "extension"]);

interface Contents {
  readonly tables: readonly Table[];
  readonly types: readonly UserType[];
  /** Neither types nor what goes with a table. */
  readonly objects: readonly NamedObject[];
}

function contentsOf(site: Site, schema: string | undefined): Contents {
  const { tables, enumTypes, objects } = site.schema;
  const own = objects.filter((one) => one.schema === schema && !outside.has(one.object));
  const isType = ({ object }: NamedObject) => object === "type" || object === "domain";
  return {
    tables: tables.filter((table) => table.schema === schema),
    types: [
      ...enumTypes
        .filter((one) => one.schema === schema)
        .map((one) => ({ name: one.name, schema, enumType: one })),
      ...own.filter(isType).map((object) => ({ name: object.name, schema, object })),
    ],
    objects: own.filter((one) => !isType(one) && one.table === undefined),
  };
}

/** As the model files what stands in it. */
function fileOf(name: string): string | undefined {
  return name === "public" ? undefined : name;
}

/**
 * DROP SCHEMA … CASCADE takes along what is in it, and DROP DATABASE the tables; without CASCADE it is refused where something is. Nothing comes
 * back: the schema itself is still to go.
 */
export function dropSchema(site: Site, change: DropObject): Effect | undefined {
  const name = change.name.name.text;
  const home = site.timeline.settings.home;
  const contents = contentsOf(site, site.postgresql ? fileOf(name) : name === home ? undefined : name);
  if (!site.postgresql) {
    for (const table of contents.tables) removeTable(site, table, change.range);
    return undefined;
  }
  if (change.object === "database") return undefined;
  if (!change.cascade) {
    const [label, place] = firstOf(contents) ?? [];
    if (label === undefined || place === undefined) return undefined;
    const message = `Schema \`${name}\` cannot be dropped: ${label} is in it.`;
    const related = { at: place, message: "It was created here." };
    return site.refuse("conflict", message, change.name.range, related);
  }
  for (const { name: table, schema } of contents.tables) {
    const now = site.schema.table(table, schema);
    if (!now) continue;
    dropReferences(site, now);
    removeTable(site, now, change.range);
  }
  for (const type of contents.types) removeUserType(site, type, change.range);
  const trace = { how: "dropped", at: site.at(change.range) } as const;
  for (const object of contents.objects) {
    if (object.object === "function")
      for (const { object: trigger } of callersOf(site, object)) site.timeline.removeObject(trigger, trace);
    if (object.object === "sequence") removeSequence(site, object, change.range);
    else site.timeline.removeObject(object, trace);
  }
  return undefined;
}

function firstOf({ tables, types, objects }: Contents) {
  const [table] = tables;
  if (table) return [`table \`${table.name}\``, table.bornAt] as const;
  const [type] = types;
  if (type) return [`type \`${type.name}\``, type.enumType?.places.self ?? type.object?.place] as const;
  const object = objects.find(({ doubtful }) => !doubtful);
  return object && ([`${object.object} \`${object.name}\``, object.place] as const);
}

/** ALTER SCHEMA … RENAME TO: all that is in it goes along, and what speaks of that follows. */
export function renameSchema(site: Site, change: RenameObject): Effect {
  const { name } = change.name;
  const { text, range } = change.to;
  const schema = site.schema.object("schema", name.text);
  const trace = schema ? undefined : site.timeline.objectTrace("schema", name.text);
  if (trace) {
    const message = `Schema \`${name.text}\` does not exist: it was ${fate(trace)}.`;
    return site.refuse("missing", message, name.range, fatePlace(trace));
  }
  const taken = site.schema.object("schema", text);
  if (taken) {
    const related = { at: taken.place, message: "It was created here." };
    return site.refuse("exists", `Schema \`${text}\` exists already.`, range, related);
  }
  const contents = contentsOf(site, fileOf(name.text));
  const isEmpty = !contents.tables.length && !contents.types.length && !contents.objects.length;
  if (!schema && isEmpty) return "unchanged";
  moveContents(site, contents, fileOf(text), change.to);
  if (schema) {
    site.timeline.removeObject(schema, { how: "renamed", to: text, at: site.at(range) });
    site.timeline.putObject({ ...schema, name: text, place: site.at(range) });
  }
  return "changed";
}

function moveContents(site: Site, contents: Contents, to: string | undefined, { range }: Name): void {
  const types = new Map<string, Identity>();
  const sequences = new Map<string, Identity>();
  const functions = new Map<string, Identity>();
  const noteMove = (moves: Map<string, Identity>, { name, schema }: Identity) =>
    moves.set(keyOf(name, schema), { name, schema: to });
  for (const table of contents.tables) {
    for (const object of site.schema.objectsOf(table))
      if (object.object === "sequence") noteMove(sequences, object);
    relocate(site, table, { name: table.name, schema: to }, range);
  }
  for (const type of contents.types) {
    noteMove(types, type);
    refileUserType(site, type, { name: type.name, schema: to }, range);
  }
  for (const object of contents.objects) {
    if (object.object === "sequence") noteMove(sequences, object);
    if (object.object === "function") noteMove(functions, object);
    refile(site, object, to, range);
  }
  followInTables(site, { types, sequences, functions });
}

function refile(site: Site, object: NamedObject, schema: string | undefined, range: Name["range"]): void {
  const at = site.at(range);
  site.timeline.removeObject(object, { how: "renamed", at });
  site.timeline.putObject(inSchema(object, schema));
  if (object.object === "function") followInTriggers(site, object, { name: object.name, schema });
}

/** ALTER … SET SCHEMA of anything but a table. */
export function moveObject(
  site: Site,
  name: ObjectName,
  { text, range }: Name,
  object: NamedObject | undefined,
): Effect {
  const schema = fileOf(text);
  const type =
    object && object.object !== "type" && object.object !== "domain" ? undefined : findUserType(site, name);
  if (type) return moveType(site, type, { name: type.name, schema }, range);
  if (!object || object.schema === schema || outside.has(object.object)) return "unchanged";
  const isSequence = object.object === "sequence";
  if (isSequence && object.table !== undefined) {
    const message = `Sequence \`${object.name}\` cannot be moved: table \`${object.table}\` owns it.`;
    return site.refuse("conflict", message, range, { at: object.place, message: "It was created here." });
  }
  const to = { name: object.name, schema };
  const isView = object.object === "view";
  if ((isSequence || isView) && isRelationTaken(site, to, range)) return "unchanged";
  if (isView && isTypeNameTaken(site, to, range)) return "unchanged";
  refile(site, object, schema, range);
  if (object.object === "function") followFunction(site, object, to);
  if (isSequence) followInTables(site, { sequences: moveOf(object, to) });
  return "changed";
}

function moveType(site: Site, type: UserType, to: Identity, range: Name["range"]): Effect {
  if (type.schema === to.schema || isTypeNameTaken(site, to, range)) return "unchanged";
  moveUserType(site, type, to, range);
  return "changed";
}
