// integlint rollback <migration>: the rollback that is missing, or what one that is there lacks. In: arguments. Out: a file, or its text, or a
// patch, and an exit code.

import { UsageError } from "../../config/errors.js";
import { authorAt } from "../../project/git.js";
import { rollbackProject } from "../../project/rollback.js";
import { writeFiles } from "../../project/write-files.js";
import type { ExitCode, Io } from "../command.js";
import type { rollbackOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";
import { tellAssumptions } from "../tell.js";

export async function run({ options, words }: Arguments<typeof rollbackOptions>, io: Io): Promise<ExitCode> {
  const [migration = "", ...paths] = words;
  const opening = projectOptions(options, io);
  const author = authorAt(opening.cwd);
  const made = await rollbackProject(opening, { migration, paths, now: new Date(), author });
  const { project, written, file, faults, patch } = made;
  const { name } = made.migration;
  tellAssumptions(project, io);
  const isProvable = written.unknown.length === 0;
  if (options.check) {
    io.out(patch);
    if (!faults) io.err(`integlint: ${name} has no rollback.\n`);
    for (const fault of faults ?? []) io.err(`integlint: ${fault}\n`);
    if (!isProvable) tellUnknown(written.unknown, `The rollback of ${name} cannot be proved:`, io);
    if (faults?.length === 0 && isProvable)
      io.err(`integlint: The rollback of ${name} gives back the schema.\n`);
    return faults?.length === 0 && isProvable ? 0 : 1;
  }
  if (options["dry-run"]) io.out(file.text);
  else {
    const { rollback } = made.migration;
    if (rollback)
      throw new UsageError(
        `${name} has a rollback, ${rollback.file.path}: --check says what it lacks, --dry-run prints another one.`,
      );
    writeFiles([file], project.files, opening.cwd);
    io.out(`${file.path}\n`);
  }
  if (!isProvable) tellUnknown(written.unknown, `To be undone by hand, ${name} cannot be followed here:`, io);
  for (const phrase of written.missing) io.err(`integlint: To be done by hand: ${phrase}.\n`);
  return 0;
}

function tellUnknown(unknown: readonly string[], title: string, io: Io): void {
  io.err(`integlint: ${title}\n${unknown.map((line) => `  ${line}\n`).join("")}`);
}
