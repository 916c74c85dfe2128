// The rollback of a migration. In: what its replay told, the server. Out: SQL that gives the schema from before back, with every definition
// in full; what no SQL brings back, its comments say. It is read and replayed again before it is given.

import { removalsOf, rowsWrittenBy } from "../rule/data/losses.js";
import { rollbackPhrase } from "../rule/differences.js";
import { knownDifferences, unknownBefore } from "../rule/rollback.js";
import { compareSchemas, type Difference } from "../schema/compare.js";
import { objectNameFor } from "../schema/definitions.js";
import { changesFor } from "../schema/diff.js";
import type { MigrationHistory, Replay } from "../schema/history.js";
import type { NamedObject, Schema } from "../schema/model.js";
import { undoRenames } from "../schema/renames.js";
import { replayScript } from "../schema/replay.js";
import type { Change } from "../sql/change.js";
import type { NamedObjectKind } from "../sql/object-change.js";
import { terminate } from "../sql/print/definition.js";
import { has, type Target } from "../sql/print/target.js";
import { readScript } from "../sql/read.js";
import { lineComment } from "../text/line-comment.js";
import { type Location, nowhere, SourceFile } from "../text/source-file.js";
import { writeStatements } from "./statements.js";

export interface WrittenRollback {
  /** Comments and statements, without a header. */
  readonly sql: string;
  /** The tables that it changes. */
  readonly tables: readonly string[];
  /** What it does not give back, one phrase each: `index idx_topic of channels does not come back`. */
  readonly missing: readonly string[];
  /** Changes of the migration that could not be followed: what they did, nobody but a person can undo. */
  readonly unknown: readonly string[];
}

/** The whole rollback, or, `behind` the one that stands there, what it lacks. */
export function writeRollback(
  { migration, forward, rollback }: MigrationHistory,
  target: Target,
  { behind = false }: { readonly behind?: boolean } = {},
): WrittenRollback {
  const { before } = forward;
  const after = behind && rollback ? rollback.after : forward.after;
  const steps = behind && rollback ? [...forward.steps, ...rollback.steps] : forward.steps;
  const renames = undoRenames(before, after, steps, { renamesColumns: has(target, "rename-column") });
  const differences = differencesTo(before, renames.after, forward);
  const changes = [
    ...changesFor(differences, renames.after, before),
    ...differences.flatMap((difference) => restoredObject(difference, target)),
  ];
  const definitions = new Map(before.objects.map((object) => [keyOf(object), object]));
  const { sql } = writeStatements(changes, after, target, {
    first: renames.changes,
    definitionOf: (change) => definitionOf(definitions.get(keyOf(namesOf(change))), target),
  });
  const missing = stillMissing(sql, after, forward, target);
  const unknown = [
    ...forward.blindSpots.map(({ location, reason }) => `${lineOf(location)}: ${reason}`),
    ...unknownBefore(forward).map(
      ({ what, at }) => `${lineOf(at)}: ${what}: what was there before is not known.`,
    ),
  ];
  const remarks = [
    ...(behind ? [] : dataOf(forward, migration.name)),
    ...missing.map((phrase) => `To be done by hand: ${phrase}.`),
    ...(behind ? [] : unknown.map((phrase) => `To be undone by hand: ${phrase}`)),
  ];
  const nothing = sql === "" && remarks.length === 0 && !behind ? ["There is nothing to undo."] : [];
  return {
    sql: [[...remarks, ...nothing].map(lineComment).join("\n"), sql].filter(Boolean).join("\n\n"),
    tables: tablesOf([...renames.changes.map(({ change }) => change), ...changes]),
    missing,
    unknown,
  };
}

/** `migrations/001_a.sql:7` */
export function lineOf({ file, range }: Location): string {
  return `${file.path}:${file.positionAt(range.start).line}`;
}

/** Also the indexes that InnoDB adds by itself: it leaves them when their foreign key goes. */
function differencesTo(before: Schema, found: Schema, forward: Replay): readonly Difference[] {
  const differences = compareSchemas(before, found, { implicitIndexes: true });
  return knownDifferences(differences, forward, found).filter((difference) => {
    if (difference.kind !== "index" || !difference.wanted?.implicit || difference.found) return true;
    // A foreign key that comes back brings its index along.
    const { table = "", schema, wanted } = difference;
    const keys = found.table(table, schema)?.foreignKeys ?? [];
    return keys.some(({ columns }) => columns.join("\n") === wanted.columns.join("\n"));
  });
}

function dataOf(forward: Replay, name: string): readonly string[] {
  const verbs = new Map<string, Set<string>>();
  for (const { of, verb = "" } of rowsWrittenBy(forward))
    verbs.set(of, (verbs.get(of) ?? new Set()).add(verb));
  return [
    ...removalsOf(forward).map(({ of }) => `The data of ${of}, which ${name} drops, does not come back.`),
    ...[...verbs].map(
      ([of, own]) => `What ${name} does to the rows of ${of} (${[...own].join(", ")}) stays as it is.`,
    ),
  ];
}

function restoredObject(difference: Difference, target: Target): readonly Change[] {
  if (difference.kind !== "object" || !difference.wanted) return [];
  const { wanted, found } = difference;
  const { table, schema } = wanted;
  const object = wanted.object as NamedObjectKind;
  // A serial column brings its own.
  if (object === "sequence" && table !== undefined) return [];
  const create: Change = {
    kind: "createObject",
    object,
    name: objectNameFor(wanted),
    ...(table !== undefined && { table: objectNameFor({ name: table, schema }) }),
    ifNotExists: false,
    orReplace: found !== undefined || isRoutine(object, target),
    ...(wanted.trigger && { trigger: wanted.trigger }),
    range: nowhere,
  };
  return [create];
}

/** What triggers and views call stays while it is replaced: PostgreSQL refuses to drop it. */
function isRoutine(object: string, { dialect }: Target): boolean {
  return dialect === "postgresql" && (object === "function" || object === "procedure");
}

function namesOf({ object, name, table }: Change & { readonly kind: "createObject" }) {
  return { object, name: name.name.text, schema: name.schema?.text, table: table?.name.text };
}

function keyOf({
  object,
  name,
  schema = "",
  table = "",
}: Pick<NamedObject, "object" | "name" | "schema" | "table">): string {
  return [object, schema, name, object === "trigger" ? table : ""].join(" ");
}

/** As its author wrote it. */
function definitionOf(object: NamedObject | undefined, target: Target): string | undefined {
  if (!object?.definition) return undefined;
  const { file, range, text: dynamic } = object.definition;
  const text = dynamic ?? file.text.slice(range.start, range.end).trim();
  const whole = isRoutine(object.object, target)
    ? text.replace(/^CREATE\s+(?!OR\b)/i, "CREATE OR REPLACE ")
    : text;
  return terminate(whole, target.dialect);
}

/** What the written SQL, read again, leaves different. */
function stillMissing(
  sql: string,
  after: Schema,
  forward: Replay,
  { dialect, version }: Target,
): readonly string[] {
  const file = new SourceFile("rollback.sql", sql);
  const { statements, comments } = readScript(file, { dialect, version });
  const range = { start: 0, end: sql.length };
  const { after: end, steps } = replayScript({ file, range, statements, comments }, after);
  const refused = steps.flatMap(({ refusals }) => refusals.map(({ message }) => message.replace(/\.$/, "")));
  const left = knownDifferences(compareSchemas(forward.before, end), forward).map(rollbackPhrase);
  return [...refused, ...left];
}

function tablesOf(changes: readonly Change[]): readonly string[] {
  const names = changes.flatMap((change) => {
    const own = "table" in change && change.table ? [change.table.name.text] : [];
    return change.kind === "renameTable" ? [...own, change.to.name.text] : own;
  });
  return [...new Set(names)];
}
