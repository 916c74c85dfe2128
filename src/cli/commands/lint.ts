// integlint [paths..]: what is wrong, in the formats asked for. In: arguments. Out: reports and an exit code.

import { resolve } from "node:path";
import { UsageError } from "../../config/errors.js";
import type { ConfigFlags } from "../../config/flags.js";
import { compareBaseline, makeBaseline } from "../../lint/baseline.js";
import type { LintResult } from "../../lint/finding.js";
import { suppressionRules } from "../../lint/suppression-problems.js";
import { defaultBaseline, loadBaseline, saveBaseline } from "../../project/baseline.js";
import type { LintedOutline, ProjectOutline } from "../../project/cache.js";
import { type LintOptions, lintProject } from "../../project/lint.js";
import { isInside } from "../../project/paths.js";
import { countFindings, type openFindings } from "../../report/findings.js";
import { type ReporterName, reporters } from "../../report/index.js";
import type { ExitCode, Io } from "../command.js";
import type { lintOptions } from "../commands.js";
import type { FixingFlags } from "../fixing.js";
import { projectOptions, workingFolder } from "../flags.js";
import type { Arguments } from "../options.js";
import { type Destination, deliver, destinationsOf, reportContext } from "../output.js";
import { Progress } from "../progress.js";
import { explainNoFiles, tellAssumptions, tellFailures, tellStatistics } from "../tell.js";

type LintArguments = Arguments<typeof lintOptions>;
type Options = LintArguments["options"];

export async function run({ options, words }: LintArguments, io: Io): Promise<ExitCode> {
  const opening = projectOptions(options, io);
  if (options["print-config"] !== undefined) {
    const { printConfig } = await import("../print-config.js");
    io.out(await printConfig(opening, options["print-config"]));
    return 0;
  }
  const fixing = fixingOf(options);
  if (options.watch) return lintWhileWatching(options, words, io);
  return lintAndReport(options, words, io, { fixing });
}

interface Asking {
  readonly fixing?: FixingFlags;
  /** In the place of a run of its own. */
  readonly lint?: () => Promise<LintedOutline>;
}

/** What is watched is the disk, and what is written comes from a person: options that say otherwise do not go together with it. */
async function lintWhileWatching(options: Options, words: readonly string[], io: Io): Promise<ExitCode> {
  const others = ["stdin", "stdin-filename", "staged", "fix", "fix-dry-run", "update-baseline"] as const;
  const other = others.find((name) => options[name]);
  if (other) throw new UsageError(`--watch and --${other} do not go together.`);
  const { watchAndReport } = await import("../watch.js");
  const asked = await askedOf(options, words, io);
  const baseline =
    options.baseline === false ? [] : [resolve(asked.cwd, options.baseline ?? defaultBaseline)];
  const report = (lint: Asking["lint"]) => lintAndReport(options, words, io, { lint });
  return watchAndReport({ asked, files: baseline, report }, io);
}

async function askedOf(options: Options, words: readonly string[], io: Io) {
  const opening = projectOptions(options, io);
  return {
    ...opening,
    flags: withUnused(opening.flags, options["report-unused-suppressions"]),
    paths: words,
    changed: options.changed,
    staged: options.staged,
    input: await readInput(options, words, io),
    suppressions: options.suppressions,
    timed: options.stats,
  };
}

/** Lints, fixes first where that is asked, and reports what there is then. */
export async function lintAndReport(
  options: Options,
  words: readonly string[],
  io: Io,
  asking: Asking,
): Promise<ExitCode> {
  const progress = new Progress(io);
  try {
    return await lintWithProgress(options, words, io, progress, asking);
  } finally {
    progress.clear();
  }
}

async function lintWithProgress(
  options: Options,
  words: readonly string[],
  io: Io,
  progress: Progress,
  { fixing, lint }: Asking,
): Promise<ExitCode> {
  const all = destinationsOf(options.format, Object.keys(reporters) as ReporterName[], "pretty");
  const destinations = fixing?.dryRun ? besidePatch(all, options.format) : all;
  const asked = { ...(await askedOf(options, words, io)), onPhase: progress.enter };
  const { cwd } = asked;
  const fixed = fixing && (await (await import("../fixing.js")).fixFirst(asked, fixing, options, io));
  const used = await Promise.all(
    destinations.map(async (to) => ({ ...to, reporter: await reporters[to.reporter]() })),
  );
  const isKept = used.every(({ reporter }) => !reporter.readsSchema);
  const linted =
    fixed?.linted ?? (await lint?.()) ?? (await lintOnce(asked, isKept ? options : {}, io, progress));
  const { project, result } = linted;
  progress.enter("report");
  if (project.files.length === 0) {
    if (options["pass-on-no-files"]) return 0;
    throw new UsageError(explainNoFiles(project, words, workingFolder(options.cwd, io)));
  }
  tellAssumptions(project, io);
  tellFailures(result, io);
  if (options["update-baseline"]) return updateBaseline(options, project, result, io);

  const known = withBaseline(options, project, result, io);
  const shown = options.quiet ? withFindings(known, known.findings.filter(isError)) : known;
  const context = reportContext(io, cwd, options.color, options.stats);
  for (const { reporter, file } of used)
    deliver(file, (place) => reporter.render(shown, place), context, cwd, io);
  if (options.stats) tellStatistics(linted, progress.phases(), io);
  return fixed?.isIncomplete ? 2 : exitCode(known, options["max-warnings"]);
}

/** With a place for a cache, a result may be an earlier run's. What is typed into the standard input is not kept. */
async function lintOnce(
  asked: LintOptions & { readonly cwd: string },
  { cache, "cache-location": location }: Partial<Pick<Options, "cache" | "cache-location">>,
  io: Io,
  progress: Progress,
): Promise<LintedOutline> {
  if ((!cache && location === undefined) || asked.input) return lintProject(asked);
  const { cacheFolder, lintWithCache } = await import("../../project/cache.js");
  const folder = cacheFolder(location, asked.cwd);
  if (asked.noCodeConfig && isInside(folder, asked.cwd))
    throw new UsageError(
      "--no-code-config is for branches that are not trusted, and what one of them keeps beside its files may be forged: name a --cache-location elsewhere.",
    );
  return lintWithCache(asked, folder, (what) => {
    progress.clear();
    io.err(`integlint: ${what}\n`);
  });
}

function fixingOf(options: Options): FixingFlags | undefined {
  const { fix, changed, stdin, "fix-dry-run": dryRun, "update-baseline": updates } = options;
  if (!fix && !dryRun) return undefined;
  const asker = fix ? "--fix" : "--fix-dry-run";
  if (fix && dryRun) throw new UsageError("--fix writes, --fix-dry-run does not: give one of them.");
  if (stdin || options["stdin-filename"] !== undefined)
    throw new UsageError(`${asker} needs files: the standard input is none.`);
  if (updates)
    throw new UsageError(`${asker} and --update-baseline: first fix, then write down what is left.`);
  return { dryRun, all: false, base: changed ?? "", only: [], asker };
}

/** The patch goes to the standard output: reports need files. */
function besidePatch(
  destinations: readonly Destination<ReporterName>[],
  formats: readonly string[],
): readonly Destination<ReporterName>[] {
  const toFiles = destinations.filter(({ file }) => file !== undefined);
  if (formats.length > toFiles.length)
    throw new UsageError("A dry run prints a patch: name a file for the report, --format json=FILE.");
  return toFiles;
}

function withUnused(flags: ConfigFlags | undefined, isError: boolean): ConfigFlags {
  if (!isError) return flags ?? {};
  return { ...flags, rules: [...(flags?.rules ?? []), `${suppressionRules.unused.id}:error`] };
}

function exitCode(result: LintResult, maxWarnings: number | undefined): ExitCode {
  if (result.failures.length > 0) return 2;
  const { errors, warnings } = countFindings(result);
  return errors > 0 || warnings > (maxWarnings ?? Number.POSITIVE_INFINITY) ? 1 : 0;
}

async function readInput(options: Options, words: readonly string[], io: Io) {
  if (!options.stdin && options["stdin-filename"] === undefined) return undefined;
  if (words.length > 0) throw new UsageError("--stdin reads one file: name no others.");
  return { path: options["stdin-filename"], bytes: await io.readInput() };
}

function withBaseline(
  { baseline: path, "code-config": readsCode }: Options,
  { cwd, isReported }: ProjectOutline,
  result: LintResult,
  io: Io,
): LintResult {
  const baseline = path === false ? undefined : loadBaseline(path, { cwd, noCodeConfig: !readsCode });
  if (!baseline) return result;
  const { findings, stale } = compareBaseline(result.findings, baseline);
  // Of a part of the files nobody can tell whether an entry elsewhere is answered.
  if (stale.length > 0 && !isReported)
    io.err(
      `integlint: ${stale.length} of the baseline's entries are answered: --update-baseline drops them.\n`,
    );
  return withFindings(result, findings);
}

function updateBaseline(
  { baseline: path }: Options,
  { cwd, isReported }: ProjectOutline,
  result: LintResult,
  io: Io,
): ExitCode {
  if (isReported) throw new UsageError("--update-baseline needs all files: name no single ones.");
  const shown = path || defaultBaseline;
  const baseline = makeBaseline(result.findings);
  saveBaseline(shown, cwd, baseline);
  io.err(`integlint: ${shown} now knows ${baseline.length} findings.\n`);
  return result.failures.length > 0 ? 2 : 0;
}

/** The same result with other findings; what is computed on demand stays so. */
function withFindings(result: LintResult, findings: LintResult["findings"]): LintResult {
  return Object.create(result, { findings: { value: findings, enumerable: true } }) as LintResult;
}

function isError({ severity }: ReturnType<typeof openFindings>[number]): boolean {
  return severity === "error";
}
