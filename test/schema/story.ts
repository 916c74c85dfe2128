// What a replay tells of a fixture: step by step what came of it, and what of the schema is other than before, fact by fact with the place
// that decided it. In: SQL. Out: text, a line for each object.

import type { Guard, SchemaHistory, Step } from "../../src/schema/history.js";
import type { Schema, Table } from "../../src/schema/model.js";
import type { Location } from "../../src/text/source-file.js";
import { type Facts, factsOfObject, factsOfTable, factsOfType } from "./story-facts.js";

/** `~ column t.a: type int[1:17] → bigint[2:20]`; places are lines and columns of the file. */
export function tellHistory(history: SchemaHistory): string {
  const lines: string[] = [];
  for (const { migration, forward } of history.migrations) {
    if (history.migrations.length > 1) lines.push(`== ${migration.version}`);
    for (const step of forward.steps) lines.push(...tellStep(step));
    for (const { statement } of forward.dynamic)
      lines.push(`ran ${placeOf(statement.location)} ${statement.kind}`);
    for (const { location, reason } of forward.blindSpots)
      lines.push(`blind ${placeOf(location)}: ${reason}`);
  }
  const { tables, enumTypes, objects } = history.final;
  lines.push(`== ${[...tables, ...enumTypes, ...objects].map(({ name }) => name).join(", ")}`);
  return `${lines.join("\n")}\n`;
}

/** Its line and column; with the file's name where that is not the only one. */
function placeOf({ file, range }: Location): string {
  if (range.start < 0) return "nowhere";
  const { line, column } = file.positionAt(range.start);
  const of = /^0*(\d+)_/.exec(file.path)?.[1] ?? file.path;
  return `${of === "1" ? "" : `${of}/`}${line}:${column}`;
}

function tellStep({ change, location, outcome, refusals, guards, before, after }: Step): readonly string[] {
  const shown = outcome === "changed" ? "" : ` ${outcome}`;
  return [
    `${placeOf(location)} ${change.kind}${shown}${guards.map(tellGuard).join("")}`,
    ...refusals.map(({ kind, message, at, related }) => {
      const more = related ? ` ${related.message} ${placeOf(related.at)}` : "";
      return `  ! ${kind} ${placeOf(at)}: ${message}${more}`;
    }),
    ...tellDifference(before, after).map((line) => `  ${line}`),
  ];
}

function tellGuard({ kind, at, taken, unknown }: Guard): string {
  return ` (${kind} ${placeOf(at)} ${taken ? "taken" : "not taken"}${unknown ? ", unknown" : ""})`;
}

function tellDifference(before: Schema, after: Schema): readonly string[] {
  if (before === after) return [];
  const [old, now] = [before, after].map((schema) => factsOf(schema, before === schema ? after : before));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((key) => {
    const [left, right] = [old?.get(key), now?.get(key)];
    if (!right) return isWithTable(key, now) ? [`- ${key}`] : [];
    if (!left) return [`+ ${key}: ${[...right].map(([fact, value]) => `${fact} ${value}`).join(", ")}`];
    const facts = [...new Set([...left.keys(), ...right.keys()])]
      .filter((fact) => left.get(fact) !== right.get(fact))
      .map((fact) => `${fact} ${left.get(fact) ?? "–"} → ${right.get(fact) ?? "–"}`);
    return facts.length === 0 ? [] : [`~ ${key}: ${facts.join(", ")}`];
  });
}

/** A part that is gone without its table; what is a table of its own, too. */
function isWithTable(key: string, now: ReadonlyMap<string, Facts> | undefined): boolean {
  const [, table] = /^(?:column|index|check|foreign key) (.*)\.[^.]*$/.exec(key) ?? [];
  return table === undefined || now?.has(`table ${table}`) === true;
}

/** Of what is not the very same in the other schema. */
function factsOf(schema: Schema, other: Schema): ReadonlyMap<string, Facts> {
  const others = new Set<unknown>([...everyTable(other), ...other.enumTypes, ...other.objects]);
  const { dialect } = schema;
  return new Map([
    ...everyTable(schema).flatMap((table) =>
      others.has(table) ? [] : factsOfTable(table, dialect, placeOf),
    ),
    ...schema.enumTypes.flatMap((type) => (others.has(type) ? [] : [factsOfType(type, placeOf)])),
    ...schema.objects.flatMap((object) =>
      others.has(object) ? [] : [factsOfObject(object, dialect, placeOf)],
    ),
  ]);
}

function everyTable(schema: Schema): readonly Table[] {
  const temporary = (schema as Schema & { temporaryTables?: readonly Table[] }).temporaryTables;
  return [...schema.tables, ...(temporary ?? [])];
}
