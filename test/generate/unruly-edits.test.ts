// Edits of rules in migrations that nobody wrote for them: nothing new comes of them, they end, and what they do not touch stays.

import fc from "fast-check";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { applyEdits, chooseWishes } from "../../src/generate/edits.js";
import { countNew } from "../../src/generate/fix.js";
import type { LintResult } from "../../src/lint/finding.js";
import { lintFixture } from "../lint-fixture.js";
import { unrulySchema } from "./unruly-schema.js";

const name = "001_init.sql";
const rollbackName = "001_init_rollback.sql";

function fix(result: LintResult, texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const fixed = new Map(texts);
  const chosen = chooseWishes(
    result.findings.flatMap(({ location: { file }, edits = [] }) => ({ file, edits })),
  );
  for (const { file } of chosen) {
    const edits = chosen.filter((wish) => wish.file === file).flatMap((wish) => wish.edits);
    fixed.set(file.path.replace("migrations/", ""), applyEdits(file.text, edits));
  }
  return fixed;
}

/** Names of keys and actions; all else is there still, in the same order. */
const replaced = /^(?:[a-z_]+_[if]\d|u\d_\w+|idx_\w+|NO|ACTION|RESTRICT|CASCADE)$/;
const words = (text: string): readonly string[] => text.match(/[^\s,();]+|\r\n/g) ?? [];

test.each(["mysql", "mariadb", "postgresql"] as const)("%s", { timeout: 60_000 }, (dialect) => {
  let edited = 0;
  fc.assert(
    fc.property(unrulySchema(dialect), fc.boolean(), (sql, isWindows) => {
      const tables = [...sql.matchAll(/CREATE TABLE (\w+)/g)].map(([, table]) => `DROP TABLE ${table};\n`);
      const lines = (text: string) => (isWindows ? text.replaceAll("\n", "\r\n") : text);
      let texts: ReadonlyMap<string, string> = new Map([
        [name, lines(sql)],
        [rollbackName, lines(tables.reverse().join(""))],
      ]);
      const first = lintFixture({ dialect, texts, rules });
      let result = first;
      for (let round = 0; ; round++) {
        const fixed = fix(result, texts);
        if ([...fixed].every(([path, text]) => texts.get(path) === text)) break;
        expect(round).toBeLessThan(6);
        texts = fixed;
        result = lintFixture({ dialect, texts, rules });
        expect(countNew(first, result), texts.get(name)).toBe(0);
        edited++;
      }
      expect(result.failures).toEqual([]);
      const after = words(texts.get(name) ?? "");
      let at = 0;
      for (const word of words(lines(sql)).filter((one) => !replaced.test(one))) {
        at = after.indexOf(word, at) + 1;
        expect(at, `${word} in ${texts.get(name)}`).toBeGreaterThan(0);
      }
      if (isWindows) expect(texts.get(name)?.replaceAll("\r\n", "")).not.toContain("\n");
    }),
    { numRuns: 25 },
  );
  expect(edited).toBeGreaterThan(25);
});
