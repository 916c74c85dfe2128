// What a run of a script leaves behind: each change with its outcome, what could not be followed, the statements made on the way.
// In: what the interpreter meets, in its order. Out: the parts of a Replay. It decides nothing, and tells the timeline where the model may be wrong.

import type { Script } from "../../migration/migration.js";
import type { DdlStatement } from "../../sql/statement.js";
import type { Location } from "../../text/source-file.js";
import type { Replay, Step } from "../history.js";
import type { Moment } from "../timeline/moment.js";
import type { Timeline } from "../timeline/timeline.js";
import type { Frame } from "./frame.js";

type BlindSpot = Replay["blindSpots"][number];

export class Journal {
  readonly steps: Step[] = [];
  readonly blindSpots: BlindSpot[] = [];
  readonly dynamic: Replay["dynamic"][number][] = [];
  private readonly told = new Set<string>();

  constructor(
    private readonly script: Script,
    private readonly timeline: Timeline,
  ) {}

  /**
   * What was not followed, or only as far as `followed` says. Once for each place and reason: every round of a loop around it comes by. A
   * branch that is not taken hides nothing.
   */
  blind(location: Location, reason: string, frame: Frame, followed?: BlindSpot["followed"]): void {
    if (frame.skipped) return;
    this.timeline.doubt();
    const { cause } = frame;
    const { file, range } = location;
    const { start } = cause.location.range;
    const key = [file.path, range.start, range.end, start, reason].join(" ");
    if (this.told.has(key)) return;
    this.told.add(key);
    this.blindSpots.push({ location, reason, cause, ...(followed && { followed }) });
  }

  addStep(
    ddl: DdlStatement,
    frame: Frame,
    step: Pick<Step, "change" | "outcome" | "refusals" | "before" | "after">,
  ): void {
    const { exits } = frame.routine;
    this.steps.push({
      statement: frame.cause,
      ddl,
      change: step.change,
      location: { file: ddl.location.file, range: step.change.range },
      guards: exits.length === 0 ? frame.guards : [...frame.guards, ...exits],
      outcome: step.outcome,
      refusals: step.refusals,
      before: step.before,
      after: step.after,
      script: this.script,
    });
  }

  /** The steps from the given one on never were: what a server rolls back where an exception is caught. */
  undoFrom(first: number, moment: Moment): void {
    for (let at = first; at < this.steps.length; at++) {
      const step = this.steps[at] as Step;
      this.steps[at] = { ...step, outcome: "skipped", refusals: [], before: moment, after: moment };
    }
  }
}
