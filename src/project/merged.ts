// The migrations of the branch that the work goes to, from git. In: git, the migrations as they are here. Out: both, folder by folder, and which
// files are gone. It judges nothing.

import { resolve } from "node:path";
import type { MigrationFolder } from "../config/config.js";
import { filesOfDialect } from "../migration/databases.js";
import { type MergedSet, mergedSetsOf } from "../migration/merged.js";
import type { Script } from "../migration/migration.js";
import { type ReadPiece, type ReadSet, readMigrations } from "../migration/read.js";
import type { Dialect } from "../sql/definition.js";
import type { SourceFile } from "../text/source-file.js";
import { type FileStore, filesOfRevision, readFile } from "./files.js";
import type { Git } from "./git.js";
import { isInside } from "./paths.js";

/** What the branch had where the work left it, and what it has by now. */
export interface MergedStores {
  /** What git calls the two states: another name, another state. */
  readonly trees: () => readonly string[];
  readonly left: FileStore;
  readonly tip: FileStore;
}

export interface MergedMigrations {
  readonly sets: readonly MergedSet[];
  /** The files of migrations that were there and are gone, by paths as shown. */
  readonly gone: ReadonlySet<string>;
}

export interface MergedReading {
  readonly cwd: string;
  readonly folders: readonly MigrationFolder[];
  readonly ignores: (path: string) => boolean;
  readonly dialect: Dialect;
  readonly read: ReadPiece;
}

/** `revision` "" is the main branch. */
export function storesOf(git: Git, revision: string): MergedStores {
  const left = git.leftAt(revision);
  const tip = git.tipOf(revision);
  return {
    trees: () => [git.treeOf(left), git.treeOf(tip)],
    left: filesOfRevision(git, left),
    tip: filesOfRevision(git, tip),
  };
}

const unread: ReadPiece = () => ({ statements: [], comments: [] });

export function readMerged(
  stores: MergedStores,
  here: readonly ReadSet[],
  { cwd, folders, ignores, dialect, read }: MergedReading,
): MergedMigrations {
  const known = new Map(scriptsOf(here).map(({ file }) => [file.path, file]));
  const readAll = (store: FileStore, piece: ReadPiece, also: readonly SourceFile[] = []) =>
    folders.flatMap((folder) => {
      const root = resolve(cwd, folder.dir);
      const files = store.list(root).map((path) => readFile(path, cwd, store).file);
      const paths = new Set(files.map(({ path }) => path));
      const more = also.filter(({ path }) => !paths.has(path) && isInside(resolve(cwd, path), root));
      const { files: own } = filesOfDialect(folder.dir, [...files, ...more], dialect, ({ path }) => path);
      return readMigrations(folder.dir, own, { ...folder, ignores }, piece);
    });
  // What is the same here need not be read again.
  const left = readAll(stores.left, (piece) =>
    known.get(piece.file.path)?.text === piece.file.text ? unread(piece) : read(piece),
  );
  const tip = readAll(stores.tip, unread);
  const together = readAll(stores.tip, unread, [...known.values()]);
  const gone = scriptsOf(left).flatMap(({ file }) => (known.has(file.path) ? [] : [file.path]));
  return { sets: mergedSetsOf({ here, left, tip, together }), gone: new Set(gone) };
}

function scriptsOf(sets: readonly ReadSet[]): readonly Script[] {
  return sets.flatMap(({ migrations }) =>
    migrations.flatMap(({ forward, rollback }) =>
      [forward, rollback].filter((script) => script !== undefined),
    ),
  );
}
