// What a rollback has to bring back. In: differences and replays. Out: those that are known, and what no SQL brings back.

import type { Difference } from "../schema/compare.js";
import type { Replay, Step } from "../schema/history.js";
import type { Schema } from "../schema/model.js";
import type { DataStatement, Statement } from "../sql/statement.js";
import type { Location } from "../text/source-file.js";
import { createdBy, headOf } from "./clauses.js";

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
function nameOf({ kind, name, table }: Difference): string {
  return (kind === "column" ? `column ${table} ${name}` : `key ${name}`).toLowerCase();
}

/** What a script takes away from the rows that were there before it, or adds to them: no schema tells of it. */
export interface DataLoss {
  /** `table channels`, `column channels.topic`. */
  readonly of: string;
  readonly how: "dropped" | "written";
  /** `UPDATE`, `DELETE` …; of `written` alone. */
  readonly verb?: string;
  readonly at: Location;
}

/** The tables and columns that a script drops, with the rows in them; not those that it made itself, nor values that are computed. */
export function removalsOf(forward: Replay): readonly DataLoss[] {
  return forward.steps.filter(isDone).flatMap((step): readonly DataLoss[] => {
    const { change, before } = step;
    if (change.kind !== "dropTable" && change.kind !== "dropColumn") return [];
    const current = before.table(change.table.name.text, change.table.schema?.text);
    // Under whatever name it had then.
    const old = current && forward.before.tables.find((table) => table.bornAt === current.bornAt);
    if (!current || !old) return [];
    const at = headOf(step);
    if (change.kind === "dropTable") return [{ of: `table ${old.name}`, how: "dropped", at }];
    const column = current.column(change.column.text);
    const known = column && old.columns.find(({ bornAt }) => bornAt === column.bornAt);
    if (!known || known.generated) return [];
    return [{ of: `column ${old.name}.${known.name}`, how: "dropped", at }];
  });
}

/** The tables, of those that were there before, whose rows a script writes. */
export function rowsWrittenBy(forward: Replay): readonly DataLoss[] {
  return dataStatementsIn(forward.script.statements).flatMap((statement): readonly DataLoss[] => {
    const [table] = statement.tables;
    const old = table && forward.before.table(table.name.text, table.schema?.text);
    if (!old) return [];
    return [{ of: `table ${old.name}`, how: "written", verb: statement.verb, at: statement.location }];
  });
}

function dataStatementsIn(statements: readonly Statement[]): readonly DataStatement[] {
  return statements.flatMap((statement): readonly DataStatement[] => {
    if (statement.kind === "data") return [statement];
    if (statement.kind === "block") return dataStatementsIn(statement.body);
    if (statement.kind !== "if") return [];
    const bodies = [...statement.branches.map(({ body }) => body), statement.otherwise];
    return bodies.flatMap(dataStatementsIn);
  });
}

function isDone({ outcome }: Step): boolean {
  return outcome === "changed";
}
