// All that a result depends on → one key. In: a project whose files are read, what the run was asked for. Out: a digest: equal keys,
// equal results. What a migration's findings depend on is all before it and around it, so the key is of the whole.

import { createHash, type Hash } from "node:crypto";
import { basename } from "node:path";
import type { MigrationFolder } from "../config/config.js";
import { version } from "../version.js";
import { addPlugins } from "./cache-plugins.js";
import type { LintOptions } from "./lint.js";
import type { ProjectFiles } from "./open.js";

/** Undefined where nobody can tell: a plugin loads code whose name is computed. */
export function cacheKey(sources: ProjectFiles, options: LintOptions): string | undefined {
  const { open, folders, targets, usesDefaults, cwd } = sources;
  const hash = createHash("sha256");
  // In a bundle, this file's name changes whenever the code does.
  add(hash, [version, basename(import.meta.url), process.version]);
  if (!addPlugins(open.loaded.plugins, cwd, (part) => add(hash, part))) return undefined;
  const paths = folders.flatMap(({ files }) => files.map(({ file }) => file.path));
  const { allRules, loaded: _, ...settings } = open;
  add(hash, [
    allRules.map(({ meta }) => meta.id),
    plain(settings, paths),
    targets.folders,
    targets.assumed,
    usesDefaults,
    options.suppressions ?? true,
    sources.merged?.trees(),
  ]);
  for (const { folder, files } of folders) {
    add(hash, [folder.dir, files.length]);
    for (const { file } of files) {
      hash.update(`${file.path}\0${file.text.length}\0`);
      // Loses nothing, not even half of a pair.
      hash.update(file.text, "utf16le");
    }
  }
  return hash.digest("hex");
}

/** The name under which results of runs like this one are kept: one for each set of folders and flags. */
export function slotOf(folders: readonly MigrationFolder[], options: LintOptions): string {
  const { config, flags, staged, changed, suppressions } = options;
  const hash = createHash("sha256");
  add(hash, [folders, config, flags, staged, changed, suppressions]);
  return `lint-${hash.digest("hex").slice(0, 16)}`;
}

function add(hash: Hash, part: unknown): void {
  hash.update(`${JSON.stringify(part)}\0`, "utf16le");
}

/** Maps as lists; globs, which are functions by now, as the files that they match. */
function plain(value: unknown, paths: readonly string[]): unknown {
  if (typeof value === "function") return paths.filter((path) => (value as (path: string) => unknown)(path));
  if (value instanceof Map) return [...value].map((entry) => plain(entry, paths));
  if (Array.isArray(value)) return value.map((one) => plain(one, paths));
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([key, one]) => [key, plain(one, paths)]);
}
