// Files and configuration → migrations, read. In: what a run was asked for. Out: an opened project: the configuration in force, its
// migration sets, every file. The one place where what nobody said is assumed, and told as such.

import { resolve } from "node:path";
import { rules as builtInRules } from "../../rules/index.js";
import { severityIn } from "../../rules/presets.js";
import type { Config, MigrationFolder } from "../config/config.js";
import { findConfig } from "../config/find.js";
import type { ConfigFlags } from "../config/flags.js";
import { type OpenConfig, resolveConfig } from "../config/resolve.js";
import { suppressionRules } from "../lint/suppression-problems.js";
import { layouts } from "../migration/layouts.js";
import { type ReadSet, readMigrations } from "../migration/read.js";
import type { Rule } from "../rule/rule.js";
import type { Dialect } from "../sql/definition.js";
import { recogniseDialect } from "../sql/dialects/recognise.js";
import { readScript } from "../sql/read.js";
import type { SourceFile } from "../text/source-file.js";
import { listFiles, readFile, toReadFile } from "./files.js";
import { showPath } from "./paths.js";
import { findTargets, type Targets } from "./targets.js";

export interface ProjectOptions {
  /** The working directory; paths are shown relative to it. Default: the process's. */
  readonly cwd?: string;
  /** Folders and files. Default: the configured migrations, or the usual folders. */
  readonly paths?: readonly string[];
  /** A configuration's path; false for none. Default: found from the working directory up. */
  readonly config?: string | false;
  /** Refuse configurations and plugins that are code. */
  readonly noCodeConfig?: boolean;
  readonly flags?: ConfigFlags;
  /** The text of one file, in the place of what is on the disk; that file is what is reported on. */
  readonly input?: { readonly path: string; readonly bytes: Uint8Array };
}

export interface OpenProject {
  readonly cwd: string;
  readonly config: Config;
  /** Built-in rules and those of plugins. */
  readonly rules: readonly Rule[];
  readonly sets: readonly ReadSet[];
  readonly files: readonly SourceFile[];
  /** By the path as shown. Missing: every file is reported on. */
  readonly isReported?: (path: string) => boolean;
  /** What a person should know of how the files were read, one sentence each. */
  readonly notes: readonly string[];
}

/** The version meant where only the dialect is known: the oldest still widely in use. */
const assumedVersions: Readonly<Record<Dialect, string>> = {
  mysql: "8.0",
  mariadb: "10.11",
  postgresql: "15",
};

export async function openConfig(options: ProjectOptions): Promise<OpenConfig> {
  const cwd = resolve(options.cwd ?? process.cwd());
  return resolveConfig(configPath(options, cwd), {
    cwd,
    show: (shown) => showPath(shown, cwd),
    noCode: options.noCodeConfig ?? false,
    rules: builtInRules,
    checks: Object.values(suppressionRules).map((check) => ({ ...check, options: {} })),
    severityIn,
    layouts: layouts.map((layout) => layout.name),
    flags: options.flags ?? {},
  });
}

export async function openProject(options: ProjectOptions): Promise<OpenProject> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const open = await openConfig(options);
  const targets = findTargets({
    cwd,
    paths: options.paths ?? [],
    configured: open.migrations,
    virtual: options.input?.path,
  });
  const read = targets.folders.map((folder) => ({ folder, files: readFolder(folder, cwd, options.input) }));
  const all = read.flatMap(({ files }) => files);
  const texts = all.map(({ file }) => file.text);
  const recognised = open.dialect ? undefined : recogniseDialect(texts);
  const dialect = open.dialect ?? recognised?.dialect ?? "mysql";
  const dialectVersion = open.dialectVersion ?? assumedVersions[dialect];
  const version = versionParts(dialectVersion);
  const sets = read.flatMap(({ folder, files }) =>
    readMigrations(
      folder.dir,
      files.map(({ file }) => file),
      { ...folder, ignores: open.ignores },
      ({ file, range, text }) => readScript(file, { dialect, version, range, text }),
    ),
  );
  const { allRules, ignores: _, ...settled } = open;
  const assumptions = [
    ...assumedFolders(targets, sets),
    ...(recognised ? [assumedDialect(dialect, dialectVersion, recognised.evidence)] : []),
    ...(open.source === undefined && options.flags?.preset === undefined
      ? ["rules integlint:recommended"]
      : []),
  ];
  return {
    cwd,
    config: { ...settled, dialect, dialectVersion, migrations: targets.folders, assumptions },
    rules: allRules,
    sets,
    files: all.map(({ file }) => file),
    isReported: targets.isReported,
    notes: all.flatMap(({ note }) => note ?? []),
  };
}

function configPath({ config }: ProjectOptions, cwd: string): string | undefined {
  if (config === false) return undefined;
  return config === undefined ? findConfig(cwd) : resolve(cwd, config);
}

export function versionParts(version: string): readonly number[] {
  return version.split(".").map(Number);
}

function readFolder({ dir }: MigrationFolder, cwd: string, input: ProjectOptions["input"]) {
  const folder = resolve(cwd, dir);
  const replaced = input && resolve(cwd, input.path);
  const paths = listFiles(folder).filter((path) => path !== replaced);
  const files = paths.map((path) => readFile(path, cwd));
  return input && replaced ? [...files, toReadFile(showPath(replaced, cwd), input.bytes)] : files;
}

function assumedFolders({ assumed }: Targets, sets: readonly ReadSet[]): readonly string[] {
  if (!assumed) return [];
  return sets.map(
    ({ folder, layout, evidence }) => `migrations in ${folder}, layout ${layout} (${evidence})`,
  );
}

function assumedDialect(dialect: Dialect, version: string, evidence: readonly string[]): string {
  const why = evidence.length > 0 ? evidence.slice(0, 3).join(", ") : "nothing in the SQL tells";
  return `${dialect} ${version} (${why})`;
}
