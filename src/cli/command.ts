// What a command is. In: nothing. Out: types.

import type { Arguments, OptionSpecs, PositionalSpec } from "./options.js";

/** 0: nothing wrong · 1: findings · 2: the run itself failed. */
export type ExitCode = 0 | 1 | 2;

/** The world outside, as commands may touch it. */
export interface Io {
  /** The report, and nothing else. */
  readonly out: (text: string) => void;
  /** Progress, hints, errors. */
  readonly err: (text: string) => void;
  readonly readInput: () => Promise<Uint8Array>;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of stdout; undefined where it is no terminal. */
  readonly columns?: number;
  /** Resolves when the person at the terminal asks for an end; from then on, asking ends nothing by itself. */
  readonly untilInterrupted?: () => Promise<void>;
  /** Of stderr. */
  readonly errorColumns?: number;
  /** There is much to do: what pays only then may be set up. */
  readonly expectLongRun?: () => void;
}

export interface Command<S extends OptionSpecs = OptionSpecs> {
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  readonly options: S;
  /** The module that runs it, loaded when it is called. */
  readonly load: () => Promise<{ run(args: Arguments<S>, io: Io): Promise<ExitCode> }>;
}
