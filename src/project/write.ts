// A text → a file. In: a path and a text. Out: the file, written whole or not at all.

import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";

/** A reader never sees half a file, and a failed write leaves the old one. `mode` is that of the file, where it is to have one. */
export function writeWhole(path: string, text: string | Uint8Array, mode?: number): void {
  if (isStream(path)) {
    writeFileSync(path, text);
    return;
  }
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path}: ${code === "ENOENT" ? "there is no such folder." : reasonOf(error)}`);
  }
}

/** `/dev/stdout`, a named pipe: nothing that another file could take the place of. */
function isStream(path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there !== undefined && !there.isFile() && !there.isDirectory();
}
