// In: a folder. Out: the path of the configuration in force there. It reads no configuration, only names of files, so that a run
// without one loads nothing for it.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** In the order of cosmiconfig's own search; the first one found in a folder counts. */
export const searchPlaces = [
  "package.json",
  ".integlintrc",
  ".integlintrc.json",
  ".integlintrc.yaml",
  ".integlintrc.yml",
  ".integlintrc.js",
  ".integlintrc.mjs",
  ".integlintrc.cjs",
  ".integlintrc.ts",
  "integlint.config.json",
  "integlint.config.yaml",
  "integlint.config.yml",
  "integlint.config.js",
  "integlint.config.mjs",
  "integlint.config.cjs",
  "integlint.config.ts",
];

/** Looks in the folder, then in those above it. */
export function findConfig(from: string): string | undefined {
  let folder = resolve(from);
  for (;;) {
    const found = findIn(folder);
    if (found) return found;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

function findIn(folder: string): string | undefined {
  const names = new Set(listNames(folder));
  const found = searchPlaces.find(
    (place) => names.has(place) && (place !== "package.json" || hasConfig(join(folder, place))),
  );
  return found && join(folder, found);
}

/** A folder that may not be read holds no configuration for this person. */
function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function hasConfig(path: string): boolean {
  try {
    const text = readFileSync(path, "utf8");
    return text.includes('"integlint"') && Object.hasOwn(JSON.parse(text), "integlint");
  } catch {
    return false;
  }
}
