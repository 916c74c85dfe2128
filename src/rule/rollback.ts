// What a rollback has to bring back. In: differences and replays. Out: those that are known, and what no SQL brings back.

import type { Difference } from "../schema/compare.js";
import type { Replay, Step } from "../schema/history.js";
import type { Schema, Table } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import { type Location, nowhere } from "../text/source-file.js";
import { clauseOfStep, createdBy, droppedBy, headOf, verbOf } from "./clauses.js";

/**
 * Differences without what is unknown rather than different: of a table that no migration created the model has the parts
 * that migrations touched, and only those that the forward script added are known to be new.
 */
export function knownDifferences(
  differences: readonly Difference[],
  forward: Replay,
  after: Schema = forward.after,
): readonly Difference[] {
  const added = new Set(forward.steps.filter(isDone).map(({ change }) => createdBy(change)));
  return differences.flatMap((difference) => {
    const { kind, how, found, table } = difference;
    if (kind === "table" && how === "left over" && found?.knowledge !== "whole") return partsOf(found, added);
    const owner = table === undefined ? undefined : after.table(table, difference.schema);
    if (how !== "left over" || !owner || owner.knowledge === "whole") return [difference];
    return added.has(nameOf(difference)) ? [difference] : [];
  });
}

/** The parts of a partial table that the forward script added and the rollback left. */
function partsOf(
  table: Extract<Difference, { kind: "table" }>["found"],
  added: ReadonlySet<string | undefined>,
): readonly Difference[] {
  if (!table) return [];
  const parts = [
    ...table.columns.map((found) => ({ kind: "column", found })),
    ...table.indexes.filter((index) => !index.implicit).map((found) => ({ kind: "index", found })),
    ...table.foreignKeys.map((found) => ({ kind: "foreign key", found })),
    ...table.checks.map((found) => ({ kind: "check", found })),
  ];
  return parts
    .map(({ kind, found }) => {
      const { name } = found;
      const own = {
        how: "left over",
        name,
        table: table.name,
        schema: table.schema,
        facts: [],
        at: found.at(),
      };
      return { ...own, kind, found } as unknown as Difference;
    })
    .filter((difference) => added.has(nameOf(difference)));
}

/** In the words of `createdBy`. */
function nameOf({ kind, name, table, found, wanted }: Difference): string {
  switch (kind) {
    case "table":
      return `table ${name}`.toLowerCase();
    case "column":
      return `column ${table} ${name}`.toLowerCase();
    case "enum type":
      return `type ${name}`.toLowerCase();
    case "object":
      return `${(found ?? wanted)?.object} ${name}`.toLowerCase();
    default:
      return name === "PRIMARY" ? `primary ${table}`.toLowerCase() : `key ${name}`.toLowerCase();
  }
}

/** Differences without those that a statement which failed would have answered: they are rollback-order's to tell. */
export function withoutFailures(differences: readonly Difference[], rollback: Replay): readonly Difference[] {
  const failed = rollback.steps.filter(({ refusals }) => refusals.length > 0).map(({ change }) => change);
  if (failed.length === 0) return differences;
  const names = new Set(failed.flatMap((change) => [createdBy(change), droppedBy(change), columnOf(change)]));
  return differences.filter((difference) => !names.has(nameOf(difference)));
}

/** The place in a rollback that a difference is about: where it states the fact, else where it changes the table, else its first words. */
export function statementAbout(difference: Difference | undefined, rollback: Replay): Location {
  const { file, range, statements } = rollback.script;
  const fact = difference?.facts.find(
    ({ found: { at } }) => at.file === file && at.range.start >= range.start && at.range.end <= range.end,
  );
  if (fact) return fact.found.at;
  const table = (difference?.table ?? difference?.name)?.toLowerCase();
  const step = rollback.steps.findLast(
    ({ change }) => "table" in change && change.table?.name.text.toLowerCase() === table,
  );
  const first = rollback.steps.find(({ statement }) => statement === statements[0]);
  if (step ?? first) return headOf((step ?? first) as Step);
  return statements[0] ? verbOf(statements[0]) : { file, range: { start: range.start, end: range.start } };
}

function columnOf(change: Change): string | undefined {
  if (change.kind !== "redefineColumn" && change.kind !== "alterColumn" && change.kind !== "renameColumn")
    return undefined;
  return `column ${change.table.name.text} ${change.column.text}`.toLowerCase();
}

/** Something that a script changes although nobody knows what it was: no rollback of it can be proved. */
export interface UnknownBefore {
  /** `MODIFY COLUMN permission of collaborators`. */
  readonly what: string;
  readonly at: Location;
}

/** Changes of tables that no migration creates, where they meet what no migration told of. */
export function unknownBefore(forward: Replay): readonly UnknownBefore[] {
  return forward.steps.filter(isDone).flatMap((step) => {
    const { change, before } = step;
    if (!("table" in change) || !change.table) return [];
    const table = before.table(change.table.name.text, change.table.schema?.text);
    if (table?.knowledge === "whole" || isKnown(change, table)) return [];
    const of = change.kind === "dropTable" ? "" : ` of ${change.table.name.text}`;
    return [{ what: clauseOfStep(step) + of, at: headOf(step) }];
  });
}

/** Whether a change adds something, or takes or changes what migrations stated in full. */
function isKnown(change: Change, table: Table | undefined): boolean {
  const isStated = (parts: readonly { readonly name: string; at(): Location }[] = [], name: string) =>
    parts.some((part) => part.name.toLowerCase() === name.toLowerCase() && part.at().range !== nowhere);
  switch (change.kind) {
    case "redefineColumn":
    case "alterColumn":
    case "dropColumn":
      return isStated(table?.columns, change.column.text);
    case "dropIndex":
      return isStated(table?.indexes, change.index.name.text);
    case "dropPrimaryKey":
      return table?.primaryKey !== undefined;
    case "dropForeignKey":
      return isStated(table?.foreignKeys, change.name.text);
    case "dropConstraint":
      return [table?.checks, table?.foreignKeys, table?.indexes].some((parts) =>
        isStated(parts, change.name.text),
      );
    case "dropTable":
    case "setTableOptions":
    case "convertCharset":
      return false;
    default:
      return true;
  }
}

function isDone({ outcome }: Step): boolean {
  return outcome === "changed";
}
