// A run whose inputs are those of an earlier one → the earlier one's result. In: what a run was asked for, where results are kept. Out: a
// result and what is told beside it. Whether it was kept or is new, it is made of the same data, so that a cache never shows.

import type { Config } from "../config/config.js";
import type { LintResult } from "../lint/finding.js";
import { packRun, type SetOutline, unpackRun } from "./cache-entry.js";
import { cacheKey, slotOf } from "./cache-key.js";
import { CacheStore } from "./cache-store.js";
import { type LintOptions, lintOpened, today } from "./lint.js";
import { type OpenProject, openFiles, readProject } from "./open.js";
import { showPath } from "./paths.js";

export { cacheFolder } from "./cache-store.js";

/** What a report says of a project, beside its findings. */
export interface ProjectOutline extends Pick<OpenProject, "cwd" | "files" | "isReported" | "notes"> {
  readonly config: Pick<Config, "dialect" | "dialectVersion" | "source" | "assumptions" | "migrations">;
  readonly sets: readonly SetOutline[];
}

export interface LintedOutline {
  readonly project: ProjectOutline;
  readonly result: LintResult;
  /** It is an earlier run's. */
  readonly isKept?: boolean;
}

/** The result has no schema: that is not kept. `folder` is absolute; `tell` hears, once, why a cache could not be used: that is no reason for a run to fail. */
export async function lintWithCache(
  options: LintOptions,
  folder: string,
  tell: (sentence: string) => void,
): Promise<LintedOutline> {
  const sources = await openFiles(options);
  const { cwd, open, targets, isReported } = sources;
  const read = sources.folders.flatMap(({ files }) => files);
  const files = read.map(({ file }) => file);
  const key = cacheKey(sources, options);
  const shown = showPath(folder, cwd);
  const store = new CacheStore(folder, slotOf(targets.folders, options), (what) =>
    tell(`the cache in ${shown} ${what}`),
  );
  const day = options.today ?? today();
  const kept = key === undefined ? undefined : store.read(key, day);
  const text = kept ?? (await lintAnew());
  const run = unpackRun(text, files, open.allRules, isReported);
  return {
    isKept: kept !== undefined,
    result: run.result,
    project: {
      cwd,
      files,
      isReported,
      notes: read.flatMap(({ note }) => note ?? []),
      sets: run.sets,
      config: {
        dialect: run.result.dialect,
        dialectVersion: run.result.dialectVersion,
        source: open.source,
        assumptions: run.assumptions,
        migrations: targets.folders,
      },
    },
  };

  async function lintAnew(): Promise<string> {
    const project = await readProject(sources);
    const linted = await lintOpened(project, { ...options, today: day, everywhere: true });
    const packed = packRun(project, linted.result);
    // A rule that fails may do so for a reason that is gone the next time.
    if (key !== undefined && linted.result.failures.length === 0)
      store.write(key, files.some(mayExpire) ? day : undefined, packed);
    return packed;
  }
}

/** Whether a suppression may end on a day of its own. */
function mayExpire({ text }: { readonly text: string }): boolean {
  return text.includes("integlint-") && /\(\s*until\s/.test(text);
}
