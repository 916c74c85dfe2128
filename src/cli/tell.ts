// What a run says besides its report. In: a project and its result. Out: lines on stderr.

import type { LintResult } from "../lint/finding.js";
import type { LintedOutline, ProjectOutline } from "../project/cache.js";
import { likelyFolders } from "../project/discover.js";
import type { Location } from "../text/source-file.js";
import type { Io } from "./command.js";

export function tellAssumptions({ config, notes }: ProjectOutline, io: Io): void {
  for (const note of notes) io.err(`integlint: ${note}\n`);
  if (config.source !== undefined || config.assumptions.length === 0) return;
  io.err(`integlint: no configuration: assuming ${config.assumptions.join("; ")}.\n`);
}

export function tellFailures({ failures }: LintResult, io: Io): void {
  // A rule that fails once fails often: its first place says enough.
  const first = new Map([...failures].reverse().map((failure) => [failure.rule, failure]));
  for (const { rule, at, error } of first.values()) {
    const count = failures.filter((failure) => failure.rule === rule).length;
    const place = at ? ` at ${showPlace(at)}` : "";
    const more = count > 1 ? ` and ${count - 1} more times` : "";
    const what = io.environment.INTEGLINT_DEBUG ? error : (error.split("\n")[0] ?? "");
    io.err(`integlint: internal error in the rule ${rule}${place}${more}: ${what}\n`);
  }
  if (failures.length > 0) io.err("integlint: the other rules went on. INTEGLINT_DEBUG=1 shows more.\n");
}

/** Why there is nothing to judge. */
export function explainNoFiles({ config }: ProjectOutline, words: readonly string[], cwd: string): string {
  const places = words.length > 0 ? words : config.migrations.map(({ dir }) => dir);
  return `${whatIsMissing(places, cwd)} Name a folder, or configure \`migrations\`.`;
}

/** Where files were looked for, and where there are some. */
export function whatIsMissing(places: readonly string[], cwd: string): string {
  if (places.length > 0) return `There is no SQL file in ${places.join(", ")}.`;
  const found = likelyFolders(cwd);
  const where = found.length === 0 ? "" : ` There are SQL files with versions in ${found.join(", ")}.`;
  return `No migrations found.${where}`;
}

function showPlace({ file, range }: Location): string {
  const { line, column } = file.positionAt(range.start);
  return `${file.path}:${line}:${column}`;
}

export function tellStatistics(
  { project: { config, sets, files }, result, isKept = false }: LintedOutline,
  phases: ReadonlyMap<string, number>,
  io: Io,
): void {
  const { statements, tables, migrations, unresolved } = result;
  const total = [...phases.values()].reduce((sum, time) => sum + time, 0);
  const slowestFirst = [...result.statistics].sort((a, b) => (b.milliseconds ?? 0) - (a.milliseconds ?? 0));
  const lines = [
    `${config.dialect} ${config.dialectVersion}, configuration ${config.source ?? "none"}`,
    ...config.assumptions.map((assumption) => `assumed: ${assumption}`),
    ...sets.map(
      (set) => `${set.folder}: ${set.migrations.length} migrations, layout ${set.layout} (${set.evidence})`,
    ),
    `${files.length} files, ${migrations.length} migrations, ${statements} statements, ${tables.length} tables, ${unresolved.length} not followed`,
    ...(isKept ? ["Nothing changed: the result is the cache's."] : []),
    "",
    row("phase", "ms"),
    ...[...phases, ["all", total] as const].map(([phase, time]) => row(phase, time.toFixed(1))),
    "",
    row("rule", "checked", "passed", "failed", "suppressed", "exempt", "unknown", "ms"),
    ...slowestFirst.map((of) =>
      row(
        of.rule,
        of.checked,
        of.passed,
        of.failed,
        of.suppressed,
        of.exempt,
        of.unknown,
        of.milliseconds?.toFixed(1) ?? "-",
      ),
    ),
  ];
  io.err(`${lines.join("\n")}\n`);
}

function row(rule: string, ...cells: readonly (string | number)[]): string {
  return [rule.padEnd(32), ...cells.map((cell) => String(cell).padStart(10))].join(" ").trimEnd();
}
