// Where a statement runs: its variables, its guards, the handlers around it. In: frames. Out: frames. It runs nothing.

import type { Change } from "../../sql/change.js";
import type { BlockStatement, Statement } from "../../sql/statement.js";
import type { Location } from "../../text/source-file.js";
import { Scope } from "../evaluate/scope.js";
import { type Value, whyUnknown } from "../evaluate/value.js";
import type { Guard, Refusal } from "../history.js";

/** Where a statement runs. */
export interface Frame {
  /** The statement of the script that everything inside is told of. */
  readonly cause: Statement;
  readonly guards: readonly Guard[];
  readonly variables: Scope;
  readonly prepared: Scope;
  /** The blocks around that swallow errors, the innermost last. */
  readonly handlers: readonly Handler[];
  readonly routine: Routine;
  /** In a branch that is not taken: changes are told, not made. */
  readonly skipped: boolean;
  readonly depth: number;
}

/** A run of a routine, a DO block or a script: what RETURN and LEAVE end. */
export interface Routine {
  /** What comes next is not run. */
  left: boolean;
  /** The conditions under which it would have been left, or was: they guard what comes next. */
  readonly exits: Guard[];
  /** How many guards were there when it began. */
  readonly outerGuards: number;
}

export interface Handler {
  readonly block: BlockStatement;
  readonly guard: Guard;
}

/** An error that a PostgreSQL block swallows: what the block did so far is undone. */
export class Caught {
  constructor(
    readonly block: BlockStatement,
    readonly raised: { readonly change: Change; readonly refusals: readonly Refusal[] },
  ) {}
}

export function startRoutine(outerGuards = 0): Routine {
  return { left: false, exits: [], outerGuards };
}

/** Whether statements end their routine: RETURN, or LEAVE, which ends the block that is the routine. */
export function endsRoutine(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (statement.kind === "block") return endsRoutine(statement.body);
    if (statement.kind === "if")
      return statement.branches.some(({ body }) => endsRoutine(body)) || endsRoutine(statement.otherwise);
    return isExit(statement);
  });
}

export function isExit({ kind, verb }: Statement): boolean {
  return kind === "session" && (verb === "RETURN" || verb === "LEAVE");
}

/** For a branch that is looked at, but not taken. */
export function skip(frame: Frame): Frame {
  return {
    ...frame,
    skipped: true,
    variables: new Scope(frame.variables, { isolated: true }),
    prepared: new Scope(frame.prepared, { isolated: true }),
  };
}

export function notTaken(guard: Guard): Guard {
  return guard.unknown ? { ...guard, taken: false } : guard;
}

export function withoutHandler(frame: Frame, { guard }: Handler): Frame {
  const guards = frame.guards.map((one) => (one === guard ? { ...guard, taken: false } : one));
  return { ...frame, guards };
}

/** The guard that a condition is to what depends on it; none where it asks nobody. */
export function guardOf(value: Value, at: Location, taken: boolean): readonly Guard[] {
  const { asked, guards } = value;
  const unknown = whyUnknown(value);
  if (asked === "nobody" && !unknown) return guards;
  const kind = asked === "nobody" ? "data" : asked;
  return [...guards, { kind, at, taken, ...(unknown && { unknown }) }];
}
