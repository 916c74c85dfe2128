// A corrective migration for a person. In: arguments of fix --forward. Out: its files written or printed as a patch, what is left on stderr, an
// exit code.

import { UsageError } from "../config/errors.js";
import { unifiedDiff } from "../generate/edits-diff.js";
import { correctProject, type LeftFinding, type ProjectCorrective } from "../project/corrective.js";
import { writeFiles } from "../project/write-files.js";
import { numberOf } from "../report/findings.js";
import { visible } from "../report/visible.js";
import type { ExitCode, Io } from "./command.js";
import type { fixOptions } from "./commands.js";
import { projectOptions, workingFolder } from "./flags.js";
import type { Arguments } from "./options.js";
import { explainNoFiles, tellAssumptions, tellFailures } from "./tell.js";

const usualName = "conform_to_conventions";

export async function correct({ options, words }: Arguments<typeof fixOptions>, io: Io): Promise<ExitCode> {
  const { only, name = usualName, "dry-run": dryRun, "trust-rows": trustsRows, suppressions } = options;
  if (options.all || options.base !== undefined)
    throw new UsageError("--all and --base are about edits: --forward edits no migration.");
  if (options.format.length > 0)
    throw new UsageError("--forward gives no report: lint what it wrote with `integlint`.");
  if (words.length > 1) throw new UsageError("--forward writes one migration: name one folder.");
  const opening = projectOptions(options, io);
  const { cwd } = opening;
  const asked = { ...opening, paths: words, suppressions, name, only, trustsRows, now: new Date() };
  const made = await correctProject(asked);
  const { project, result } = made.linted;
  if (project.files.length === 0) {
    if (options["pass-on-no-files"]) return 0;
    throw new UsageError(explainNoFiles(project, words, workingFolder(options.cwd, io)));
  }
  tellAssumptions(project, io);
  tellFailures(result, io);
  const { placement } = made;
  if (placement && dryRun) {
    const old = new Map(project.files.map(({ path, text }) => [path, text]));
    for (const { path, text } of placement.files) io.out(unifiedDiff(path, old.get(path), text));
  } else if (placement) {
    writeFiles(placement.files, project.files, cwd);
    io.out(placement.files.map(({ path }) => `${path}\n`).join(""));
  }
  tellOutcome(made, dryRun, io);
  const left = made.left.filter(({ finding }) => !options.quiet || finding.severity === "error");
  tellLeft(left, io);
  if (result.failures.length > 0) return 2;
  return made.left.some(({ finding }) => finding.severity === "error") ? 1 : 0;
}

function tellOutcome({ placement, answered, own }: ProjectCorrective, dryRun: boolean, io: Io): void {
  if (!placement) {
    io.err("integlint: nothing to write: no finding about the schema has a remedy that needs no decision.\n");
    return;
  }
  const verb = dryRun ? "would write" : "wrote";
  io.err(`integlint: ${verb} ${placement.name}, which answers ${numberOf(answered.length, "finding")}.\n`);
  for (const note of placement.notes) io.err(`integlint: ${note}\n`);
  if (own.length === 0) return;
  const lines = own.map((finding) => `  ${describe(finding)}\n`);
  io.err(`integlint: the rules say of it:\n${lines.join("")}`);
}

/** Rules that found the same reason at many places say it once. */
function tellLeft(left: readonly LeftFinding[], io: Io): void {
  if (left.length === 0) return;
  const lines = left.map(({ finding, why, query }) => {
    const look = query === undefined ? "" : `    look: ${visible(query)}\n`;
    return `  ${describe(finding)}\n    why:  ${visible(why)}\n${look}`;
  });
  io.err(`integlint: left for you to decide:\n${lines.join("")}`);
  if (left.some(({ query }) => query !== undefined))
    io.err("integlint: where the rows are as they should be, --trust-rows takes those with a query in.\n");
}

function describe({ location: { file, range }, severity, rule, message }: LeftFinding["finding"]): string {
  const { line, column } = file.positionAt(range.start);
  return visible(`${file.path}:${line}:${column}: ${severity} ${rule}: ${message}`);
}
