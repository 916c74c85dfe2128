// What `schema --format sql` writes, run on an empty database. In: migrations, a server. Out: counts, what the server refuses of it, and
// each line of the catalog that only it or only the migrations make.

import { schemaSql } from "../../src/report/schema-sql.js";
import type { SchemaHistory } from "../../src/schema/history.js";
import type { Statement } from "../../src/sql/statement.js";
import type { Location } from "../../src/text/source-file.js";
import type { ServerScript } from "../../test/databases/catalog.js";
import { differencesOf } from "../../test/databases/differences.js";
import type { Server } from "../../test/databases/servers.js";
import {
  type CompareOptions,
  type Outcome,
  replayOf,
  scriptsOf,
  statementAt,
  withoutWhatIsNotRun,
} from "./compare.js";
import { delimiterOf, writeScript } from "./script.js";

export function compareWritten(
  migrations: Parameters<typeof scriptsOf>[0],
  server: Server,
  { textOf }: CompareOptions,
): Outcome {
  const { dialect, version } = server.replay;
  const scripts = scriptsOf(migrations, false).map(withoutWhatIsNotRun);
  const run = server.run(
    scripts.map((script, at): ServerScript => {
      const text = writeScript(script, textOf(script));
      return { path: `${at}:${script.file.path}`, text, delimiter: delimiterOf[dialect] };
    }),
  );
  const refused = new Set<Statement | undefined>(
    run.refused.map((refusal) => {
      const script = scripts[Number(refusal.path.split(":", 1)[0])];
      return statementAt(script?.statements ?? [], refusal);
    }),
  );
  const accepted = scripts.map((script) => {
    return { ...script, statements: script.statements.filter((statement) => !refused.has(statement)) };
  });
  const history = replayOf(accepted, server);
  const text = schemaSql.render(history.final, {
    tool: { name: "integlint", version: "" },
    version,
    statementAt: (place) => statementText(history, place),
  });
  const again = server.run([{ path: "schema.sql", text }]);
  const partial = history.final.tables.filter(({ knowledge }) => knowledge !== "whole");
  return {
    counts: { scripts: scripts.length, "lines of the catalog": run.lines.length },
    differences: {
      "refused of what is written": again.refused.map(({ line, message }) => `${line} ${message}`),
      "not followed": history.blindSpots.map(({ reason }) => reason),
      catalog: differencesOf(run.lines, again.lines, new Set(partial.map(({ name }) => name))),
    },
  };
}

function statementText({ migrations }: SchemaHistory, { file, range }: Location): string | undefined {
  const all = migrations.flatMap(({ forward }) => forward.steps.map(({ ddl }) => ddl.location));
  const own = all.find(
    (one) => one.file === file && one.range.start <= range.start && one.range.end >= range.end,
  );
  return own && file.text.slice(own.range.start, own.range.end);
}
