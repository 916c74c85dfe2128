// What a rollback has to bring back. In: differences and replays. Out: those that are known, and what no SQL brings back.

import type { Difference } from "../schema/compare.js";
import type { Replay, Step } from "../schema/history.js";
import { createdBy } from "./clauses.js";

/**
 * Differences without what is unknown rather than different: of a table that no migration created the model has the parts
 * that migrations touched, and only those that the forward script added are known to be new.
 */
export function knownDifferences(differences: readonly Difference[], forward: Replay): readonly Difference[] {
  const added = new Set(forward.steps.filter(isDone).map(({ change }) => createdBy(change)));
  return differences.flatMap((difference) => {
    const { kind, how, found, table } = difference;
    if (kind === "table" && how === "left over" && found?.knowledge !== "whole") return partsOf(found, added);
    const owner = table === undefined ? undefined : forward.after.table(table, difference.schema);
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
function nameOf({ kind, name, table }: Difference): string {
  return (kind === "column" ? `column ${table} ${name}` : `key ${name}`).toLowerCase();
}

/** The tables and columns that a script drops, with the rows in them; not those that it made itself. */
export function removalsOf(forward: Replay): readonly string[] {
  return forward.steps.filter(isDone).flatMap(({ change }) => {
    if (change.kind !== "dropTable" && change.kind !== "dropColumn") return [];
    const table = forward.before.table(change.table.name.text, change.table.schema?.text);
    if (!table) return [];
    if (change.kind === "dropTable") return [`table ${table.name}`];
    return table.column(change.column.text) ? [`column ${table.name}.${change.column.text}`] : [];
  });
}

function isDone({ outcome }: Step): boolean {
  return outcome === "changed";
}
