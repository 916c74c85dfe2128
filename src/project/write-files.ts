// Files of a new migration → the disk. In: whole texts, the files that were read. Out: all of them written, or none. A file that is there is
// written anew only where it is one of those that were read, and still what was read.

import { mkdirSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import type { FileText } from "../migration/layout.js";
import type { SourceFile } from "../text/source-file.js";
import { kindOfPath } from "./files.js";
import { type Rewrite, rewrite, whyNotRewritable } from "./rewrite.js";
import { writeWhole } from "./write.js";

/** Throws a UsageError that names the file. `replaces`: one that was read may be replaced whole; otherwise it must only gain. */
export function writeFiles(written: readonly FileText[], read: readonly SourceFile[], cwd: string): void {
  const known = new Map(read.map((file) => [file.path, file.text]));
  const steps = written.map(({ path, text }) => {
    const absolute = resolve(cwd, path);
    const before = known.get(path);
    if (before === undefined && kindOfPath(absolute)) throw new UsageError(`${path} is there already.`);
    const change = before === undefined ? undefined : { path: absolute, before, after: text };
    const reason = change && whyNotRewritable(change);
    if (reason !== undefined) throw new UsageError(`${path} cannot be written: ${reason}.`);
    return { path, absolute, text, change };
  });
  const undo: (() => void)[] = [];
  try {
    for (const { absolute, text, change } of steps) {
      if (change) {
        replace(change);
        undo.push(() => replace({ path: change.path, before: change.after, after: change.before }));
      } else {
        const made = makeFolder(dirname(absolute));
        writeWhole(absolute, text);
        undo.push(() => rmSync(absolute, { force: true }));
        if (made !== undefined) undo.unshift(() => rmSync(made, { recursive: true, force: true }));
      }
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

function replace(change: Rewrite): void {
  const reason = rewrite(change);
  if (reason !== undefined) throw new UsageError(`${change.path} cannot be written: ${reason}.`);
}

/** The first folder that had to be made, if any. */
function makeFolder(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`${folder}: ${reasonOf(error)}`);
  }
}
