// What would happen if it ran once more. In: steps. Out: outcomes on top of the schema that the steps left.

import { type AppliedChange, applyChanges } from "./apply.js";
import type { Step } from "./history.js";
import { Timeline } from "./timeline/timeline.js";

/** The changes of one statement, applied again to the schema that the last of its steps left. */
export function applyAgain(steps: readonly Step[]): readonly AppliedChange[] {
  const last = steps[steps.length - 1];
  if (!last) return [];
  const changes = steps.map((step) => step.change);
  return applyChanges(Timeline.on(last.after), changes, last.location.file);
}

/** Whether a change succeeds a second time and changes nothing then. */
export function isRepeatable(step: Step): boolean {
  return applyAgain([step]).every(({ outcome }) => outcome === "unchanged");
}
