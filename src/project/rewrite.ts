// A file that is there, with another text. In: a path, the text that was read, the text to be. Out: the file, written whole or not at
// all, in its encoding and with its mode; or a reason why not.

import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { reasonOf } from "../config/load.js";
import { decode, encodeLike } from "../text/decode.js";
import { writeWhole } from "./write.js";

export interface Rewrite {
  /** Absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Why a file cannot be rewritten; undefined where it can. */
export function whyNotRewritable({ path, before, after }: Rewrite): string | undefined {
  try {
    const bytes = readFileSync(path);
    if (decode(bytes).text !== before) return "it is not what was read";
    // For the owner of all files, nothing is read-only but by its mode.
    if ((statSync(path).mode & 0o222) === 0) return "it is read-only";
    accessSync(path, constants.W_OK);
    const same = encodeLike(before, bytes);
    if (!same || !bytes.equals(same)) return "its encoding cannot be written back byte for byte";
    return encodeLike(after, bytes) ? undefined : "its encoding has not got every character of the fix";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES" ? "it is read-only" : reasonOf(error);
  }
}

/** Writes it; a link stays a link. */
export function rewrite(change: Rewrite): string | undefined {
  const refused = whyNotRewritable(change);
  if (refused !== undefined) return refused;
  try {
    const path = realpathSync(change.path);
    const { mode } = statSync(path);
    const bytes = encodeLike(change.after, readFileSync(path));
    if (bytes) writeWhole(path, bytes, mode & 0o7777);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
