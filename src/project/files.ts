// Files of migrations. In: a folder. Out: their paths, and their texts. Order never depends on the file system.

import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import { planName } from "../migration/layouts/sqitch.js";
import { decode } from "../text/decode.js";
import { SourceFile } from "../text/source-file.js";
import { showPath } from "./paths.js";

export interface ReadFile {
  readonly file: SourceFile;
  /** What a person should know of how it was read. */
  readonly note?: string;
}

/** The SQL files of a folder and all below it, absolute; nothing hidden, no installed packages, no link followed twice. */
export function listFiles(folder: string): readonly string[] {
  const found: string[] = [];
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

export function readFile(path: string, cwd: string): ReadFile {
  const shown = showPath(path, cwd);
  try {
    return toReadFile(shown, readFileSync(path));
  } catch (error) {
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  }
}

export function toReadFile(shown: string, bytes: Uint8Array): ReadFile {
  const { text, encoding } = decode(bytes);
  const file = new SourceFile(shown, text);
  return encoding === "latin-1" ? { file, note: `${shown} is no UTF-8: read as Latin-1.` } : { file };
}

export function isMigrationFile(name: string): boolean {
  return /\.sql$/i.test(name) || name === planName;
}

/** What stands at a path; undefined where nothing does. */
export function kindOfPath(path: string): "file" | "folder" | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  return stats.isDirectory() ? "folder" : "file";
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
  return entry.isSymbolicLink() ? kindOfPath(path) : undefined;
}
