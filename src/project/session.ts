// A project that is linted again and again while somebody writes. In: texts as they change. Out: the history and the findings of
// now. What did not change is neither read nor replayed again, and only what was asked for is judged.

import { resolve } from "node:path";
import type { MigrationFolder } from "../config/config.js";
import { ConfigError, UsageError } from "../config/errors.js";
import { type Baseline, compareBaseline } from "../lint/baseline.js";
import type { Finding, LintResult } from "../lint/finding.js";
import { lint } from "../lint/run.js";
import { type Meanings, makeMeanings } from "../lint/world.js";
import type { Migration, MigrationSet, Script } from "../migration/migration.js";
import type { SchemaHistory } from "../schema/history.js";
import { Replayer } from "../schema/replay.js";
import type { AstParser } from "../sql/ast.js";
import { type ReadOptions, type ReadScript, readScript } from "../sql/read.js";
import type { Statement } from "../sql/statement.js";
import { SourceFile } from "../text/source-file.js";
import { loadBaseline } from "./baseline.js";
import { confirmSets } from "./confirm.js";
import { disk, isMigrationFile, type ReadFile, readFile } from "./files.js";
import { type LintOptions, lintInputOf, loadParser, replayOptionsOf } from "./lint.js";
import {
  confined,
  type OpenProject,
  openFiles,
  type ProjectFiles,
  type Reading,
  readProject,
} from "./open.js";
import { isInside, showPath } from "./paths.js";

export interface SessionOptions extends LintOptions {
  readonly cwd: string;
  /** False: whoever asks has a baseline of their own, or wants none. */
  readonly baseline?: false;
}

/** A project at one moment. It is valid until the session makes the next one. */
export interface Snapshot {
  readonly project: OpenProject;
  readonly history: SchemaHistory;
  /** What is found in some files, by paths as shown; what comments or the baseline answer is marked. */
  judge(paths: ReadonlySet<string>): Pick<LintResult, "findings" | "failures">;
  /** The whole run, made when it is first asked for. */
  whole(): LintResult;
}

interface Loaded {
  readonly sources: ProjectFiles;
  readonly folders: readonly LoadedFolder[];
  readonly parser: AstParser | undefined;
  readonly replayer: Replayer;
  readonly meanings: Meanings;
  readonly baseline: Baseline | undefined;
}

/** A folder of migrations, and the files that the disk has there; absolute. */
interface LoadedFolder {
  readonly folder: MigrationFolder;
  readonly dir: string;
  readonly paths: ReadonlySet<string>;
}

export class Session {
  private loaded: Loaded | undefined;
  private isStale = true;
  private fault: ConfigError | UsageError | undefined;
  private readonly reading = new WarmReading();
  private migrations: ReadonlyMap<string, Migration> = new Map();
  /** By absolute path: what is open somewhere, whatever stands on the disk. */
  private readonly buffers = new Map<string, SourceFile>();
  private stored = new Map<string, ReadFile>();

  constructor(private readonly options: SessionOptions) {}

  get cwd(): string {
    return this.options.cwd;
  }

  /** Puts a text in the place of a file's; undefined: what stands on the disk counts again. */
  setText(path: string, text: string | undefined): void {
    if (text === undefined) {
      this.buffers.delete(path);
      return;
    }
    const known = this.buffers.get(path) ?? this.stored.get(path)?.file;
    const file = known?.text === text ? known : new SourceFile(showPath(path, this.cwd), text);
    this.buffers.set(path, file);
  }

  /** The next snapshot reads configuration and files anew. What was parsed of texts that stay is kept. */
  reload(): void {
    this.isStale = true;
  }

  /** What a person has to change before the configuration can be used. Until then, the last one that could be is in force. */
  get problem(): ConfigError | UsageError | undefined {
    return this.fault;
  }

  /** Reads one file's text anew. Files that come and go need `reload`. */
  refresh(path: string): void {
    if (!this.stored.has(path)) return;
    try {
      this.stored.set(path, readFile(path, this.cwd, confined(disk, this.options, this.cwd)));
    } catch {
      // It went in the meantime.
      this.reload();
    }
  }

  /** What the configuration in force was made of, plugins among it; absolute. */
  get configFiles(): readonly string[] {
    const { configs, plugins } = this.loaded?.sources.open.loaded ?? { configs: [], plugins: [] };
    return [...configs, ...plugins];
  }

  /** Undefined where no configuration could be used so far: see `problem`. One at a time: wait for it before the next call. */
  async snapshot(): Promise<Snapshot | undefined> {
    if (this.isStale) await this.tryToLoad();
    const { loaded } = this;
    if (!loaded) return undefined;
    const read = await readProject(this.withTexts(loaded), this.reading);
    const project = { ...read, sets: this.withKnownMigrations(read.sets) };
    const history = loaded.replayer.replay(project.sets.flatMap((set) => set.migrations));
    const run = (more: { reportOnly?: (path: string) => boolean; narrow?: boolean }) =>
      lint({
        ...lintInputOf(project, history, this.options),
        parser: loaded.parser,
        meanings: loaded.meanings,
        ...more,
      });
    const withBaseline = (findings: readonly Finding[]) =>
      loaded.baseline ? compareBaseline(findings, loaded.baseline).findings : findings;
    let whole: LintResult | undefined;
    return {
      project,
      history,
      judge: (paths) => {
        const { findings, failures } = run({ reportOnly: (path) => paths.has(path), narrow: true });
        return { findings: withBaseline(findings), failures };
      },
      whole: () => {
        whole ??= run({});
        return whole;
      },
    };
  }

  private async tryToLoad(): Promise<void> {
    this.isStale = false;
    this.fault = undefined;
    const { stored } = this;
    try {
      this.loaded = await this.load();
    } catch (error) {
      this.stored = stored;
      if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
      this.fault = error;
    }
  }

  private async load(): Promise<Loaded> {
    const sources = await openFiles(this.options);
    const before = this.stored;
    this.stored = new Map();
    for (const { file, note } of sources.folders.flatMap(({ files }) => files)) {
      const path = resolve(this.cwd, file.path);
      const known = before.get(path);
      this.stored.set(path, known?.file.text === file.text ? known : { file, note });
    }
    const folders = sources.folders.map(({ folder, files }) => ({
      folder,
      dir: resolve(this.cwd, folder.dir),
      paths: new Set(files.map(({ file }) => resolve(this.cwd, file.path))),
    }));
    const project = await readProject(this.withTexts({ sources, folders }), this.reading);
    const { config } = project;
    return {
      // Recognised once: what is typed does not turn a project into one of another dialect or layout.
      sources: { ...sources, open: { ...sources.open, dialect: config.dialect } },
      folders: folders.map((one) => ({ ...one, folder: withLayout(one.folder, project.sets) })),
      parser: await loadParser(project),
      replayer: new Replayer(replayOptionsOf(config)),
      meanings: makeMeanings(config.vocabulary, WeakMap),
      baseline: this.options.baseline === false ? undefined : loadBaseline(undefined, this.options),
    };
  }

  private withTexts({ sources, folders }: Pick<Loaded, "sources" | "folders">): ProjectFiles {
    const current = folders.map(({ folder, dir, paths }) => {
      const added = [...this.buffers].filter(
        ([path, { path: shown }]) => !paths.has(path) && isInside(path, dir) && isMigrationFile(shown),
      );
      return {
        folder,
        files: [...[...paths].map((path) => this.current(path)), ...added.map(([, file]) => ({ file }))],
      };
    });
    return { ...sources, folders: current };
  }

  private current(path: string): ReadFile {
    const file = this.buffers.get(path);
    return file ? { file } : (this.stored.get(path) as ReadFile);
  }

  /** A migration that reads as before is the same object: the replay goes by that. */
  private withKnownMigrations<S extends MigrationSet>(sets: readonly S[]): readonly S[] {
    const next = new Map<string, Migration>();
    const found = sets.map((set) => ({
      ...set,
      migrations: set.migrations.map((migration) => {
        const { kind, version, name, forward, rollback } = migration;
        const key = `${(forward ?? rollback)?.file.path}\n${kind}\n${version}\n${name}`;
        const before = this.migrations.get(key);
        const same = before && isSame(before, migration) ? before : migration;
        next.set(key, same);
        return same;
      }),
    }));
    this.migrations = next;
    return found;
  }
}

/** The layout that was recognised, where all of a folder has one. */
function withLayout(folder: MigrationFolder, sets: OpenProject["sets"]): MigrationFolder {
  const isBelow = (path: string) => path === folder.dir || path.startsWith(`${folder.dir}/`);
  const own = sets.filter((set) => folder.dir === "." || isBelow(set.folder));
  const [layout, ...others] = new Set(own.map((set) => set.layout));
  const isWhole = others.length === 0 && own.length === 1;
  return folder.layout === "auto" && layout !== undefined && isWhole ? { ...folder, layout } : folder;
}

function isSame(a: Migration, b: Migration): boolean {
  return (
    a.rollbackName === b.rollbackName &&
    isSameScript(a.forward, b.forward) &&
    isSameScript(a.rollback, b.rollback)
  );
}

function isSameScript(a: Script | undefined, b: Script | undefined): boolean {
  if (!a || !b) return a === b;
  const ranges = a.range.start === b.range.start && a.range.end === b.range.end;
  return ranges && a.file === b.file && a.statements === b.statements;
}

/** A part of a file as it was read. */
interface KnownScript extends Pick<ReadOptions, "dialect" | "range" | "text"> {
  readonly version: string;
  readonly script: ReadScript;
}

/** Reads each text once. */
class WarmReading implements Reading {
  private readonly scripts = new WeakMap<SourceFile, KnownScript[]>();
  private readonly confirmed = new WeakMap<readonly Statement[], readonly Statement[]>();

  readonly readScript = (file: SourceFile, options: ReadOptions): ReadScript => {
    const { dialect, range, text } = options;
    const version = String(options.version);
    const known = this.scripts.get(file) ?? [];
    const before = known.find(
      (one) =>
        one.range?.start === range?.start &&
        one.range?.end === range?.end &&
        one.text === text &&
        one.dialect === dialect &&
        one.version === version,
    );
    if (before) return before.script;
    const script = readScript(file, options);
    known.push({ dialect, version, range, text, script });
    this.scripts.set(file, known);
    return script;
  };

  readonly confirmSets: typeof confirmSets = (sets, _, options) => confirmSets(sets, this.confirmed, options);
}
