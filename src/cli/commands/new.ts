// integlint new <name>: a new integration after one of the two patterns. In: arguments. Out: a migration and its rollback, or with --dry-run
// their text.

import { UsageError } from "../../config/errors.js";
import type { Finding } from "../../lint/finding.js";
import { authorAt } from "../../project/git.js";
import { scaffoldProject } from "../../project/scaffold.js";
import { writeFiles } from "../../project/write-files.js";
import type { ExitCode, Io } from "../command.js";
import type { newOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";
import { tellAssumptions } from "../tell.js";

export async function run({ options, words }: Arguments<typeof newOptions>, io: Io): Promise<ExitCode> {
  const [name = "", folder] = words;
  const opening = projectOptions(options, io);
  const made = await scaffoldProject(opening, {
    name,
    pattern: options.pattern === "split" ? "split" : "simple",
    providers: providersOf(options.provider),
    now: new Date(),
    author: authorAt(opening.cwd),
    ...(folder !== undefined && { folder }),
  });
  const { project, placement, tables, notes, findings } = made;
  tellAssumptions(project, io);
  if (options["dry-run"]) {
    io.out(placement.files.map(({ path, text }) => `-- ${path}\n${text}`).join("\n"));
  } else {
    writeFiles(placement.files, project.files, opening.cwd);
    io.out(placement.files.map(({ path }) => `${path}\n`).join(""));
    io.err(`integlint: wrote ${placement.name}, which creates ${tables.join(" and ")}.\n`);
  }
  for (const note of notes) io.err(`integlint: ${note}\n`);
  tellFindings(findings, io);
  return 0;
}

/** `A,B` and several options, as people write them. */
function providersOf(given: readonly string[]): readonly string[] {
  const names = given.flatMap((list) => list.split(",")).map((name) => name.trim());
  if (names.some((name) => name === ""))
    throw new UsageError("--provider: a name is missing; write --provider GITHUB,GITLAB.");
  return names;
}

/** What the rules find in spite of all: what they ask for may contradict itself, or be for a person to decide. */
function tellFindings(findings: readonly Finding[], io: Io): void {
  if (findings.length === 0) return;
  const lines = findings.map(({ location: { file, range }, severity, rule, message }) => {
    const { line, column } = file.positionAt(range.start);
    return `  ${file.path}:${line}:${column}: ${severity} ${rule}: ${message}\n`;
  });
  io.err(`integlint: left to you, as integlint lint will say:\n${lines.join("")}`);
}
