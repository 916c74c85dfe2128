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
import { filesOfDialect, isForOther } from "../migration/databases.js";
import { layouts } from "../migration/layouts.js";
import type { MergedSet } from "../migration/merged.js";
import { type ReadPiece, type ReadSet, readMigrations } from "../migration/read.js";
import type { Rule } from "../rule/rule.js";
import type { Dialect } from "../sql/definition.js";
import { recogniseDialect } from "../sql/dialects/recognise.js";
import { readScript } from "../sql/read.js";
import type { SourceFile } from "../text/source-file.js";
import { confine, confineConfig, confineTo } from "./confine.js";
import { confirmSets } from "./confirm.js";
import {
  disk,
  type FileStore,
  filesOfRevision,
  type ReadFile,
  readFile,
  stagedFiles,
  withInput,
  withTexts,
} from "./files.js";
import type { Git } from "./git.js";
import type { MergedMigrations, MergedStores } from "./merged.js";
import { showPath } from "./paths.js";
import type { PhaseListener } from "./phase.js";
import { findTargets, type Targets, targetsAt } from "./targets.js";

export interface ProjectOptions {
  /** The working directory; paths are shown relative to it. Default: the process's. */
  readonly cwd?: string;
  /** Folders and files. Default: the configured migrations, or the usual folders. */
  readonly paths?: readonly string[];
  /** A configuration's path; false for none. Default: found from the working directory up. */
  readonly config?: string | false;
  /** For branches of strangers: refuse configurations and plugins that are code, and files outside of the working directory. */
  readonly noCodeConfig?: boolean;
  readonly flags?: ConfigFlags;
  /**
   * The text of one file, in the place of what is on the disk; that file is what is reported on. Without a path it stands
   * for itself, in no folder.
   */
  readonly input?: { readonly path?: string; readonly bytes: Uint8Array };
  /** By absolute path: texts in the place of what is on the disk, and files that are not there yet. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Report only on files that differ from a git revision; "" is the main branch. */
  readonly changed?: string;
  /** Judge what is staged in git, and report only on that. */
  readonly staged?: boolean;
  /** Read the migrations of a git revision; `paths` are folders in it. The configuration is the one on the disk. */
  readonly revision?: string;
  readonly onPhase?: PhaseListener;
  /** A folder that is not there yet is empty: migrations will be written to it. */
  readonly createsFolders?: boolean;
}

export interface OpenProject {
  readonly cwd: string;
  readonly config: Config;
  /** Built-in rules and those of plugins. */
  readonly rules: readonly Rule[];
  readonly sets: readonly ReadSet[];
  readonly files: readonly SourceFile[];
  /** Files that are read but not replayed, by the path as shown; seeds and dumps are not among them. */
  readonly ignores: (path: string) => boolean;
  /** By the path as shown. Missing: every file is reported on. */
  readonly isReported?: (path: string) => boolean;
  /** What the branch that the work goes to has of the migrations, where git was asked what changed. */
  readonly mergedSets?: readonly MergedSet[];
  /** Files that were merged and are not here any more, by paths as shown: they are reported on with those that differ. */
  readonly gone?: ReadonlySet<string>;
  /** What a person should know of how the files were read, one sentence each. */
  readonly notes: readonly string[];
}

/** The version meant where only the dialect is known: the oldest still widely in use. */
const assumedVersions: Readonly<Record<Dialect, string>> = {
  mysql: "8.0",
  mariadb: "10.11",
  postgresql: "15",
};

/** What an input without a path is called. */
const namelessInput = "stdin.sql";

export async function openConfig(options: ProjectOptions): Promise<OpenConfig> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const path = configPath(options, cwd);
  const isNamed = options.config !== undefined;
  return resolveConfig(path, {
    cwd,
    show: (shown) => showPath(shown, cwd),
    noCode: options.noCodeConfig ?? false,
    ...(options.noCodeConfig && path !== undefined && { confine: confineConfig(cwd, path, isNamed) }),
    rules: builtInRules,
    checks: Object.values(suppressionRules).map((check) => ({ ...check, options: {} })),
    severityIn,
    layouts: layouts.map((layout) => layout.name),
    flags: options.flags ?? {},
  });
}

/** A project whose files are read, and whose SQL is not yet. */
export interface ProjectFiles {
  readonly cwd: string;
  readonly open: OpenConfig;
  readonly targets: Targets;
  readonly folders: readonly { readonly folder: MigrationFolder; readonly files: readonly ReadFile[] }[];
  readonly isReported?: OpenProject["isReported"];
  /** Of the branch that the work goes to, where git was asked what changed. */
  readonly merged?: MergedStores;
  /** No configuration and no flag says which rules hold. */
  readonly usesDefaults: boolean;
  readonly onPhase?: PhaseListener;
}

export async function openProject(options: ProjectOptions): Promise<OpenProject> {
  return readProject(await openFiles(options));
}

export async function openFiles(options: ProjectOptions): Promise<ProjectFiles> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const { onPhase } = options;
  onPhase?.("configuration");
  const open = await openConfig(options);
  onPhase?.("files");
  const git = await openGit(options, cwd);
  const store = storeOf(options, cwd, git);
  const { paths = [], createsFolders = false } = options;
  const wanted = { cwd, paths, configured: open.migrations, createsFolders };
  const targets =
    options.revision === undefined
      ? findTargets({ ...wanted, virtual: options.input && (options.input.path ?? namelessInput) })
      : targetsAt(wanted, store);
  return {
    cwd,
    open,
    targets,
    folders: targets.folders.map((folder) => ({ folder, files: readFolder(folder, cwd, store) })),
    isReported: reportedFiles(targets, options, cwd, git),
    ...(git && options.revision === undefined && { merged: await mergedStores(git, options.changed ?? "") }),
    usesDefaults: open.source === undefined && options.flags?.preset === undefined,
    onPhase,
  };
}

/** How SQL is read: those who read the same files again remember what they read. */
export interface Reading {
  readonly readScript: typeof readScript;
  readonly confirmSets: typeof confirmSets;
}

export async function readProject(
  sources: ProjectFiles,
  reading: Reading = { readScript, confirmSets },
): Promise<OpenProject> {
  const { cwd, open, targets, folders, isReported, onPhase } = sources;
  const recognised = open.dialect ? undefined : recogniseDialect(textsToRecognise(folders));
  const dialect = open.dialect ?? recognised?.dialect ?? "mysql";
  // A dialect that nothing tells of is no reason to leave files out.
  const told = recognised === undefined || recognised.evidence.length > 0 ? dialect : undefined;
  const chosen = folders.map(({ folder, files }) => ({ folder, ...chooseFiles(folder, files, told) }));
  const all = chosen.flatMap(({ files }) => files);
  const dialectVersion = open.dialectVersion ?? assumedVersions[dialect];
  const version = versionParts(dialectVersion);
  let done = 0;
  const asRead = chosen.flatMap(({ folder, files }) =>
    readMigrations(
      folder.dir,
      files.map(({ file }) => file),
      { ...folder, ignores: open.ignores },
      ({ file, range, text }) => {
        onPhase?.("sql", done++, all.length);
        return reading.readScript(file, { dialect, version, range, text });
      },
    ),
  );
  const data = open.rules.get("syntax")?.options.data === true;
  const sets = await reading.confirmSets(asRead, undefined, { data });
  const merged =
    sources.merged &&
    (await readMergedBeside(sources, sources.merged, sets, dialect, ({ file, range, text }) =>
      reading.readScript(file, { dialect, version, range, text }),
    ));
  const { allRules, loaded: _, ignores, ...settled } = open;
  const assumptions = [
    ...assumedFolders(targets, sets),
    ...(recognised ? [assumedDialect(dialect, dialectVersion, recognised.evidence)] : []),
    ...(sources.usesDefaults ? ["rules integlint:recommended"] : []),
  ];
  return {
    cwd,
    config: { ...settled, dialect, dialectVersion, migrations: targets.folders, assumptions },
    rules: allRules,
    sets,
    files: all.map(({ file }) => file),
    ignores,
    isReported: merged && isReported ? (path) => merged.gone.has(path) || isReported(path) : isReported,
    ...(merged && { mergedSets: merged.sets, gone: merged.gone }),
    notes: [...chosen.flatMap(({ note }) => note ?? []), ...all.flatMap(({ note }) => note ?? [])],
  };
}

/** SQL for a database that no dialect reads tells nothing, where there is other. */
function textsToRecognise(folders: ProjectFiles["folders"]): readonly string[] {
  const all = folders.flatMap(({ files }) => files);
  const readable = folders.flatMap(({ folder, files }) =>
    files.filter(({ file }) => !isForOther(folder.dir, file.path)),
  );
  return (readable.length > 0 ? readable : all).map(({ file }) => file.text);
}

interface ChosenFiles {
  readonly files: readonly ReadFile[];
  /** Which were left out, and why. */
  readonly note?: string;
}

function chooseFiles(
  { dir }: MigrationFolder,
  found: readonly ReadFile[],
  dialect: Dialect | undefined,
): ChosenFiles {
  if (dialect === undefined) return { files: found };
  const { files, leftOut } = filesOfDialect(dir, found, dialect, ({ file }) => file.path);
  if (leftOut.length === 0) return { files };
  const counts = leftOut.map(([word, count]) => `${count} of ${word}`).join(", ");
  return {
    files,
    note: `left out as their paths name another database than ${dialect}: ${counts}.`,
  };
}

function configPath({ config }: ProjectOptions, cwd: string): string | undefined {
  if (config === false) return undefined;
  return config === undefined ? findConfig(cwd) : resolve(cwd, config);
}

export function versionParts(version: string): readonly number[] {
  return version.split(".").map(Number);
}

function readFolder({ dir }: MigrationFolder, cwd: string, store: FileStore): readonly ReadFile[] {
  return store.list(resolve(cwd, dir)).map((path) => readFile(path, cwd, store));
}

/** git is asked by those alone who ask for it. */
async function openGit({ changed, staged, revision }: ProjectOptions, cwd: string): Promise<Git | undefined> {
  if (changed === undefined && !staged && revision === undefined) return undefined;
  const { Git } = await import("./git.js");
  return new Git(cwd, revision ?? (staged ? "--staged" : "--changed"));
}

async function mergedStores(git: Git, revision: string): Promise<MergedStores> {
  const { storesOf } = await import("./merged.js");
  return storesOf(git, revision);
}

async function readMergedBeside(
  { cwd, open, folders }: ProjectFiles,
  stores: MergedStores,
  sets: readonly ReadSet[],
  dialect: Dialect,
  read: ReadPiece,
): Promise<MergedMigrations> {
  const { readMerged } = await import("./merged.js");
  const dirs = folders.map(({ folder }) => folder);
  return readMerged(stores, sets, { cwd, folders: dirs, ignores: open.ignores, dialect, read });
}

function storeOf(options: ProjectOptions, cwd: string, git: Git | undefined): FileStore {
  const { input, texts, staged, revision } = options;
  if (revision !== undefined && git) return filesOfRevision(git, revision);
  const found = confined(staged && git ? stagedFiles(git) : disk, options, cwd);
  const store = texts ? withTexts(found, texts) : found;
  if (!input) return store;
  const path = resolve(cwd, input.path ?? namelessInput);
  return withInput(input.path === undefined ? { ...store, list: () => [] } : store, path, input.bytes);
}

/** The same files, but for those that a branch of strangers may not lead to. */
export function confined(
  store: FileStore,
  { noCodeConfig, paths = [] }: ProjectOptions,
  cwd: string,
): FileStore {
  return noCodeConfig ? confine(store, confineTo(cwd, paths)) : store;
}

function reportedFiles(
  { isReported }: Targets,
  { changed, staged, revision }: ProjectOptions,
  cwd: string,
  git: Git | undefined,
): OpenProject["isReported"] {
  if (!git || revision !== undefined) return isReported;
  const paths = staged ? git.staged() : git.changedSince(changed ?? "");
  const files = new Set(paths.map((path) => showPath(path, cwd)));
  return (path) => files.has(path) && (isReported?.(path) ?? true);
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
