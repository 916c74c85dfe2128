// Files as they change. In: what to look at. Out: a call with the paths that changed, came or went. What the system tells of changes is
// only the sign to look again: what is different is found by looking, so that a lost or doubled sign does no harm.

import { type FSWatcher, readdirSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { isMigrationFile, statOf } from "./files.js";

/** Absolute paths; nothing of it need exist. */
export interface Watched {
  /** With all below. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

export interface Watching {
  readonly close: () => void;
  /** Takes what is there now for known: what changed before is not told of. */
  readonly settle: () => void;
}

/** An editor that saves makes several signs within moments. */
const quiet = 60;
const pollInterval = 1000;

/** Of an inode: a folder that was replaced is another one. */
interface Watcher {
  readonly inode: number;
  readonly watcher: FSWatcher;
}

interface Sight {
  /** By path: what changes with the file's content. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, number>;
}

/**
 * `list` is asked again at each look. Where the system does not tell of changes, `onPoll` hears why, once, and files are looked at each
 * second.
 */
export function watchFiles(
  list: () => Watched,
  onChange: (changed: readonly string[]) => void,
  onPoll: (error: unknown) => void,
): Watching {
  const watchers = new Map<string, Watcher>();
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let known = look(list());
  listen(known);
  return {
    close: () => {
      clearTimeout(timer);
      clearInterval(poll);
      for (const { watcher } of watchers.values()) watcher.close();
      watchers.clear();
    },
    settle: () => {
      known = look(list());
      listen(known);
    },
  };

  function lookAgain(): void {
    const sight = look(list());
    const changed = differences(known.stamps, sight.stamps);
    known = sight;
    listen(sight);
    if (changed.length > 0) onChange(changed);
  }

  function listen({ folders }: Sight): void {
    for (const [path, { inode, watcher }] of watchers) {
      if (folders.get(path) === inode) continue;
      watcher.close();
      watchers.delete(path);
    }
    for (const [path, inode] of folders) {
      if (poll !== undefined) return;
      if (watchers.has(path)) continue;
      try {
        const watcher = watch(path, sign);
        watcher.on("error", sign);
        watchers.set(path, { inode, watcher });
      } catch (error) {
        // Gone since it was seen: its parent tells.
        if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
        poll = setInterval(lookAgain, pollInterval);
        onPoll(error);
      }
    }
  }

  function sign(): void {
    clearTimeout(timer);
    timer = setTimeout(lookAgain, quiet);
  }
}

function look({ folders, files }: Watched): Sight {
  const stamps = new Map<string, string>();
  const inodes = new Map<string, number>();
  const real = new Set<number>();
  for (const folder of folders) visit(folder);
  for (const file of files) addFile(file);
  for (const path of [...folders, ...files]) addFolder(dirname(nearest(path)));
  return { stamps, folders: inodes };

  function visit(folder: string): void {
    const inode = addFolder(folder);
    if (inode === undefined || real.has(inode)) return;
    real.add(inode);
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (isMigrationFile(entry.name)) addFile(path);
      else if (entry.isDirectory() || entry.isSymbolicLink()) visit(path);
    }
  }

  function addFile(path: string): void {
    const stats = statOf(path);
    if (stats?.isFile()) stamps.set(path, `${stats.ino} ${stats.mtimeMs} ${stats.size}`);
  }

  function addFolder(path: string): number | undefined {
    const stats = statOf(path);
    if (!stats?.isDirectory()) return undefined;
    inodes.set(path, stats.ino);
    return stats.ino;
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The path itself, or as much of it as exists. */
function nearest(path: string): string {
  let at = path;
  while (!statOf(at) && dirname(at) !== at) at = dirname(at);
  return at === path ? at : join(at, "x");
}

function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
