// What a replay tells: each step with the schema before and after it. In: nothing. Out: types.

import type { Migration, Script } from "../migration/migration.js";
import type { Change } from "../sql/change.js";
import type { DdlStatement, Statement } from "../sql/statement.js";
import type { Location } from "../text/source-file.js";
import type { BlindSpot, Schema } from "./model.js";

/** Why the server would refuse a change, as the model sees it. */
export interface Refusal {
  /** `missing`: what it names is not there · `exists`: what it creates is there already · `conflict`: the rest. */
  readonly kind: "missing" | "exists" | "conflict";
  /** One sentence that names the object. */
  readonly message: string;
  /** The part of the statement that names it. */
  readonly at: Location;
  /** What to write instead, where that is the same whatever the table holds. */
  readonly help?: string;
  /** Where the object was created, dropped, or (later) will be created. */
  readonly related?: { readonly at: Location; readonly message: string };
}

/** A condition that stood around a change: IF() in a prepared string, IF … THEN in a procedure, an EXCEPTION handler. */
export interface Guard {
  /** `catalog`: asks what exists · `data`: asks for rows · `handler`: swallows the error. */
  readonly kind: "catalog" | "data" | "handler";
  readonly at: Location;
  /** What the model answered: the branch that was taken. Data conditions count as true. */
  readonly taken: boolean;
  /** Nobody could answer, and the branch that makes a change was taken: a table is known only in part, or the condition is beyond the evaluation. */
  readonly unknown?: "objects" | "condition";
}

/** One change, applied to one moment. A guarded change that was not taken has `outcome` `skipped`. */
export interface Step {
  /** The statement of the script that caused it: for a dynamic change the EXECUTE, CALL, IF or block. */
  readonly statement: Statement;
  /** The statement that asks for the change: `statement` itself, or one inside it or inside its SQL. */
  readonly ddl: DdlStatement;
  readonly change: Change;
  /** The file and range of the change; of the EXECUTE's SQL for dynamic changes, not of the EXECUTE. */
  readonly location: Location;
  readonly guards: readonly Guard[];
  /**
   * `changed` · `unchanged`: IF [NOT] EXISTS or an equal definition made it a no-op · `refused`: the server would fail · `skipped`: its guard was
   * false, or a handler swallowed its error.
   */
  readonly outcome: "changed" | "unchanged" | "refused" | "skipped";
  /**
   * With refusals, `after` holds what could be saved: a refused CREATE TABLE or ADD FOREIGN KEY is there without its bad
   * parts, so that one mistake is not told again at each later statement; any other refused change did nothing. The other
   * changes of its statement are made, though a server refuses an ALTER TABLE whole: nobody leaves it as it is.
   */
  readonly refusals: readonly Refusal[];
  readonly before: Schema;
  readonly after: Schema;
  readonly script: Script;
}

/** One script, replayed on top of a schema. */
export interface Replay {
  readonly script: Script;
  readonly before: Schema;
  readonly after: Schema;
  readonly steps: readonly Step[];
  /** Each with the statement of the script that ran it: where a routine stands in another file, that is not the spot's own place. */
  readonly blindSpots: readonly (BlindSpot & { readonly cause: Statement })[];
  /** The statements inside strings that the script ran, guards or not, each with the statement of the script that ran it. */
  readonly dynamic: readonly { readonly cause: Statement; readonly statement: Statement }[];
}

export interface MigrationHistory {
  readonly migration: Migration;
  readonly forward: Replay;
  /** The rollback, replayed right after its migration. */
  readonly rollback?: Replay;
}

export interface SchemaHistory {
  readonly final: Schema;
  readonly migrations: readonly MigrationHistory[];
  readonly blindSpots: readonly BlindSpot[];
}
