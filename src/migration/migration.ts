// A migration: forward and rollback scripts that share a version. In: nothing. Out: types. Replays nothing.

import type { Comment, Statement } from "../sql/statement.js";
import type { Range, SourceFile } from "../text/source-file.js";

/** The statements of one direction: a whole file, or a section of one. */
export interface Script {
  readonly file: SourceFile;
  readonly range: Range;
  readonly statements: readonly Statement[];
  /** Every comment of the range, in order. */
  readonly comments: readonly Comment[];
  /** It stands in comments of its file, which have room for statements alone. */
  readonly inComments?: boolean;
}

/**
 * `migration`: has a forward script · `rollback`: a rollback without its migration · `seed`: read for its statements, not
 * replayed (seeds, dumps, backups).
 */
export interface Migration {
  readonly kind: "migration" | "rollback" | "seed";
  /** As written in the name: `001`, `20240101`, `004-008`. Empty where the name has none. */
  readonly version: string;
  /** The file or folder name, without what makes it forward or rollback, without extension: `001_name`. */
  readonly name: string;
  /** The rollback's own name, where it pairs by version only and is called differently. */
  readonly rollbackName?: string;
  readonly forward?: Script;
  readonly rollback?: Script;
}

/** The migrations of one folder, in the order in which they run. */
export interface MigrationSet {
  readonly folder: string;
  readonly layout: string;
  readonly migrations: readonly Migration[];
}
