// integlint init: a configuration for the migrations that are here. In: arguments. Out: a file .integlintrc.

import { dirname, join } from "node:path";
import { UsageError } from "../../config/errors.js";
import { findConfig } from "../../config/find.js";
import { renderFirstConfig } from "../../docs/config-file.js";
import { openProject } from "../../project/open.js";
import { showPath } from "../../project/paths.js";
import { writeWhole } from "../../project/write.js";
import type { Dialect } from "../../sql/definition.js";
import type { ExitCode, Io } from "../command.js";
import type { initOptions } from "../commands.js";
import { workingFolder } from "../flags.js";
import type { Arguments } from "../options.js";

export async function run({ options }: Arguments<typeof initOptions>, io: Io): Promise<ExitCode> {
  const cwd = workingFolder(options.cwd, io);
  const existing = findConfig(cwd);
  if (existing !== undefined && dirname(existing) === cwd && !options.force)
    throw new UsageError(`${showPath(existing, cwd)} is there already: --force replaces it.`);
  const { config, sets } = await openProject({
    cwd,
    config: false,
    flags: { dialect: options.dialect as Dialect | undefined },
  });
  if (sets.length === 0)
    throw new UsageError("No migrations found: there is nothing to write a configuration for.");
  const { dialect, dialectVersion, assumptions } = config;
  const migrations = sets.map(({ folder, layout }) => ({ dir: folder, layout }));
  writeWhole(join(cwd, ".integlintrc"), renderFirstConfig({ dialect, dialectVersion, migrations }));
  io.err(`integlint: wrote .integlintrc: ${assumptions.join("; ")}.\n`);
  return 0;
}
