// What each rule says of its fixtures, word by word: fixtures/findings/<id>.txt. Fixtures mark lines; these files hold what stands there: the
// span, message, help, SQL, related places and edits, after a count of the verdicts. A change of wording is read in the difference, and none goes unseen.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import type { Finding, RuleStatistics } from "../../src/lint/finding.js";
import type { Location } from "../../src/text/source-file.js";
import { readFixtures } from "../fixtures.js";
import { lintFixture } from "../lint-fixture.js";

const root = join(import.meta.dirname, "../../fixtures");

test.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", async (id, rule) => {
  const folder = join(root, "rules", id);
  const fixtures = existsSync(folder) ? readFixtures(folder) : [];
  const parts = fixtures.flatMap((fixture) =>
    fixture.targets.map((target) => {
      const { findings, statistics } = lintFixture({
        ...target,
        ...fixture,
        rules: [rule],
        options: { [id]: fixture.options },
      });
      return (
        `# ${fixture.name} on ${target.dialect} ${target.version ?? ""}`.trimEnd() +
        `\n${statistics.map(verdicts).join("")}` +
        findings.map(shown).join("")
      );
    }),
  );
  await expect(`${parts.join("\n\n")}\n`).toMatchFileSnapshot(join(root, "findings", `${id}.txt`));
});

test("there is no file of a rule that is gone", () => {
  const known = rules.map(({ meta }) => `${meta.id}.txt`);
  expect(readdirSync(join(root, "findings")).filter((name) => !known.includes(name))).toEqual([]);
});

/** How the rule judged its subjects: what it does not judge is as much its word as a finding. */
function verdicts({ passed, failed, exempt, unknown }: RuleStatistics): string {
  return (
    Object.entries({ passed, failed, exempt, unknown })
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(", ") || "no subject"
  );
}

function shown({ severity, message, help, remedySql, related, edits, location, subject }: Finding): string {
  const lines = [
    `${placeOf(location)} ${severity}, ${subject.kind} ${subject.table ?? ""}.${subject.name}: ${message}`,
    ...(help ? [`  help: ${help}`] : []),
    ...(remedySql ? remedySql.split("\n").map((line) => `  sql:  ${line}`) : []),
    ...related.map((one) => `  see:  ${placeOf(one.at)} ${one.message}`),
    ...(edits ?? []).map(
      ({ range, text }) => `  edit: ${placeOf({ ...location, range })} → ${JSON.stringify(text)}`,
    ),
  ];
  return lines.map((line) => `\n${line}`).join("");
}

function placeOf({ file, range }: Location): string {
  const [start, end] = [file.positionAt(range.start), file.positionAt(range.end)];
  return `${file.path.replace("migrations/", "")}:${start.line}:${start.column}-${end.line}:${end.column}`;
}
