// integlint init: a configuration for the migrations that are here. In: arguments. Out: a file .integlintrc.

import { dirname, join } from "node:path";
import { UsageError } from "../../config/errors.js";
import { findConfig } from "../../config/find.js";
import { renderFirstConfig } from "../../docs/config-file.js";
import { folderLayouts, inferConfig, renderInferred } from "../../generate/infer.js";
import type { LintResult } from "../../lint/finding.js";
import { lintProject } from "../../project/lint.js";
import { openProject, type ProjectOptions } from "../../project/open.js";
import { showPath } from "../../project/paths.js";
import { writeWhole } from "../../project/write.js";
import { Words } from "../../rule/vocabulary.js";
import type { Dialect } from "../../sql/definition.js";
import { recogniseDialect } from "../../sql/dialects/recognise.js";
import type { ExitCode, Io } from "../command.js";
import type { initOptions } from "../commands.js";
import { workingFolder } from "../flags.js";
import type { Arguments } from "../options.js";
import { whatIsMissing } from "../tell.js";

const fileName = ".integlintrc";

export async function run({ options, words }: Arguments<typeof initOptions>, io: Io): Promise<ExitCode> {
  const cwd = workingFolder(options.cwd, io);
  const existing = findConfig(cwd);
  if (existing !== undefined && dirname(existing) === cwd && !options.force)
    throw new UsageError(`${showPath(existing, cwd)} is there already: --force replaces it.`);
  const dialect = options.dialect as Dialect | undefined;
  const opening = { cwd, paths: words, config: false, flags: { dialect } } as const;
  if (options.infer) await infer(opening, io);
  else await writeFirst(opening, io);
  return 0;
}

type Opening = ProjectOptions & { readonly cwd: string; readonly paths: readonly string[] };

async function writeFirst(opening: Opening, io: Io): Promise<void> {
  const { config, sets } = await openProject(opening);
  checkMigrations(sets, opening);
  const { dialect, dialectVersion, assumptions } = config;
  const migrations = folderLayouts(config.migrations, sets);
  writeWhole(join(opening.cwd, fileName), renderFirstConfig({ dialect, dialectVersion, migrations }));
  io.err(`integlint: wrote ${fileName}: ${assumptions.join("; ")}.\n`);
}

async function infer(opening: Opening, io: Io): Promise<void> {
  const { project, history, result } = await lintProject(opening);
  const { config, sets, files } = project;
  checkMigrations(sets, opening);
  const found = recogniseDialect(files.map(({ text }) => text));
  const isGiven = found.dialect !== config.dialect;
  const recognised = isGiven ? { dialect: config.dialect, evidence: ["as --dialect says"] } : found;
  const inferences = inferConfig({
    recognised,
    dialectVersion: config.dialectVersion,
    folders: config.migrations,
    sets,
    history,
    result,
    words: new Words(config.vocabulary),
  });
  const path = join(opening.cwd, fileName);
  writeWhole(path, renderInferred(inferences));
  const after = await lintProject({ cwd: opening.cwd, config: path });
  io.err(`integlint: wrote ${fileName}: ${inferences.length} settings, each with its evidence.\n`);
  io.err(remaining(result, after.result));
}

function checkMigrations(sets: readonly unknown[], { cwd, paths }: Opening): void {
  if (sets.length > 0) return;
  throw new UsageError(`${whatIsMissing(paths, cwd)} Name a folder: integlint init <folder>.`);
}

/** How many findings the configuration leaves, rule by rule, the most frequent first. */
function remaining(before: LintResult, after: LintResult): string {
  const counts = new Map<string, number>();
  for (const { rule } of after.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const lines = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => `  ${String(count).padStart(5)}  ${rule}\n`);
  const { length } = after.findings;
  const what = `${length} ${length === 1 ? "finding remains" : "findings remain"} with it`;
  return `integlint: ${what}, ${before.findings.length} without${lines.length > 0 ? ":" : "."}\n${lines.join("")}`;
}
