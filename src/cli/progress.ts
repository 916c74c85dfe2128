// How a run gets on. In: its phases. Out: a line on the terminal while it lasts, gone before anything else is said; how long each took.

import type { Phase } from "../project/phase.js";
import type { Io } from "./command.js";
import { expectLongRun } from "./flags.js";

const labels: Readonly<Record<Phase, string>> = {
  configuration: "reading the configuration",
  files: "reading files",
  sql: "reading SQL",
  replay: "replaying migrations",
  rules: "checking rules",
};

/** Shorter runs show nothing. */
const patience = 300;
const interval = 100;

export class Progress {
  private readonly times = new Map<Phase | "report", number>();
  private readonly started: number;
  private phase: Phase | "report" | undefined;
  private since: number;
  private painted: number | undefined;
  private isShown: boolean | undefined;

  constructor(
    private readonly io: Io,
    // The global `performance` takes a good part of Node along.
    private readonly now: () => number = () => Number(process.hrtime.bigint()) / 1e6,
  ) {
    this.started = now();
    this.since = this.started;
  }

  readonly enter = (phase: Phase | "report", done?: number, of?: number): void => {
    expectLongRun(this.io, done, of);
    const time = this.now();
    if (phase !== this.phase) this.close(time);
    this.phase = phase;
    if (phase === "report") {
      this.clear();
      return;
    }
    const isDue =
      this.painted === undefined ? time - this.started > patience : time - this.painted > interval;
    if (!isDue || !this.mayShow()) return;
    this.painted = time;
    const count = of === undefined ? "" : `, ${done} of ${of} files`;
    const line = `integlint: ${labels[phase]}${count} …`.slice(
      0,
      Math.max(0, (this.io.errorColumns ?? 0) - 1),
    );
    this.io.err(`\r${line}\u001b[K`);
  };

  /** Takes the line away. */
  clear(): void {
    if (this.painted !== undefined) this.io.err("\r\u001b[K");
    this.painted = undefined;
  }

  /** Milliseconds by phase, in order; the one that lasts counts until now. */
  phases(): ReadonlyMap<Phase | "report", number> {
    this.close(this.now());
    return this.times;
  }

  private close(time: number): void {
    if (this.phase !== undefined)
      this.times.set(this.phase, (this.times.get(this.phase) ?? 0) + time - this.since);
    this.since = time;
  }

  /** A log of a CI job is no terminal, even where it looks like one. */
  private mayShow(): boolean {
    const { environment } = this.io;
    this.isShown ??= !isCi(environment) && environment.TERM !== "dumb" && this.io.errorColumns !== undefined;
    return this.isShown;
  }
}

export function isCi({ CI }: Io["environment"]): boolean {
  return CI !== undefined && !["", "0", "false"].includes(CI);
}
