// The schema at the moment of a statement. In: a statement and the replay of its script. Out: a schema. It replays nothing itself.

import type { Replay } from "../schema/history.js";
import type { Schema } from "../schema/model.js";
import type { Statement } from "../sql/statement.js";

/** The schema that a statement meets, whether or not it changes anything itself. */
export function schemaBefore(statement: Statement, replay: Replay): Schema {
  const { start } = statement.location.range;
  let [low, high] = [0, replay.steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((replay.steps[middle]?.statement.location.range.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return replay.steps[low - 1]?.after ?? replay.before;
}
