// The files of a folder → migrations in order, with their statements. In: files, a layout, a reader of statements.
// Out: migration sets, one for each folder that stands for itself. It replays nothing and judges nothing.

import type { Comment, Statement } from "../sql/statement.js";
import type { SourceFile } from "../text/source-file.js";
import type { Draft, LayoutOptions, Piece } from "./layout.js";
import { isRollbackFolder } from "./layouts/suffix.js";
import { layouts, type Recognised, recogniseLayout } from "./layouts.js";
import type { Migration, MigrationSet, Script } from "./migration.js";
import { comparePaths, folderOf } from "./names.js";

/** Reads one piece: `src/sql/read.ts` with dialect and version bound. */
export type ReadPiece = (piece: Piece) => {
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
};

export interface ReadOptions extends LayoutOptions {
  /** A layout's name, or `auto`. */
  readonly layout: string;
  /** Files that are read but not replayed, besides those that are seeds by name. */
  readonly ignores?: (path: string) => boolean;
}

export interface ReadSet extends MigrationSet {
  readonly evidence: string;
}

/** `layout` must be `auto` or one of `layouts`. */
export function readMigrations(
  folder: string,
  files: readonly SourceFile[],
  options: ReadOptions,
  read: ReadPiece,
): ReadSet[] {
  const whole = chooseLayout(files, options.layout);
  if (whole.layout.nested) return [readSet(folder, files, whole, options, read)];
  return [...groupByFolder(files)].map(([path, group]) =>
    readSet(path || folder, group, chooseLayout(group, options.layout), options, read),
  );
}

function readSet(
  folder: string,
  files: readonly SourceFile[],
  { layout, evidence }: Recognised,
  options: ReadOptions,
  read: ReadPiece,
): ReadSet {
  const drafts = layout.arrange(files, options);
  const migrations = drafts.map((draft) => migrationOf(asSeed(draft, options), read));
  return { folder, layout: layout.name, evidence, migrations };
}

function chooseLayout(files: readonly SourceFile[], name: string): Recognised {
  const forced = layouts.find((layout) => layout.name === name);
  return forced ? { layout: forced, evidence: "the configuration says so" } : recogniseLayout(files);
}

/** Rollbacks in a folder of their own belong to the folder above. */
function groupByFolder(files: readonly SourceFile[]): Map<string, SourceFile[]> {
  const groups = new Map<string, SourceFile[]>();
  for (const file of [...files].sort((a, b) => comparePaths(a.path, b.path))) {
    const own = folderOf(file.path);
    const folder = isRollbackFolder(own) ? folderOf(own) : own;
    const group = groups.get(folder);
    if (group) group.push(file);
    else groups.set(folder, [file]);
  }
  return groups;
}

function asSeed(draft: Draft, { ignores }: ReadOptions): Draft {
  const { forward } = draft;
  return forward && ignores?.(forward.file.path) ? { ...draft, kind: "seed" } : draft;
}

function migrationOf(draft: Draft, read: ReadPiece): Migration {
  const { forward, rollback, ...rest } = draft;
  return {
    ...rest,
    ...(forward && { forward: scriptOf(forward, read) }),
    ...(rollback && { rollback: scriptOf(rollback, read) }),
  };
}

function scriptOf(piece: Piece, read: ReadPiece): Script {
  const { file, range, inComments } = piece;
  return { file, range, ...read(piece), ...(inComments && { inComments }) };
}
