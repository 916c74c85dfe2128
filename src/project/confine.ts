// Files of a repository that nobody vouches for. In: a store of files, the folders that a run is about. Out: the same store, which reads
// nothing outside of them: a report quotes what it read, and a link may lead to anybody's secrets.

import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import type { FileStore } from "./files.js";
import { isInside, showPath } from "./paths.js";

/** `paths` are those of the command line: who names a place outside of the working directory means it. */
export function confine(store: FileStore, cwd: string, paths: readonly string[]): FileStore {
  const named = paths.map((path) => resolve(cwd, path)).filter((path) => !isInside(path, cwd));
  const roots = [cwd, ...named].flatMap((path) => realPath(path) ?? []);
  const check = (path: string) => {
    const real = realPath(path);
    if (real === undefined || roots.some((root) => isInside(real, root))) return;
    throw new UsageError(
      `${showPath(path, cwd)}: it leads out of the working directory, and --no-code-config reads nothing there.`,
    );
  };
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
