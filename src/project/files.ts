// Files of migrations. In: a folder. Out: their paths, and their texts. Order never depends on the file system.

import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import { planName } from "../migration/layouts/sqitch.js";
import { decode } from "../text/decode.js";
import { SourceFile } from "../text/source-file.js";
import type { Git } from "./git.js";
import { isInside, showPath } from "./paths.js";

/** Where files come from. Paths are absolute. */
export interface FileStore {
  /** The migration files in and below a folder, in order. */
  list(folder: string): readonly string[];
  read(path: string): Uint8Array;
  /** The same, taken for UTF-8: a call less a file, where files are many. */
  readUtf8?(path: string): string;
}

export const disk: FileStore = {
  list: listFiles,
  read: (path) => readFileSync(path),
  readUtf8: (path) => readFileSync(path, "utf8"),
};

/** What is staged in git, whatever stands on the disk. */
export function stagedFiles(git: Git): FileStore {
  const unstaged = git.unstaged();
  return {
    list: (folder) => git.indexed(folder).filter((path) => isMigrationFile(basename(path))),
    read: (path) => (unstaged.has(path) ? git.readStaged(path) : readFileSync(path)),
  };
}

/** What a git revision holds, whatever stands on the disk. */
export function filesOfRevision(git: Git, revision: string): FileStore {
  const known = new Map<string, Uint8Array>();
  return {
    list: (folder) => {
      const files = git.filesAt(revision, folder, (path) => isMigrationFile(basename(path)));
      for (const [path, bytes] of files) known.set(path, bytes);
      return [...files.keys()];
    },
    read: (path) => known.get(path) ?? new Uint8Array(),
  };
}

/** The same files, with one text put in the place of what is there. */
export function withInput(store: FileStore, path: string, bytes: Uint8Array): FileStore {
  return {
    list: (folder) => [...new Set([...store.list(folder), path])],
    read: (wanted) => (wanted === path ? bytes : store.read(wanted)),
  };
}

/** The same files, with texts put in the place of what is there, and some that are not there yet. */
export function withTexts(store: FileStore, texts: ReadonlyMap<string, string>): FileStore {
  return {
    list: (folder) => {
      const added = [...texts.keys()].filter((path) => isInside(path, folder));
      return [...new Set([...store.list(folder), ...added])];
    },
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? store.read(path) : Buffer.from(text);
    },
  };
}

export interface ReadFile {
  readonly file: SourceFile;
  /** What a person should know of how it was read. */
  readonly note?: string;
}

/** The SQL files of a folder and all below it, absolute; nothing hidden, no installed packages, no link followed twice. */
export function listFiles(folder: string): readonly string[] {
  const found: string[] = [];
  // One that is about to be created.
  if (!kindOfPath(folder)) return found;
  const visited = new Set<string>();
  const visit = (path: string) => {
    const real = realpathSync(path);
    if (visited.has(real)) return;
    visited.add(real);
    for (const entry of entriesOf(path)) {
      const inside = join(path, entry.name);
      const kind = kindOf(entry, inside);
      if (kind === "folder" && entry.name !== "node_modules") visit(inside);
      else if (kind === "file" && isMigrationFile(entry.name)) found.push(inside);
    }
  };
  visit(folder);
  return found;
}

/** Whether a folder itself holds SQL files. */
export function holdsFiles(folder: string): boolean {
  return entriesOf(folder).some((entry) => entry.isFile() && isMigrationFile(entry.name));
}

export function readFile(path: string, cwd: string, store: FileStore): ReadFile {
  const shown = showPath(path, cwd);
  try {
    const quick = store.readUtf8?.(path);
    if (quick !== undefined && !mayBeOther.test(quick))
      return { file: new SourceFile(shown, quick.startsWith("\ufeff") ? quick.slice(1) : quick) };
    const { text, encoding } = decode(store.read(path));
    const file = new SourceFile(shown, text);
    return encoding === "latin-1" ? { file, note: `${shown} is no UTF-8: read as Latin-1.` } : { file };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  }
}

/** What UTF-8 leaves of bytes that are none, and what stands in UTF-16: the bytes themselves must tell. */
const mayBeOther = /[\0\ufffd]/;

export function isMigrationFile(name: string): boolean {
  return /\.sql$/i.test(name) || name === planName;
}

/** What stands at a path; undefined where nothing does. */
export function kindOfPath(path: string): "file" | "folder" | undefined {
  const stats = statOf(path);
  if (!stats) return undefined;
  return stats.isDirectory() ? "folder" : "file";
}

/** What Node tells of a file; its own type would ask users of the library for Node's types. */
export interface FileStats {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** Nothing where links go in circles, or a folder on the way may not be entered. */
export function statOf(path: string): FileStats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith("."))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new UsageError(`${folder}: ${reasonOf(error)}`);
  }
}

function kindOf(entry: Dirent, path: string): "file" | "folder" | undefined {
  if (entry.isDirectory()) return "folder";
  if (entry.isFile()) return "file";
  if (!entry.isSymbolicLink()) return undefined;
  // Whoever reads a pipe waits.
  const target = statOf(path);
  return target?.isDirectory() ? "folder" : target?.isFile() ? "file" : undefined;
}
