// integlint compare <a> <b>: two folders, two dialects' folders, or two git revisions. In: arguments. Out: what differs. Exit code 0
// where schema and conventions are the same, 1 where they are not.

import { resolve } from "node:path";
import { UsageError } from "../../config/errors.js";
import { compareResults } from "../../lint/comparison.js";
import type { LintResult } from "../../lint/finding.js";
import { kindOfPath } from "../../project/files.js";
import { lintProject } from "../../project/lint.js";
import { openProject, type ProjectOptions } from "../../project/open.js";
import { type ComparisonReporterName, comparisonReporters } from "../../report/index.js";
import type { Dialect } from "../../sql/definition.js";
import { recogniseDialect } from "../../sql/dialects/recognise.js";
import type { ExitCode, Io } from "../command.js";
import type { compareOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";
import { reportContext } from "../output.js";
import { tellFailures } from "../tell.js";

type Options = Arguments<typeof compareOptions>["options"];

export async function run({ options, words }: Arguments<typeof compareOptions>, io: Io): Promise<ExitCode> {
  const [a = "", b = ""] = words;
  const opening = projectOptions(options, io);
  const left = await resultOf(a, options["dialect-a"], opening, options, io);
  const right = await resultOf(b, options["dialect-b"], opening, options, io);
  const comparison = compareResults(left.result, right.result, { uuidAsChar: options["uuid-as-char"] });
  const reporter = await comparisonReporters[(options.format ?? "pretty") as ComparisonReporterName]();
  const context = reportContext(io, opening.cwd, options.color, false);
  io.out(reporter.render(comparison, { a: left.name, b: right.name }, context));
  if (left.result.failures.length + right.result.failures.length > 0) return 2;
  return comparison.sameSchema && comparison.sameConventions ? 0 : 1;
}

async function resultOf(
  word: string,
  dialect: string | undefined,
  opening: ProjectOptions & { readonly cwd: string },
  options: Options,
  io: Io,
): Promise<{ readonly name: string; readonly result: LintResult }> {
  const place = placeOf(word, opening.cwd);
  const given = (dialect ?? options.dialect) as Dialect | undefined;
  const chosen = given ?? (await otherFamily({ ...opening, ...place }));
  const flags = { ...opening.flags, dialect: chosen };
  // A version belongs to the configured dialect.
  if (chosen !== given) flags.dialectVersion = undefined;
  const { project, result } = await lintProject({ ...opening, ...place, flags });
  if (project.files.length === 0) throw new UsageError(`There is no SQL file in ${word}.`);
  for (const note of project.notes) io.err(`integlint: ${note}\n`);
  tellFailures(result, io);
  const count = `${result.migrations.length} ${result.migrations.length === 1 ? "migration" : "migrations"}`;
  return { name: `${word} (${result.dialect} ${result.dialectVersion}, ${count})`, result };
}

/** What is on the disk is a path; else `revision` or `revision:folder`. */
function placeOf(word: string, cwd: string): Pick<ProjectOptions, "paths" | "revision"> {
  const kind = kindOfPath(resolve(cwd, word));
  if (kind === "file") throw new UsageError(`${word} is a file: compare folders, or git revisions.`);
  if (kind === "folder") return { paths: [word] };
  const colon = word.indexOf(":");
  if (colon === -1) return { revision: word, paths: [] };
  return { revision: word.slice(0, colon), paths: [word.slice(colon + 1)].filter((path) => path !== "") };
}

/** The dialect of SQL that clearly is not of the configured family: the other side's folder, as a rule. */
async function otherFamily(opening: ProjectOptions): Promise<Dialect | undefined> {
  const { config, files } = await openProject(opening);
  const { dialect, evidence } = recogniseDialect(files.map(({ text }) => text));
  const differs = (dialect === "postgresql") !== (config.dialect === "postgresql");
  return differs && evidence.length > 0 ? dialect : undefined;
}
