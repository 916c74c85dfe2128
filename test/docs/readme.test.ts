// The README's generated parts are what the rules and a real run say; what it names exists. `npm run generate` writes them anew.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { commands } from "../../src/cli/commands.js";
import { renderRuleTable } from "../../src/docs/rule-lists.js";
import { lint } from "../../src/index.js";
import { layouts } from "../../src/migration/layouts.js";
import { reporters } from "../../src/report/index.js";
import { pretty } from "../../src/report/pretty.js";
import { call } from "../cli/call.js";
import { replacePart, transcript } from "./parts.js";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Two files of the example project show what no other tool does: DDL inside a string, and a rollback that restores too little. */
const shown = ["migrations/008_incident_foreign_keys.sql", "migrations/010_drop_incident_notes_rollback.sql"];

async function renderOutput(): Promise<string> {
  const cwd = join(root, "fixtures/projects/example");
  const result = await lint({ cwd, paths: shown, today: "2026-01-01" });
  const errors = result.findings.filter(({ severity }) => severity === "error");
  const text = pretty.render(
    { ...result, findings: errors },
    { tool: { name: "integlint", version: "0.0.0" }, color: false, width: 120, statistics: false },
  );
  return transcript(["--quiet", ...shown], text);
}

async function renderPatch(): Promise<string> {
  const words = ["fix", "--all", "--dry-run", "--cwd", "mariadb-example"];
  const { out } = await call(join(root, "fixtures/projects"), words);
  return transcript(words, out, "diff");
}

test("its output and its table of rules", async () => {
  const parts = {
    output: await renderOutput(),
    fix: await renderPatch(),
    rules: renderRuleTable(rules, "docs/rules"),
  };
  const whole = Object.entries(parts).reduce(
    (text, [name, content]) => replacePart(text, name, content),
    readme,
  );
  await expect(whole).toMatchFileSnapshot(join(root, "README.md"));
});

describe("it names", () => {
  test("every reporter, and no other", () => {
    const [, list] = /`--format` takes (.*?);/s.exec(readme) ?? [];
    expect([...(list ?? "").matchAll(/`(\w+)`/g)].map((match) => match[1])).toEqual(Object.keys(reporters));
  });

  test("every command, and no other", () => {
    const named = [...readme.matchAll(/^\| `integlint (\w+)?.*?` \|/gm)].map((match) => match[1] ?? "lint");
    expect(named.sort()).toEqual(Object.keys(commands).sort());
  });

  test("every layout", () => {
    const [, list] = /\/\/ (\w+(?:, \w+)+): recognised/.exec(readme) ?? [];
    expect(list?.split(", ").sort()).toEqual(layouts.map(({ name }) => name).sort());
  });

  test("files that are there", () => {
    const targets = [...readme.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] as string);
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });
});
