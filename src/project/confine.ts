// Files of a repository that nobody vouches for. In: the folders that a run is about. Out: a check of paths, and a store of files with it, which
// reads nothing outside of them: a report quotes what it read, and a link may lead to anybody's secrets.

import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import type { FileStore } from "./files.js";
import { isInside, showPath } from "./paths.js";

/** Throws where a path leads to a place that a run may not read. */
export type Confinement = (path: string) => void;

/** `named` are paths of the command line: who names a place outside of the working directory means it. */
export function confineTo(cwd: string, named: readonly string[]): Confinement {
  const outside = named.map((path) => resolve(cwd, path)).filter((path) => !isInside(path, cwd));
  const roots = [cwd, ...outside].flatMap((path) => realPath(path) ?? []);
  return (path) => {
    const real = realPath(path);
    if (real === undefined || roots.some((root) => isInside(real, root))) return;
    throw new UsageError(
      `${showPath(path, cwd)}: it leads out of the working directory, and --no-code-config reads nothing there.`,
    );
  };
}

/** What a configuration is made of: the bot's own may extend anything, one of the repository only what lies in it. */
export function confineConfig(cwd: string, path: string, isNamed: boolean): Confinement | undefined {
  const isOutside = !isInside(path, cwd);
  if (isNamed && isOutside) return undefined;
  return confineTo(cwd, isOutside ? [dirname(path)] : []);
}

export function confine(store: FileStore, check: Confinement): FileStore {
  // Each way to read is listed: one that is added to stores later is not passed on unchecked.
  const { readUtf8 } = store;
  return {
    list: store.list,
    read: (path) => {
      check(path);
      return store.read(path);
    },
    ...(readUtf8 && {
      readUtf8: (path: string) => {
        check(path);
        return readUtf8(path);
      },
    }),
  };
}

/** What is not on the disk leads nowhere. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
