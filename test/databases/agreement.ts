// Whether the model and a server agree on statements: which are refused, and what is there afterwards.

import { expect } from "vitest";
import type { SchemaHistory } from "../../src/schema/history.js";
import { outcomesOf, stepsOf } from "../schema/replay-text.js";
import type { ServerRun } from "./catalog.js";

/** Fails where they differ. `history` replays the statements as the lines of one script; `lines` are its final schema. */
export function expectAgreement(
  statements: readonly string[],
  server: ServerRun,
  history: SchemaHistory,
  lines: readonly string[],
): void {
  expect(history.blindSpots).toEqual([]);
  const refused = new Set<number>();
  for (const { refusals, statement } of stepsOf(history)) {
    if (refusals.length > 0)
      refused.add(statement.location.file.positionAt(statement.location.range.start).line);
  }
  const tell = (line: number) => `${line}: ${statements[line - 1]} -- ${server.refused.get(line)}`;
  expect([...refused].map(tell), outcomesOf(history).join("\n")).toEqual(
    [...server.refused.keys()].map(tell),
  );
  expect(lines).toEqual(server.lines);
}
