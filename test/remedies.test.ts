// What a rule proposes as SQL answers its finding: the SQL can be read, it applies, and nothing new comes of it.

import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.js";
import type { Finding } from "../src/lint/finding.js";
import { lintFixture } from "./lint-fixture.js";
import { casesOf } from "./rule-cases.js";

/** What the remedy may not give rise to: anything about the schema, and statements that cannot be read or applied. */
const watching = rules.filter(
  ({ meta }) =>
    !["migration", "statement"].includes(meta.subject) ||
    ["syntax", "dialect-support", "forward-order"].includes(meta.id),
);

/** How often each rule fires at each table: keys may change their names, so that they are not told apart. */
function countByTable(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, subject } of findings) {
    const key = `${rule} at ${subject.table ?? "the schema"}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", (id, rule) => {
  test.each(casesOf(rule))("%s", (_name, fixture) => {
    const before = lintFixture({ ...fixture, rules: watching }).findings;
    for (const finding of before) {
      if (finding.rule !== id || !finding.remedySql) continue;
      const texts = new Map([...fixture.texts, ["900_remedy.sql", `${finding.remedySql}\n`]]);
      const after = lintFixture({ ...fixture, texts, rules: watching }).findings;
      const [old, now] = [countByTable(before), countByTable(after)];
      const more = [...now].filter(([key, count]) => count > (old.get(key) ?? 0));
      const where = `after ${finding.remedySql}`;
      expect(more, where).toEqual([]);
      const own = `${id} at ${finding.subject.table}`;
      expect(now.get(own) ?? 0, where).toBeLessThan(old.get(own) ?? 0);
    }
  });
});
