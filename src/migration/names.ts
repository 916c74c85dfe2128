// What a file's name says: version, name, kind. In: paths and names. Out: their parts, and the order of versions.

import { withoutDatabase } from "./databases.js";

const versionStart = /^v?(\d+(?:\.\d+)*(?:-\d+)*(?:T\d+)?)(?![\dA-Za-z])/i;

/** The version that a name begins with, as written: `001`, `1.2`, `004-008`, `2024-01-15`. Empty where it has none. */
export function versionOf(name: string): string {
  return versionStart.exec(name)?.[1] ?? "";
}

/** The last part of a path: the file's or folder's own name. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The path of the folder that holds a file; empty at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** A file's name without its extension `.sql`. */
export function stemOf(path: string): string {
  return baseName(path).replace(/\.sql$/i, "");
}

/**
 * Numbers as numbers, of any length: 2 before 10, 1.2 before 1.10. Only the leading digits of `004-008` count. What has no
 * version comes last.
 */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = compareDigits(left[at] ?? "", right[at] ?? "");
    if (difference !== 0) return difference;
  }
  return 0;
}

/** By version, then by name, unit by unit: `004_a` before `004_a_b`. */
export function compareInOrder(
  a: { readonly version: string; readonly name: string },
  b: { readonly version: string; readonly name: string },
): number {
  return compareVersions(a.version, b.version) || compareText(a.name, b.name);
}

/** Paths, their numbers as numbers: `7/` before `10/`. */
export function comparePaths(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [one = "", other = ""] = [left[at], right[at]];
    const difference = at % 2 === 1 ? compareDigits(one, other) : compareText(one, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length || compareText(a, b);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// Diesel drops the dashes of 2017-08-31-230457 and sorts what is left as text, 2020-12-7-190800 too; a day alone is its midnight.
const dashedDate = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(\d{2,6}))?(?!\d)/;

function numbersOf(version: string): readonly string[] {
  const date = dashedDate.exec(version);
  if (date) return [date.slice(1).join("").padEnd(14, "0")];
  return /^\d+(?:[._]\d+)*/.exec(version)?.[0].split(/[._]/) ?? [];
}

/** Digits as strings: nanosecond versions are longer than a double holds. */
function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, "");
  const right = b.replace(/^0+/, "");
  return left.length - right.length || compareText(left, right);
}

const seedName = /(?:^|[._-])seeds?$/i;
const backupName = /\.(?:bak|backup|old|orig)$/i;
const dumpName = /^(?:schema|structure|latest|dump|backup)$|(?:^|[._-])dump$/i;
const seedFolder = /(?:^|\/)(?:seeds?|seeders?|fixtures|backups?|dumps?)\//i;

/** Seeds, dumps and backups: read for their statements, not replayed. */
export function isSeed(path: string): boolean {
  const stem = stemOf(path);
  if (seedName.test(stem) || backupName.test(stem)) return true;
  return versionOf(stem) === "" && (dumpName.test(withoutDatabase(stem)) || seedFolder.test(path));
}
