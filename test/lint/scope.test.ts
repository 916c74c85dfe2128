// Judging what one file needs finds the same as judging everything: every fixture, all rules at once, a file at a time.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import type { LintResult } from "../../src/lint/finding.js";
import { readFixtures, type StoredFixture } from "../fixtures.js";
import { type Fixture, lintFixture } from "../lint-fixture.js";

const root = join(import.meta.dirname, "../../fixtures");
const folders = [...readdirSync(join(root, "rules")).map((name) => join("rules", name)), "seed"];

function told({ findings }: LintResult): readonly string[] {
  return findings.map(
    ({ rule, location: { file, range }, message, fingerprint, suppressed }) =>
      `${file.path}:${range.start} ${rule}: ${message} ${fingerprint} ${suppressed !== undefined}`,
  );
}

function compare(
  { texts, options, config }: StoredFixture,
  target: Pick<Fixture, "dialect" | "version">,
): void {
  const fixture = { ...target, texts, config, rules, options: {}, suppressions: true, ...options };
  for (const name of texts.keys()) {
    const reportOnly = (path: string) => path === `migrations/${name}`;
    expect(told(lintFixture({ ...fixture, reportOnly, narrow: true })), name).toEqual(
      told(lintFixture({ ...fixture, reportOnly })),
    );
  }
}

describe("a narrow run", () => {
  it.each(folders)("finds in a file of %s what a whole run finds", (folder) => {
    for (const fixture of readFixtures(join(root, folder)))
      for (const target of fixture.targets) compare({ ...fixture, options: {} }, target);
  });

  it("judges less", () => {
    const texts = new Map([
      ["001_a.sql", "CREATE TABLE a (id INT, b INT, INDEX nameless (b));"],
      ["002_b.sql", "CREATE TABLE b (id INT, c INT, INDEX nameless (c));"],
    ]);
    const fixture = {
      dialect: "mysql",
      texts,
      rules,
      reportOnly: (path: string) => path.endsWith("b.sql"),
    } as const;
    const checked = (result: LintResult) =>
      result.statistics.find(({ rule }) => rule === "key-name")?.checked ?? 0;
    expect(checked(lintFixture(fixture))).toBe(2);
    expect(checked(lintFixture({ ...fixture, narrow: true }))).toBe(1);
  });
});
