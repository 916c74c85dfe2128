// What a script does to rows that were there before it. In: its replay. Out: tables and columns whose data no rollback brings back.

import type { Replay, Step } from "../../schema/history.js";
import type { DataStatement, Statement } from "../../sql/statement.js";
import type { Location } from "../../text/source-file.js";
import { headOf } from "../clauses.js";

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

/** Of the rows that a migration writes, those of tables that its rollback does not write. */
export function rowsLeftBy(forward: Replay, rollback: Replay): readonly DataLoss[] {
  const restored = new Set(
    dataStatementsIn(rollback.script.statements).flatMap(({ tables }) =>
      tables.map(({ name }) => name.text.toLowerCase()),
    ),
  );
  return rowsWrittenBy(forward).filter(({ of }) => !restored.has(of.replace(/^table /, "").toLowerCase()));
}
