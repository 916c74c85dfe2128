// The schema at the moment of a statement. In: a statement with its replay. Out: a schema. It replays nothing itself.

import type { Schema } from "../schema/model.js";
import type { StatementSubject } from "./rule.js";

/** The schema that a statement meets, whether or not it changes anything itself; none for seeds, which are not replayed. */
export function schemaBefore({ statement, replay }: StatementSubject): Schema | undefined {
  if (!replay) return undefined;
  const { start } = statement.location.range;
  let [low, high] = [0, replay.steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((replay.steps[middle]?.statement.location.range.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return replay.steps[low - 1]?.after ?? replay.before;
}
