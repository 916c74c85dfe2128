// What a run is about. In: the paths that it was given, the folders that are configured. Out: the folders to read, and which
// files to report on: a file is judged in the context of its folder.

import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { MigrationFolder } from "../config/config.js";
import { UsageError } from "../config/errors.js";
import { isInDirectory } from "../migration/layouts/directory.js";
import { planName } from "../migration/layouts/sqitch.js";
import { isRollbackFolder } from "../migration/layouts/suffix.js";
import { findUsualFolder, usualFolders } from "./discover.js";
import { type FileStore, holdsFiles, kindOfPath } from "./files.js";
import { isInside, showPath } from "./paths.js";

export interface Targets {
  readonly folders: readonly MigrationFolder[];
  /** By the path as shown. Missing: on all files. */
  readonly isReported?: (path: string) => boolean;
  /** Nobody named the folders. */
  readonly assumed: boolean;
}

export interface TargetOptions {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly configured?: readonly MigrationFolder[];
  /** A path that need not exist: its text comes from elsewhere. */
  readonly virtual?: string;
  /** Folders need not exist. */
  readonly createsFolders?: boolean;
}

export function findTargets(options: TargetOptions): Targets {
  const { cwd, paths, configured, virtual } = options;
  const named = virtual === undefined ? paths : [virtual];
  if (named.length > 0) return targetsOf(named, options);
  if (configured) {
    if (!options.createsFolders) for (const folder of configured) checkFolder(folder, cwd);
    return { folders: configured, assumed: false };
  }
  const usual = findUsualFolder(cwd);
  return { folders: usual === undefined ? [] : [folderAt(usual, cwd)], assumed: true };
}

/** The folders of another store, such as a git revision: nothing is looked up on the disk. */
export function targetsAt({ cwd, paths, configured }: TargetOptions, store: FileStore): Targets {
  const known = (path: string) => configured?.find(({ dir }) => resolve(cwd, dir) === resolve(cwd, path));
  if (paths.length > 0)
    return { folders: paths.map((path) => known(path) ?? folderAt(resolve(cwd, path), cwd)), assumed: false };
  if (configured) return { folders: configured, assumed: false };
  const usual = usualFolders.find((folder) => store.list(resolve(cwd, folder)).length > 0);
  return { folders: usual === undefined ? [] : [folderAt(resolve(cwd, usual), cwd)], assumed: true };
}

function targetsOf(paths: readonly string[], options: TargetOptions): Targets {
  const { cwd, configured = [], virtual, createsFolders } = options;
  const at = (shown: string) => resolve(cwd, shown);
  const folders = new Map<string, MigrationFolder>();
  const wholes: string[] = [];
  const parts: string[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const missing = createsFolders ? "folder" : undefined;
    const kind = path === virtual ? "file" : (kindOfPath(absolute) ?? missing);
    if (!kind) throw new UsageError(`There is no file or folder "${path}".`);
    const around = configured.find(({ dir }) => isInside(absolute, at(dir)));
    const inside = configured.filter(({ dir }) => isInside(at(dir), absolute));
    if (around) add(around, at(around.dir) === absolute ? wholes : parts, absolute);
    else if (kind === "file") add(folderAt(contextOf(absolute), cwd), parts, absolute);
    else if (inside.length > 0) for (const folder of inside) add(folder, wholes, at(folder.dir));
    else if (!kindOfPath(absolute)) add(folderAt(absolute, cwd), wholes, absolute);
    else {
      const usual = holdsFiles(absolute) ? absolute : (findUsualFolder(absolute) ?? absolute);
      add(folderAt(usual, cwd), wholes, usual);
    }
  }
  const reported = [...wholes, ...parts];
  const isReported = (path: string) => reported.some((place) => isInside(at(path), place));
  // Their migrations run in the configured order, whatever order a shell or a hook names them in.
  const known = configured.filter((folder) => folders.get(folder.dir) === folder);
  const others = [...folders.values()].filter((folder) => !known.includes(folder));
  return { folders: [...known, ...others], assumed: false, ...(parts.length > 0 && { isReported }) };

  function add(folder: MigrationFolder, list: string[], place: string): void {
    if (!folders.has(folder.dir)) folders.set(folder.dir, folder);
    list.push(place);
  }
}

function checkFolder(folder: MigrationFolder, cwd: string): void {
  if (kindOfPath(resolve(cwd, folder.dir)) === "folder") return;
  throw new UsageError(
    `There is no folder "${folder.dir}", which the configuration names in \`migrations\`.`,
  );
}

function folderAt(path: string, cwd: string): MigrationFolder {
  return { dir: showPath(path, cwd), layout: "auto" };
}

/** The folder whose migrations a file is one of. */
function contextOf(file: string): string {
  const folder = dirname(file);
  const above = dirname(folder);
  if (existsSync(join(above, planName)) || isInDirectory(`${basename(folder)}/${basename(file)}`))
    return above;
  return isRollbackFolder(folder.split("\\").join("/")) ? above : folder;
}
