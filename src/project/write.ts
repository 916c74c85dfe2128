// A text → a file. In: a path and a text. Out: the file, written whole or not at all.

import { renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";

/** A reader never sees half a file, and a failed write leaves the old one. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path}: ${code === "ENOENT" ? "there is no such folder." : reasonOf(error)}`);
  }
}
