// integlint matrix [paths..]: tables × conventions. In: arguments. Out: the matrix. Findings do not make it fail.

import { UsageError } from "../../config/errors.js";
import { makeIntegrationMatrix } from "../../lint/integrations.js";
import { makeMatrix } from "../../lint/matrix.js";
import { lintProject } from "../../project/lint.js";
import { integrationReporters, type MatrixReporterName, matrixReporters } from "../../report/index.js";
import type { ExitCode, Io } from "../command.js";
import type { matrixOptions } from "../commands.js";
import { projectOptions, workingFolder } from "../flags.js";
import type { Arguments } from "../options.js";
import { reportContext } from "../output.js";
import { explainNoFiles, tellAssumptions, tellFailures } from "../tell.js";

export async function run({ options, words }: Arguments<typeof matrixOptions>, io: Io): Promise<ExitCode> {
  const opening = projectOptions(options, io);
  const { project, result } = await lintProject({ ...opening, paths: words });
  if (project.files.length === 0 && !options["pass-on-no-files"])
    throw new UsageError(explainNoFiles(project, words, workingFolder(options.cwd, io)));
  tellAssumptions(project, io);
  tellFailures(result, io);
  const format = (options.format ?? "pretty") as MatrixReporterName;
  const context = reportContext(io, opening.cwd, options.color, false);
  if (options.by === "integration") {
    const reporter = await integrationReporters[format]();
    io.out(reporter.render(makeIntegrationMatrix(result, project.config.vocabulary), context));
  } else {
    const reporter = await matrixReporters[format]();
    io.out(reporter.render(makeMatrix(result), context));
  }
  return result.failures.length > 0 ? 2 : 0;
}
