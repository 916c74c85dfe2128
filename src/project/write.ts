// A text → a file. In: a path and a text. Out: the file, written whole or not at all.

import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";

/** A reader never sees half a file, and a failed write leaves the old one. `mode` is that of the file, where it is to have one. */
export function writeWhole(path: string, text: string | Uint8Array, mode?: number): void {
  try {
    if (isStream(path)) writeFileSync(path, text);
    else replace(path, text, mode);
  } catch (error) {
    throw new UsageError(`${path}: ${whyNotWritten(error)}`);
  }
}

function replace(path: string, text: string | Uint8Array, mode: number | undefined): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    // A link that somebody laid there is not written through.
    writeFileSync(draft, text, { flag: "wx" });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

export function whyNotWritten(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return "there is no such folder.";
    case "EACCES":
    case "EPERM":
      return "it may not be written.";
    default:
      return reasonOf(error);
  }
}

/** `/dev/stdout`, a named pipe: nothing that another file could take the place of. */
function isStream(path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there !== undefined && !there.isFile() && !there.isDirectory();
}
