// An open project → the folder that a new migration goes to. In: the project, which folder is meant, the moment. Out: a place, as generators
// want it. It asks nothing: where several folders could be meant, it says so.

import { resolve } from "node:path";
import type { MigrationFolder } from "../config/config.js";
import { UsageError } from "../config/errors.js";
import type { Place } from "../generate/placement.js";
import { Settings } from "../lint/settings.js";
import type { Author } from "../migration/layout.js";
import type { Migration } from "../migration/migration.js";
import { folderOf } from "../migration/names.js";
import type { ReadSet } from "../migration/read.js";
import { completeOptions } from "../rule/options.js";
import type { OpenProject } from "./open.js";
import { isInside } from "./paths.js";

export interface PlaceOptions {
  /** The folder that is meant, as a person wrote it. */
  readonly folder?: string;
  /** The migration whose folder is meant. */
  readonly migration?: Migration;
  readonly now: Date;
  readonly author?: Author;
}

/** Where migrations go while there is no folder of them. */
const firstFolder: MigrationFolder = { dir: "migrations", layout: "auto" };

/** Throws a UsageError where several folders could be meant. */
export function placeIn(
  project: OpenProject,
  { folder: wanted, migration, now, author }: PlaceOptions,
): Place {
  const { cwd, config, ignores } = project;
  const at = (path: string) => resolve(cwd, path);
  const isMeant = (set: ReadSet) => {
    if (migration) return set.migrations.includes(migration);
    return (
      wanted === undefined || isInside(at(set.folder), at(wanted)) || isInside(at(wanted), at(set.folder))
    );
  };
  const own = project.sets.filter(({ migrations }) => migrations.some(({ kind }) => kind !== "seed"));
  const found = own.filter(isMeant);
  // The one that was named counts more than those below it.
  const exact = wanted === undefined ? [] : found.filter((set) => at(set.folder) === at(wanted));
  const [whole, ...others] = exact.length === 1 ? exact : found;
  if (whole && others.length > 0) throw severalFolders([whole, ...others].map((one) => one.folder));
  const part = wanted !== undefined && whole && at(whole.folder) !== at(wanted);
  const set = part && isInside(at(wanted), at(whole.folder)) ? partOf(whole, wanted, at) : whole;
  const homes = set && migration === undefined ? homesOf(set) : [];
  if (homes.length > 1) throw severalFolders(homes);
  const around = config.migrations.filter(({ dir }) => isInside(at(set?.folder ?? wanted ?? dir), at(dir)));
  const [first = firstFolder, ...more] = set || wanted !== undefined ? around.slice(0, 1) : around;
  if (more.length > 0) throw severalFolders([first, ...more].map(({ dir }) => dir));
  const settings = new Settings(config.rules, config.overrides);
  return {
    dialect: config.dialect,
    folder: !set && wanted !== undefined && around.length > 0 ? { ...first, dir: wanted } : first,
    ignores,
    ...(set && { set }),
    files: project.files.filter(({ path }) => isInside(at(path), at(first.dir))),
    settingOf: (id, path) => {
      const rule = project.rules.find(({ meta }) => meta.id === id)?.meta;
      if (!rule) return undefined;
      const setting = settings.of({ ...rule, defaults: completeOptions(rule.options) }, path);
      return setting.severity === "off" ? undefined : setting;
    },
    now,
    ...(author && { author }),
  };
}

/** The migrations of a set that are in one of its folders. */
function partOf(set: ReadSet, folder: string, at: (path: string) => string): ReadSet {
  const migrations = set.migrations.filter(({ forward, rollback }) => {
    const path = (forward ?? rollback)?.file.path;
    return path !== undefined && isInside(at(path), at(folder));
  });
  return { ...set, folder: folder.replace(/\/+$/, ""), migrations };
}

/** Where the newest version is: in several folders at once where each is another database's. */
function homesOf({ migrations, layout }: ReadSet): readonly string[] {
  const newest = migrations.findLast(({ version, kind }) => kind === "migration" && version !== "");
  const paths = migrations
    .filter(({ version, kind }) => kind === "migration" && version === newest?.version)
    .flatMap(({ forward }) => forward?.file.path ?? []);
  const home = (path: string) => (layout === "directory" ? folderOf(folderOf(path)) : folderOf(path));
  return [...new Set(paths.map(home))];
}

function severalFolders(folders: readonly string[]): UsageError {
  return new UsageError(
    `Several folders hold migrations: ${folders.join(", ")}. Name the one that is meant.`,
  );
}
