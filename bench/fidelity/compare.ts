// A set of migrations, replayed and run. In: migrations, a server. Out: counts, and what differs, a line each. What a server
// refuses is taken out of the replay, too, so that one difference is told once.

import type { Migration, Script } from "../../src/migration/migration.js";
import type { SchemaHistory } from "../../src/schema/history.js";
import { replay } from "../../src/schema/replay.js";
import type { Statement } from "../../src/sql/statement.js";
import { modelLines, type ServerRefusal, type ServerScript } from "../../test/databases/catalog.js";
import { differencesOf } from "../../test/databases/differences.js";
import type { Server } from "../../test/databases/servers.js";
import { delimiterOf, isRunnable, writeScript } from "./script.js";

export interface Outcome {
  readonly counts: Readonly<Record<string, number>>;
  readonly differences: Readonly<Record<string, readonly string[]>>;
}

/** The text that a script was read from. */
export type TextOf = (script: Script) => string;

export interface CompareOptions {
  readonly textOf: TextOf;
  readonly rollbacks: boolean;
}

export function compareSet(
  migrations: readonly Migration[],
  server: Server,
  { textOf, rollbacks }: CompareOptions,
): Outcome {
  const scripts = scriptsOf(migrations, rollbacks).map(withoutWhatIsNotRun);
  const texts = scripts.map((script, at): ServerScript => {
    return {
      path: `${at}:${script.file.path}`,
      text: writeScript(script, textOf(script)),
      delimiter: delimiterOf[server.replay.dialect],
    };
  });
  const run = server.run(texts);

  const refused = new Map<Statement, string>();
  const lost: string[] = [];
  for (const refusal of run.refused) {
    const script = scripts[Number(refusal.path.split(":", 1)[0])];
    const statement = script && statementAt(script.statements, refusal);
    if (statement) refused.set(statement, refusal.message);
    else lost.push(`${refusal.path}:${refusal.line} ${refusal.message}`);
  }
  const believed = refusedByModel(replayOf(scripts, server));
  const created = namesCreated(scripts, refused);
  const isSyntax = (statement: Statement) => /syntax/i.test(refused.get(statement) ?? "");
  const isTold = ({ problems, constructs }: Statement) => problems.length + constructs.length > 0;
  const foreign = new Set(
    [...refused].filter(([one, why]) => isOfOthers(one, why, created)).map(([one]) => one),
  );

  const accepted = scripts.map((script): Script => {
    return { ...script, statements: script.statements.filter((statement) => !refused.has(statement)) };
  });
  const history = replayOf(accepted, server);
  const model = modelLines(history.final, server.shown);
  const partial = history.final.tables.filter(({ knowledge }) => knowledge !== "whole");
  const all = scripts.flatMap(({ statements }) => statements);
  const ddl = all.filter(({ kind }) => kind === "ddl");
  const problems = accepted.flatMap(({ statements }) =>
    statements.flatMap((statement) => statement.problems.map(({ message }) => tell(statement, message))),
  );
  return {
    counts: {
      scripts: scripts.length,
      statements: all.length,
      DDL: ddl.length,
      "refused by the server": refused.size,
      "of them for what no script creates": foreign.size,
      "lines of the catalog": run.lines.length,
    },
    differences: {
      "problems in what the server takes": problems,
      "syntax that only the server refuses": [...refused.keys()]
        .filter((statement) => isSyntax(statement) && !isTold(statement))
        .map((statement) => tell(statement, refused.get(statement) ?? "")),
      "refused by the server only": [...refused.keys()]
        .filter((one) => one.kind === "ddl" && !isSyntax(one) && !believed.has(one) && !foreign.has(one))
        .map((statement) => tell(statement, refused.get(statement) ?? "")),
      "refused by the model only": [...refusedByModel(history)].map(([statement, why]) =>
        tell(statement, why),
      ),
      "refused, and no statement found": lost,
      "not followed": history.blindSpots.map(({ location: { file, range }, reason }) => {
        return `${file.path}:${file.positionAt(range.start).line} ${reason}`;
      }),
      catalog: differencesOf(run.lines, model, new Set(partial.map(nameOf))),
    },
  };
}

/** What a message says to be missing is a table, type, function … that these scripts do not make, or that was refused itself. */
function isOfOthers(statement: Statement, message: string, created: ReadonlySet<string>): boolean {
  if (/errno: 150/.test(message)) {
    const { file, range } = statement.location;
    const targets = file.text.slice(range.start, range.end).matchAll(/REFERENCES\s+[`"]?(\w+)/gi);
    return [...targets].some(([, target = ""]) => !created.has(target.toLowerCase()));
  }
  const name =
    /of relation "([^"]+)" does not exist|["'`]?([^\s"'`(]+)(?:\([^"]*\))?["'`]? (?:doesn't|does not) exist|Unknown (?:table|VIEW:) '([^']+)'|referenced table '([^']+)'|could not find a \w+ named "([^"]+)"/
      .exec(message)
      ?.slice(1)
      .find((part) => part !== undefined);
  return name !== undefined && !created.has(name.replace(/^.*\./, "").toLowerCase());
}

/** As a catalog's lines have it. */
function nameOf({ schema, name }: { readonly schema?: string; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function namesCreated(
  scripts: readonly Script[],
  refused: ReadonlyMap<Statement, string>,
): ReadonlySet<string> {
  const changes = scripts
    .flatMap(({ statements }) => statements.filter((statement) => !refused.has(statement)))
    .flatMap((statement) => (statement.kind === "ddl" ? statement.changes : []));
  return new Set(
    changes.flatMap((change) => {
      if (change.kind === "createTable") return change.table.name.text.toLowerCase();
      return change.kind === "renameTable" ? change.to.name.text.toLowerCase() : [];
    }),
  );
}

/** Forward scripts in order, then the rollbacks, the last one first. */
export function scriptsOf(migrations: readonly Migration[], rollbacks: boolean): readonly Script[] {
  const run = migrations.filter(({ kind, forward }) => kind === "migration" && forward);
  const forward = run.flatMap((migration) => migration.forward ?? []);
  return rollbacks
    ? [...forward, ...run.toReversed().flatMap((migration) => migration.rollback ?? [])]
    : forward;
}

export function withoutWhatIsNotRun(script: Script): Script {
  return { ...script, statements: script.statements.filter(isRunnable) };
}

export function replayOf(scripts: readonly Script[], server: Server): SchemaHistory {
  return replay(
    scripts.map((forward, at) => ({ kind: "migration", version: String(at), name: String(at), forward })),
    server.replay,
  );
}

function refusedByModel(history: SchemaHistory): ReadonlyMap<Statement, string> {
  return new Map(
    history.migrations.flatMap(({ forward }) =>
      forward.steps.flatMap(({ statement, refusals: [first] }) =>
        first ? [[statement, first.message] as const] : [],
      ),
    ),
  );
}

/** PostgreSQL tells the line of a fault, MariaDB that of the statement's start. */
export function statementAt(
  statements: readonly Statement[],
  { line }: ServerRefusal,
): Statement | undefined {
  return statements.findLast(({ location: { file, range } }) => {
    return file.positionAt(range.start).line <= line && line <= file.positionAt(range.end).line;
  });
}

function tell({ location: { file, range } }: Statement, what: string): string {
  const text = file.text.slice(range.start, range.end).replace(/\s+/g, " ").slice(0, 160);
  return `${file.path}:${file.positionAt(range.start).line} ${what} <= ${text}`;
}
