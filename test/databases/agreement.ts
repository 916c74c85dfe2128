// Whether the model and a server agree on scripts: which statements are refused, and what is there afterwards.

import { expect } from "vitest";
import type { Migration } from "../../src/migration/migration.js";
import { replay } from "../../src/schema/replay.js";
import type { Statement } from "../../src/sql/statement.js";
import { outcomesOf, readText, stepsOf } from "../schema/replay-text.js";
import { modelLines, type ServerRun, type ServerScript } from "./catalog.js";
import { type ServerName, serverNamed } from "./servers.js";

/** The statement of a script that a line belongs to. */
function statementAt(statements: readonly Statement[], line: number): Statement | undefined {
  return statements.find(({ location: { file, range } }) => {
    return file.positionAt(range.start).line <= line && line <= file.positionAt(range.end).line;
  });
}

function tell({ location: { file, range } }: Statement): string {
  return `${file.path}:${file.positionAt(range.start).line} ${file.text.slice(range.start, range.end)}`;
}

/** Runs scripts on a server and replays them, and fails where the two differ. What the server made of them. */
export function expectAgreement(name: ServerName, scripts: readonly ServerScript[]): ServerRun {
  const server = serverNamed(name);
  const run = server.run(scripts);
  const migrations = scripts.map(({ path, text }): Migration => {
    return {
      kind: "migration",
      version: path,
      name: path,
      forward: readText(path, text, server.replay.dialect),
    };
  });
  const history = replay(migrations, server.replay);
  expect(history.blindSpots).toEqual([]);

  const refusedByModel = stepsOf(history).filter(({ refusals }) => refusals.length > 0);
  const refusedByServer = run.refused.map(({ path, line, message }) => {
    const script = migrations.find((migration) => migration.name === path)?.forward;
    const statement = statementAt(script?.statements ?? [], line);
    return statement ? tell(statement) : `${path}:${line} ${message}`;
  });
  const words = run.refused.map(({ path, line, message }) => `${path}:${line} ${message}`);
  expect(
    [...new Set(refusedByModel.map(({ statement }) => tell(statement)))],
    [...outcomesOf(history), ...words].join("\n"),
  ).toEqual([...new Set(refusedByServer)]);
  expect(modelLines(history.final, server.shown)).toEqual(run.lines);
  return run;
}
