// integlint schema [paths..]: what the migrations produce. In: arguments. Out: the schema as SQL, JSON or a diagram.

import { UsageError } from "../../config/errors.js";
import { replayProject } from "../../project/lint.js";
import { openProject, versionParts } from "../../project/open.js";
import { type SchemaReporterName, schemaReporters } from "../../report/index.js";
import type { SchemaHistory } from "../../schema/history.js";
import type { Location } from "../../text/source-file.js";
import { version } from "../../version.js";
import type { ExitCode, Io } from "../command.js";
import type { schemaOptions } from "../commands.js";
import { projectOptions, workingFolder } from "../flags.js";
import type { Arguments } from "../options.js";
import { explainNoFiles, tellAssumptions } from "../tell.js";

export async function run({ options, words }: Arguments<typeof schemaOptions>, io: Io): Promise<ExitCode> {
  const project = await openProject({ ...projectOptions(options, io), paths: words });
  tellAssumptions(project, io);
  if (project.files.length === 0 && !options["pass-on-no-files"])
    throw new UsageError(explainNoFiles(project, words, workingFolder(options.cwd, io)));
  const history = replayProject(project);
  tellBlindSpots(history, io);
  const reporter = await schemaReporters[(options.format ?? "sql") as SchemaReporterName]();
  io.out(
    reporter.render(history.final, {
      tool: { name: "integlint", version },
      version: versionParts(project.config.dialectVersion),
      statementAt: (place) => statementAt(history, place),
    }),
  );
  return 0;
}

function tellBlindSpots({ blindSpots }: SchemaHistory, io: Io): void {
  if (blindSpots.length === 0) return;
  const changes = blindSpots.length === 1 ? "1 change" : `${blindSpots.length} changes`;
  io.err(
    `integlint: ${changes} could not be followed; integlint --rule unresolved-change:info shows where.\n`,
  );
}

function statementAt({ migrations }: SchemaHistory, { file, range }: Location): string | undefined {
  for (const { forward } of migrations) {
    for (const { ddl } of forward.steps) {
      const own = ddl.location;
      if (own.file === file && own.range.start <= range.start && own.range.end >= range.end)
        return file.text.slice(own.range.start, own.range.end);
    }
  }
  return undefined;
}
