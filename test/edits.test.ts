// What a rule writes into a migration answers its finding: the text can be read, says what it said beside the edits, and nothing new comes
// of it. Here without the trial that `fix` makes of every edit.

import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.js";
import { applyEdits, chooseWishes } from "../src/generate/edits.js";
import { countNew } from "../src/generate/fix.js";
import type { LintResult } from "../src/lint/finding.js";
import { toBeSaid } from "../src/rule/index.js";
import { type Fixture, lintFixture } from "./lint-fixture.js";
import { casesOf } from "./rule-cases.js";

const seen = new Set<string>();

/** Rules of files as wholes fire in most fixtures, which show something else. */
const watching = rules.filter(({ meta }) => !["rollback-pair", "migration-name"].includes(meta.id));

function fixOnce(id: string, fixture: Fixture, result: LintResult): Fixture | undefined {
  const wishes = result.findings
    .filter(({ rule, edits }) => rule === id && edits?.length)
    .map(({ location: { file }, edits = [] }) => ({ file, edits }));
  const chosen = chooseWishes(wishes);
  if (chosen.length === 0) return undefined;
  const texts = new Map(fixture.texts);
  for (const file of new Set(chosen.map((wish) => wish.file))) {
    const edits = chosen.filter((wish) => wish.file === file).flatMap((wish) => wish.edits);
    texts.set(file.path.replace("migrations/", ""), applyEdits(file.text, edits));
    // Without what was added, everything that was not replaced is still there, in order.
    for (const { range, text } of edits) expect(text !== file.text.slice(range.start, range.end)).toBe(true);
  }
  return { ...fixture, texts };
}

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", (id, rule) => {
  test.each(casesOf(rule))("%s", (_name, given) => {
    let fixture: Fixture = { ...given, rules: watching };
    const first = lintFixture(fixture);
    const before = first.findings.filter((finding) => finding.rule === id);
    let result = first;
    for (let round = 0; round < 5; round++) {
      const next = fixOnce(id, fixture, result);
      if (!next) break;
      seen.add(id);
      fixture = next;
      result = lintFixture(fixture);
      const where = [...fixture.texts.values()].join("\n");
      expect(countNew(first, result), where).toBe(0);
    }
    if (result === first) return;
    expect(fixOnce(id, fixture, result), "it ends").toBeUndefined();
    // What only a person can say is still to be said.
    if ([...fixture.texts.values()].some((text) => text.includes(toBeSaid))) return;
    const after = result.findings.filter((finding) => finding.rule === id);
    const said = (some: typeof after) => some.map(({ message }) => message).sort();
    expect(said(after)).not.toEqual(said(before));
  });
});

test("the rules that call themselves fixable are those that have shown an edit", () => {
  expect([...seen].sort()).toEqual(rules.filter(({ meta }) => meta.fixable).map(({ meta }) => meta.id));
});
