// The generated pages are what the rules say. `npx vitest run test/docs --update` writes them anew.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { presets } from "../../rules/presets.js";
import { renderRuleIndex } from "../../src/docs/rule-lists.js";
import { renderRulePage } from "../../src/docs/rule-page.js";
import { pretty } from "../../src/report/pretty.js";
import { conventions } from "../../src/rule/conventions.js";
import { exampleOf } from "../examples.js";
import { lintFixture } from "../lint-fixture.js";

const docs = join(import.meta.dirname, "../../docs");

const context = {
  tool: { name: "integlint", version: "0.0.0" },
  color: false,
  width: 100,
  statistics: false,
};

test.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", async (id, rule) => {
  const result = lintFixture({ ...exampleOf(rule.meta, rule.meta.examples.bad), rules: [rule] });
  const output = pretty.render(result, context).split("\n\n").slice(0, -1).join("\n\n");
  const severities = Object.fromEntries(Object.entries(presets).map(([name, of]) => [name, of(rule.meta)]));
  await expect(renderRulePage({ rule, severities, output })).toMatchFileSnapshot(
    join(docs, "rules", `${id}.md`),
  );
});

test("the index", async () => {
  await expect(renderRuleIndex(rules)).toMatchFileSnapshot(join(docs, "rules/README.md"));
});

test("there is no page of a rule that is gone", () => {
  const pages = readdirSync(join(docs, "rules")).map((file) => file.replace(/\.md$/, ""));
  const known = ["README", ...rules.map(({ meta }) => meta.id)];
  expect(pages.filter((page) => !known.includes(page))).toEqual([]);
});

test("the conventions' page has each section, and names the rules that cite it", () => {
  const text = readFileSync(join(docs, "conventions.md"), "utf8");
  const sections = text.split(/^<a id="/m).slice(1);
  expect(sections.map((section) => section.slice(0, section.indexOf('"')))).toEqual(Object.keys(conventions));
  for (const [anchor, title] of Object.entries(conventions)) {
    const section = sections.find((one) => one.startsWith(`${anchor}"`)) ?? "";
    expect(section).toContain(`\n## ${title}\n`);
    const cited = [...section.matchAll(/\]\(rules\/([\w-]+)\.md\)/g)].map((match) => match[1]);
    const citing = rules.filter(({ meta }) => meta.convention === anchor).map(({ meta }) => meta.id);
    expect([...cited].sort(), `rules of ${anchor}`).toEqual(citing);
    expect(citing.length > 0 || section.includes("*Not checkable:*"), anchor).toBe(true);
  }
});
