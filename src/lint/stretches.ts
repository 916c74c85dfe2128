// How far the parts of a statement reach. In: scripts. Out: where what starts on a line ends.

import type { Script } from "../migration/migration.js";
import type { Change } from "../sql/change.js";
import type { Statement } from "../sql/statement.js";
import type { Range } from "../text/source-file.js";

/** The furthest end of the statements, clauses, columns and keys that start in `from … to`; `from` where none does. */
export function stretchesFrom(scripts: readonly Script[], from: number, to: number): number {
  let end = from;
  for (const script of scripts) {
    for (const statement of script.statements) {
      const { range } = statement.location;
      if (range.end < from || range.start >= to) continue;
      for (const part of partsOf(statement)) {
        if (part.start >= from && part.start < to) end = Math.max(end, part.end);
      }
    }
  }
  return end;
}

function* partsOf(statement: Statement): Generator<Range> {
  yield statement.location.range;
  switch (statement.kind) {
    case "ddl":
      for (const change of statement.changes) yield* partsOfChange(change);
      return;
    case "block":
      for (const inner of statement.body) yield* partsOf(inner);
      return;
    case "if":
      for (const { body } of statement.branches) for (const inner of body) yield* partsOf(inner);
      for (const inner of statement.otherwise) yield* partsOf(inner);
  }
}

function* partsOfChange(change: Change): Generator<Range> {
  yield change.range;
  if (change.kind === "createTable") {
    for (const part of [...change.columns, ...change.indexes, ...change.foreignKeys, ...change.checks]) {
      yield part.range;
    }
  } else if (change.kind === "createObject") {
    for (const inner of change.body ?? []) yield* partsOf(inner);
  }
}
