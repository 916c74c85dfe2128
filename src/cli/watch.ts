// integlint --watch: the report, again and again. In: what is linted and how it is reported. Out: a report whenever something that it
// depends on changed, until the person at the terminal ends it. What a person can change, a configuration among it, ends nothing.

import { join, resolve } from "node:path";
import { ConfigError, UsageError } from "../config/errors.js";
import { searchPlaces } from "../config/find.js";
import { isCode } from "../config/load.js";
import type { LintResult } from "../lint/finding.js";
import { usualFolders } from "../project/discover.js";
import type { LintOptions } from "../project/lint.js";
import { type OpenProject, openConfig } from "../project/open.js";
import { showPath } from "../project/paths.js";
import { Session } from "../project/session.js";
import { findTargets } from "../project/targets.js";
import { type Watched, watchFiles } from "../project/watch.js";
import type { ExitCode, Io } from "./command.js";
import { clearScreen } from "./harmless.js";

export interface WatchOptions {
  /** The same each time. */
  readonly asked: LintOptions & { readonly cwd: string };
  /** What a report depends on besides configuration and migrations; absolute. */
  readonly files: readonly string[];
  readonly report: (
    lint: () => Promise<{ readonly project: OpenProject; readonly result: LintResult }>,
  ) => Promise<ExitCode>;
}

interface Seen extends Watched {
  /** Configurations and plugins that Node has loaded: it does so once in the life of a process. */
  readonly code: readonly string[];
  /** The configuration cannot be used: what it lacks may be anywhere. */
  readonly isFaulty: boolean;
}

/** Milliseconds until it is tried again. */
const patience = 1000;

export async function watchAndReport({ asked, files, report }: WatchOptions, io: Io): Promise<ExitCode> {
  const session = new Session({ ...asked, baseline: false });
  let changed = new Set<string>();
  let isOver = false;
  let wake = () => {};
  let retry: NodeJS.Timeout | undefined;
  void io.untilInterrupted?.().then(() => {
    isOver = true;
    wake();
  });
  let seen = await lookFor(asked, files);
  const watching = watchFiles(
    () => seen,
    (paths) => {
      changed = new Set([...changed, ...paths]);
      wake();
    },
    (error) => tell(`changes are not told of (${(error as Error).message}): looking each second.`),
  );
  try {
    await lintAndTell();
    while (!isOver) {
      if (changed.size > 0 || (seen.isFaulty && !(await lookFor(asked, files, seen)).isFaulty)) await again();
      else
        await new Promise<void>((resume) => {
          wake = resume;
          if (seen.isFaulty) retry = setTimeout(resume, patience);
        });
    }
  } finally {
    clearTimeout(retry);
    watching.close();
  }
  return 0;

  async function again(): Promise<void> {
    const paths = [...changed];
    changed = new Set();
    const before = seen;
    seen = await lookFor(asked, files, before);
    if (JSON.stringify(seen) !== JSON.stringify(before)) watching.settle();
    session.reload();
    if (io.columns !== undefined) io.out(clearScreen);
    if (paths.length > 0) tell(`${listPaths(paths.map((path) => showPath(path, asked.cwd)))} changed.`);
    for (const path of paths.filter((one) => before.code.includes(one)))
      tell(
        `${showPath(path, asked.cwd)} is code, which is loaded once: start again to see what it does now.`,
      );
    await lintAndTell();
  }

  async function lintAndTell(): Promise<void> {
    try {
      await report(async () => {
        const snapshot = await session.snapshot();
        // In force is what was before: that is no report of what there is.
        if (!snapshot || session.problem) throw session.problem as ConfigError | UsageError;
        return { project: snapshot.project, result: snapshot.whole() };
      });
    } catch (error) {
      if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
      tell(error.message);
    }
    tell("watching for changes; Ctrl+C ends it.");
  }

  function tell(sentence: string): void {
    io.err(`integlint: ${sentence}\n`);
  }
}

/** What a run reads; where a configuration is in the way, what it read before. */
async function lookFor(asked: WatchOptions["asked"], files: readonly string[], before?: Seen): Promise<Seen> {
  const { cwd, config, paths = [] } = asked;
  const absolute = (path: string) => resolve(cwd, path);
  const places = config === undefined ? searchPlaces.map((name) => join(cwd, name)) : [];
  const own = [...files, ...places, ...(config ? [absolute(config)] : [])];
  let isFaulty = true;
  let loaded: readonly string[] = before?.files ?? [];
  let folders = before?.folders ?? (paths.length > 0 ? paths : usualFolders).map(absolute);
  try {
    const open = await openConfig(asked);
    isFaulty = false;
    loaded = [...open.loaded.configs, ...open.loaded.plugins];
    folders = open.migrations?.map(({ dir }) => absolute(dir)) ?? folders;
    const targets = findTargets({ cwd, paths, configured: open.migrations });
    if (targets.folders.length > 0) folders = targets.folders.map(({ dir }) => absolute(dir));
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
  }
  const all = [...new Set([...own, ...loaded])];
  return { folders, files: all, code: all.filter((path) => isCode(path) && loaded.includes(path)), isFaulty };
}

/** Those of a branch that was switched would fill the screen. */
function listPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
