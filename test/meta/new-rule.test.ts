// What the script for new rules writes is a rule of the house: it loads, its fixtures hold, registry and conventions name it.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Rule } from "../../src/rule/index.js";
import { exampleOf } from "../examples.js";
import { foundIn, readFixtures } from "../fixtures.js";
import { makeFolder } from "../folder.js";
import { lintFixture } from "../lint-fixture.js";

const root = join(import.meta.dirname, "../..");

/** A house of its own around the same sources. */
function makeHouse(): string {
  const house = makeFolder({ "docs/.keep": "" });
  cpSync(join(root, "rules"), join(house, "rules"), { recursive: true });
  cpSync(join(root, "docs/conventions.md"), join(house, "docs/conventions.md"));
  symlinkSync(join(root, "src"), join(house, "src"));
  return house;
}

function begin(house: string, ...words: readonly string[]) {
  const script = join(root, "scripts/new-rule.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, ...words, "--root", house]);
  return { status, message: stderr.toString() };
}

it("begins a rule that works", async () => {
  const house = makeHouse();
  expect(begin(house, "keep-calm", "naming")).toEqual({ status: 0, message: "" });
  const { rules }: { rules: readonly Rule[] } = await import(
    /* @vite-ignore */ join(house, "rules/index.ts")
  );
  const ids = rules.map(({ meta }) => meta.id);
  expect(ids).toEqual([...ids].sort());
  const rule = rules.find(({ meta }) => meta.id === "keep-calm");
  if (!rule) throw new Error("the registry does not name it");
  expect(rule.meta.convention).toBe("naming");

  const fixtures = readFixtures(join(house, "fixtures/rules/keep-calm"));
  for (const dialect of rule.meta.dialects) {
    const own = fixtures.filter(({ targets }) => targets.some((target) => target.dialect === dialect));
    expect(own.map(({ expected }) => expected.length).sort()).toEqual([0, 1]);
    for (const { texts, expected } of own)
      expect(foundIn(lintFixture({ dialect, texts, rules: [rule] }))).toEqual(expected);
  }
  const section = rules.filter(({ meta }) => meta.convention === "naming");
  const found = (example: Rule["meta"]["examples"]["bad"]) =>
    lintFixture({ ...exampleOf(rule.meta, example), rules: section }).findings.map((finding) => finding.rule);
  expect(found(rule.meta.examples.bad)).toEqual(["keep-calm"]);
  expect(found(rule.meta.examples.good)).toEqual([]);

  const conventions = readFileSync(join(house, "docs/conventions.md"), "utf8");
  const own = conventions.slice(conventions.indexOf('<a id="naming"'));
  const link = own.indexOf("[keep-calm](rules/keep-calm.md)");
  expect(link).toBeGreaterThan(0);
  expect(own.indexOf("<a id=", 1) === -1 || link < own.indexOf("<a id=", 1)).toBe(true);
});

it("refuses what would be no rule of the house", () => {
  const house = makeHouse();
  expect(begin(house, "Keep_Calm", "naming")).toMatchObject({ status: 2 });
  expect(begin(house, "keep-calm", "calmness").message).toContain('"calmness" is no section. Sections: ');
  expect(begin(house, "key-name", "naming").message).toContain("rules/key-name.ts exists already");
  expect(existsSync(join(house, "rules/keep-calm.ts"))).toBe(false);
});
