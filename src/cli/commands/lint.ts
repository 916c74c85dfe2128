// integlint [paths..]: what is wrong, in the formats asked for. In: arguments. Out: reports and an exit code.

import { UsageError } from "../../config/errors.js";
import type { ConfigFlags } from "../../config/flags.js";
import { compareBaseline, makeBaseline } from "../../lint/baseline.js";
import type { LintResult } from "../../lint/finding.js";
import { suppressionRules } from "../../lint/suppression-problems.js";
import { defaultBaseline, loadBaseline, saveBaseline } from "../../project/baseline.js";
import { lintProject } from "../../project/lint.js";
import type { OpenProject } from "../../project/open.js";
import { countFindings, type openFindings } from "../../report/findings.js";
import { type ReporterName, reporters } from "../../report/index.js";
import type { ExitCode, Io } from "../command.js";
import type { lintOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";
import { deliver, destinationsOf, reportContext } from "../output.js";
import { explainNoFiles, tellAssumptions, tellFailures, tellStatistics } from "../tell.js";

type LintArguments = Arguments<typeof lintOptions>;

export async function run({ options, words }: LintArguments, io: Io): Promise<ExitCode> {
  const opening = projectOptions(options, io);
  const { cwd } = opening;
  if (options["print-config"] !== undefined) {
    const { printConfig } = await import("../print-config.js");
    io.out(await printConfig(opening, options["print-config"]));
    return 0;
  }
  const destinations = destinationsOf(options.format, Object.keys(reporters) as ReporterName[], "pretty");
  const { project, result } = await lintProject({
    ...opening,
    flags: withUnused(opening.flags, options["report-unused-suppressions"]),
    paths: words,
    changed: options.changed,
    staged: options.staged,
    input: await readInput(options, words, io),
    suppressions: options.suppressions,
    timed: options.stats,
  });
  if (project.files.length === 0) {
    if (options["pass-on-no-files"]) return 0;
    throw new UsageError(explainNoFiles(project, words));
  }
  tellAssumptions(project, io);
  tellFailures(result, io);
  if (options["update-baseline"]) return updateBaseline(options, project, result, io);

  const known = withBaseline(options, project, result, io);
  const shown = options.quiet ? withFindings(known, known.findings.filter(isError)) : known;
  const context = reportContext(io, cwd, options.color, options.stats);
  for (const destination of destinations) {
    const reporter = await reporters[destination.reporter]();
    deliver(destination, (place) => reporter.render(shown, place), context, cwd, io);
  }
  if (options.stats) tellStatistics(project, result, io);
  return exitCode(known, options["max-warnings"]);
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

async function readInput(options: LintArguments["options"], words: readonly string[], io: Io) {
  if (!options.stdin && options["stdin-filename"] === undefined) return undefined;
  if (words.length > 0) throw new UsageError("--stdin reads one file: name no others.");
  return { path: options["stdin-filename"], bytes: await io.readInput() };
}

function withBaseline(
  { baseline: path }: LintArguments["options"],
  { cwd, isReported }: OpenProject,
  result: LintResult,
  io: Io,
): LintResult {
  const baseline = path === false ? undefined : loadBaseline(path, cwd);
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
  { baseline: path }: LintArguments["options"],
  { cwd, isReported }: OpenProject,
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
