// How a tool lays out its migrations in files. In: the files of a folder. Out: drafts in the order in which they run: which file,
// or which part of one, goes forward and which goes back. And the other way round: the files of a new migration. It reads no statement.

import type { Dialect } from "../sql/definition.js";
import type { Range, SourceFile } from "../text/source-file.js";
import type { Migration } from "./migration.js";
import { folderOf } from "./names.js";
import type { NamingOptions, NewName } from "./next-name.js";

/** The part of a file that makes up one script. */
export interface Piece {
  readonly file: SourceFile;
  readonly range: Range;
  /** What to read instead of the file's text, unit for unit: tool directives blanked, SQL inside comments laid bare. */
  readonly text?: string;
  /** Its statements stand in comments. */
  readonly inComments?: boolean;
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
  /** What a migration of these words is called here. */
  nameNew(words: readonly string[], around: Surroundings): NewName;
  /** The files of a new migration under the name that `nameNew` gave. One that is there is given anew, with what comes in. */
  writeNew(named: NewName, scripts: NewScripts, around: Surroundings): readonly FileText[];
  /** The file with the rollback of a migration that is there; undefined where the layout has no place for one. */
  writeRollback(migration: Draft, rollback: string, around: Surroundings): FileText | undefined;
}

/** SQL with its comments, each ending in a line break. */
export interface NewScripts {
  readonly forward: string;
  readonly rollback?: string;
  /** Fails where the migration did not do its work; only where the layout and the folder have such scripts. */
  readonly verify?: string;
}

/** A whole file. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/** What is there where a new migration goes. */
export interface Surroundings extends LayoutOptions, NamingOptions {
  /** As paths are shown; `.` is the working directory. */
  readonly folder: string;
  readonly files: readonly SourceFile[];
  /** Migrations and rollbacks of the folder in order, without seeds. */
  readonly drafts: readonly Draft[];
  readonly dialect: Dialect;
  /** Who writes it, where the layout asks for that: `Ann <ann@example.org>`. */
  readonly author?: Author;
}

export interface Author {
  readonly name: string;
  readonly email: string;
}

export function joinPath(folder: string, path: string): string {
  return folder === "" || folder === "." ? path : `${folder}/${path}`;
}

/** The migration that runs last, of those with a forward script in a file that `fits`. */
export function newestOf(
  { drafts }: Pick<Surroundings, "drafts">,
  fits: (draft: Draft, forward: Piece) => boolean = () => true,
): (Draft & { readonly forward: Piece }) | undefined {
  return drafts.findLast(
    (draft): draft is Draft & { readonly forward: Piece } =>
      draft.forward !== undefined && fits(draft, draft.forward),
  );
}

/** Where the newest migration's file is: new ones go beside it. */
export function folderOfNewest(around: Surroundings): string {
  const newest = newestOf(around);
  return newest ? folderOf(newest.forward.file.path) : around.folder;
}

/** A whole file as one piece. */
export function wholeFile(file: SourceFile): Piece {
  return { file, range: { start: 0, end: file.text.length } };
}
