// The pattern document's own tables and templates, under integlint:recommended: exactly the findings that they must give.
// Rules about files and headers are left out, because the document shows snippets; notes (info) are not listed.

import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../rules/index.js";
import { severityIn } from "../rules/presets.js";
import { foundIn, readFixtures } from "./fixtures.js";
import { lintFixture } from "./lint-fixture.js";

const judged = rules.filter(({ meta }) => {
  const ofTheSchema = meta.subject !== "migration" && meta.subject !== "statement";
  const severity = severityIn("integlint:recommended", meta);
  return severity !== "off" && (ofTheSchema || meta.convention === "dialects");
});

const external = { mysql: "char", mariadb: "char", postgresql: "character" } as const;

const cases = readFixtures(join(import.meta.dirname, "../fixtures/seed")).flatMap((fixture) =>
  fixture.targets.map((target) => [`${fixture.name} on ${target.dialect}`, fixture, target] as const),
);

test.each(cases)("%s", (_name, { texts, expected }, target) => {
  const id = (table: string, name: string, length: string) => ({
    name: table,
    columns: [{ name: "id", type: { ...bareType, name, arguments: [length], text: `${name}(${length})` } }],
  });
  const result = lintFixture({
    ...target,
    texts,
    rules: judged,
    external: [id("tenants", external[target.dialect], "36"), id("accounts", "varchar", "255")],
  });
  expect(result.failures).toEqual([]);
  const findings = result.findings.filter(({ severity }) => severity !== "info");
  expect(foundIn({ ...result, findings })).toEqual(expected);
});

const bareType = {
  values: [],
  unsigned: false,
  zerofill: false,
  dimensions: 0,
  range: { start: -1, end: -1 },
};
