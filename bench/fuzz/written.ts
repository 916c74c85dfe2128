// What holds for all that integlint writes. In: a text and its dialect. Out: the properties that are broken, in words: of projects in any layout with
// any options, fixes together, rollbacks, corrective migrations, the schema as SQL and a baseline are read again.

import { rules } from "../../rules/index.js";
import { applyRemedies, chooseRemedies, writeCorrective } from "../../src/generate/corrective.js";
import { applyEdits, chooseWishes } from "../../src/generate/edits.js";
import { writeRollback } from "../../src/generate/rollback.js";
import { compareBaseline, makeBaseline, printBaseline, readBaseline } from "../../src/lint/baseline.js";
import type { Finding, LintResult } from "../../src/lint/finding.js";
import { schemaSql } from "../../src/report/schema-sql.js";
import type { Dialect } from "../../src/sql/definition.js";
import { lintFixture } from "../../test/lint-fixture.js";
import { replayTexts } from "../../test/schema/replay-text.js";
import { checkResult, firstProblem, version } from "./flow.js";
import { drawProject } from "./projects.js";

export function findWrittenFaults(text: string, dialect: Dialect): readonly string[] {
  const { layout, texts, options } = drawProject(text);
  const result = lintFixture({
    ...{ dialect, version: version[dialect], layout, texts, options, rules },
    suppressions: true,
  });
  const faults = [...checkResult(result, dialect), ...checkBaseline(result.findings)];
  // What dynamic SQL holds shows in the findings alone.
  const isReadable =
    [...texts.values()].every((one) => firstProblem(one, dialect) === undefined) &&
    !result.findings.some(({ rule }) => rule === "syntax");
  for (const [what, sql] of isReadable ? written(result, text, dialect) : []) {
    const fault = firstProblem(sql, dialect, true);
    if (fault !== undefined) faults.push(`${what} cannot be read: ${fault} "${sql.slice(0, 300)}"`);
  }
  return [...new Set(faults)];
}

/** A baseline knows every finding of its own run, and no other. */
function* checkBaseline(findings: readonly Finding[]): Generator<string> {
  const { findings: marked, stale } = compareBaseline(
    findings,
    readBaseline(printBaseline(makeBaseline(findings))),
  );
  if (stale.length > 0) yield "a baseline has entries that its own run does not answer to";
  if (marked.some(({ suppressed, baselined }) => !suppressed && !baselined))
    yield "a baseline does not know a finding of its own run";
}

/** What is written, and the SQL of it. Texts that could not be read are no ground to write on. */
function* written(
  { findings, schema }: LintResult,
  text: string,
  dialect: Dialect,
): Generator<readonly [what: string, sql: string]> {
  const target = { dialect, version: version[dialect].split(".").map(Number) };
  const context = { tool: { name: "integlint", version: "1.2.3" }, statementAt: () => undefined };
  yield ["the schema", schemaSql.render(schema, { ...context, version: target.version })];

  const wishes = chooseWishes(findings.map(({ location: { file }, edits = [] }) => ({ file, edits })));
  for (const file of new Set(wishes.map((wish) => wish.file))) {
    const edits = wishes.filter((wish) => wish.file === file).flatMap((wish) => wish.edits);
    yield ["a file with all its fixes", applyEdits(file.text, edits)];
  }

  const half = text.length >> 1;
  const history = replayTexts(dialect, [{ forward: text, rollback: text.slice(half) }, text.slice(0, half)]);
  for (const migration of history.migrations) {
    yield ["a rollback", writeRollback(migration, target).sql];
    if (migration.rollback)
      yield ["the rest of a rollback", writeRollback(migration, target, { behind: true }).sql];
  }

  const chosen = chooseRemedies(findings.filter(({ remedy }) => remedy?.length));
  const wanted = applyRemedies(
    chosen.map(({ remedy = [] }) => remedy),
    schema,
  );
  const corrective = typeof wanted === "number" ? undefined : writeCorrective(schema, wanted, target);
  if (corrective) {
    yield ["a corrective migration", corrective.forward];
    yield ["the rollback of a corrective migration", corrective.rollback];
  }
}
