// How a tool lays out its migrations in files. In: the files of a folder. Out: drafts in the order in which they run: which file,
// or which part of one, goes forward and which goes back. It reads no statement.

import type { Range, SourceFile } from "../text/source-file.js";
import type { Migration } from "./migration.js";

/** The part of a file that makes up one script. */
export interface Piece {
  readonly file: SourceFile;
  readonly range: Range;
  /** What to read instead of the file's text, unit for unit: tool directives blanked, SQL inside comments laid bare. */
  readonly text?: string;
}

/** A migration before its statements are read. */
export interface Draft extends Pick<Migration, "kind" | "version" | "name" | "rollbackName"> {
  readonly forward?: Piece;
  readonly rollback?: Piece;
}

export interface LayoutOptions {
  /** The rollback's file name, `{name}` standing for the migration's. Layout `suffix` only. */
  readonly rollback?: string;
}

export interface Layout {
  readonly name: string;
  /** Whether folders below the migrations' folder belong to the same set. Otherwise each is a set of its own. */
  readonly nested: boolean;
  arrange(files: readonly SourceFile[], options: LayoutOptions): readonly Draft[];
}

/** A whole file as one piece. */
export function wholeFile(file: SourceFile): Piece {
  return { file, range: { start: 0, end: file.text.length } };
}
