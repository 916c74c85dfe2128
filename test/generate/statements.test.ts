import { describe, expect, test } from "vitest";
import { idempotent } from "../../rules/idempotent.js";
import { rollbackIdempotent } from "../../rules/rollback-idempotent.js";
import { writeStatements } from "../../src/generate/statements.js";
import { compareSchemas } from "../../src/schema/compare.js";
import { diffSchemas } from "../../src/schema/diff.js";
import type { Schema } from "../../src/schema/model.js";
import { replayScript } from "../../src/schema/replay.js";
import type { Dialect } from "../../src/sql/definition.js";
import { lintFixture } from "../lint-fixture.js";
import { readText, replayTexts } from "../schema/replay-text.js";
import { schemaPairs } from "./schemas.js";

const versions = { mysql: [8, 0], mariadb: [10, 11], postgresql: [15] } as const;

function lead(from: Schema, to: Schema): string {
  const target = { dialect: to.dialect, version: versions[to.dialect] };
  const { sql, refused } = writeStatements(diffSchemas(from, to), from, target);
  expect(refused.map(({ refusal }) => refusal.message)).toEqual([]);
  return sql;
}

/** Runs a script, and says what went wrong. */
function run(sql: string, onto: Schema): Schema {
  const script = readText("written.sql", sql, onto.dialect);
  expect(script.statements.flatMap(({ problems }) => problems)).toEqual([]);
  const { steps, blindSpots, after } = replayScript(script, onto);
  expect(blindSpots, sql).toEqual([]);
  expect(
    steps.flatMap(({ refusals }) => refusals.map(({ message }) => message)),
    sql,
  ).toEqual([]);
  return after;
}

const cases = Object.entries(schemaPairs).flatMap(([name, { dialects, from, to }]) =>
  dialects.flatMap((dialect): (readonly [string, Dialect, string, string])[] => [
    [`${name} on ${dialect}`, dialect, from, to],
    [`${name} on ${dialect}, backwards`, dialect, to, from],
  ]),
);

describe.each(cases)("%s", (_name, dialect, from, to) => {
  const [start, goal] = [from, to].map((sql) => replayTexts(dialect, [sql]).final) as [Schema, Schema];

  test("the statements run, lead from one to the other, and change nothing when they run again", () => {
    const sql = lead(start, goal);
    const after = run(sql, start);
    expect(compareSchemas(goal, after), sql).toEqual([]);
    const again = run(sql, after);
    expect(compareSchemas(goal, again), sql).toEqual([]);
  });

  test("the rules about running twice find nothing in them", () => {
    const sql = lead(start, goal);
    const texts = new Map([
      ["001_from.sql", from],
      ["002_to.sql", sql],
      ["003_back.sql", lead(goal, start)],
      ["003_back_rollback.sql", sql],
    ]);
    const { findings } = lintFixture({ dialect, texts, rules: [idempotent, rollbackIdempotent] });
    const own = findings.filter(({ location }) => !location.file.path.endsWith("001_from.sql"));
    expect(
      own.map(({ message }) => message),
      sql,
    ).toEqual([]);
  });
});
