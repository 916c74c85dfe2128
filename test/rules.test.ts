// Every rule, by its fixtures and by the examples of its own meta.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../rules/index.js";
import { exampleOf } from "./examples.js";
import { foundIn, readFixtures } from "./fixtures.js";
import { lintFixture } from "./lint-fixture.js";

const folderOf = (id: string) => join(import.meta.dirname, "../fixtures/rules", id);

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", (id, rule) => {
  const fixtures = existsSync(folderOf(id)) ? readFixtures(folderOf(id)) : [];
  const cases = fixtures.flatMap((fixture) =>
    fixture.targets.map((target) => [`${fixture.name} on ${target.dialect}`, fixture, target] as const),
  );

  test.each(cases)("%s", (_name, { texts, merged, options, config, expected }, target) => {
    const result = lintFixture({
      ...target,
      ...{ texts, merged, config, rules: [rule], options: { [id]: options } },
    });
    expect(result.failures).toEqual([]);
    expect(foundIn(result)).toEqual(expected);
  });

  test.each(rule.meta.dialects)("has a marked and a silent fixture for %s", (dialect) => {
    const own = fixtures.filter(({ targets }) => targets.some((target) => target.dialect === dialect));
    expect(own.some(({ expected }) => expected.length > 0)).toBe(true);
    expect(own.some(({ expected }) => expected.length === 0)).toBe(true);
  });

  const section = rules.filter(({ meta }) => meta.convention === rule.meta.convention);

  test("the bad example makes it fire, and no other rule of its section", () => {
    const { findings, failures } = lintFixture({
      ...exampleOf(rule.meta, rule.meta.examples.bad),
      rules: section,
    });
    expect(failures).toEqual([]);
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([id]);
  });

  test("the good example is clean", () => {
    const { findings } = lintFixture({ ...exampleOf(rule.meta, rule.meta.examples.good), rules: section });
    expect(findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([]);
  });
});
