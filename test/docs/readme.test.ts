// The README's generated parts are what the rules and a real run say; what it names exists. `npm run generate` writes them anew.

import { cpSync, existsSync, readFileSync } from "node:fs";
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
import { makeFolder } from "../folder.js";

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
  const command = `$ npx integlint --quiet ${shown.join(" ")}`;
  return `\`\`\`text\n${command}\n${text.trimEnd()}\n\`\`\``;
}

/** What a command prints in the fixtures' folder, from one line to another. */
async function renderExcerpt(words: readonly string[], from: RegExp, to: RegExp): Promise<string> {
  const cwd = join(root, "fixtures/projects");
  const { out } = await call(cwd, words, { environment: { COLUMNS: "120" } });
  const lines = out.split("\n");
  const start = lines.findIndex((line) => from.test(line));
  const end = lines.findIndex((line, at) => at > start && to.test(line));
  expect([start, end].every((at) => at >= 0)).toBe(true);
  const text = lines.slice(start, end).join("\n");
  return `\`\`\`text\n$ npx integlint ${words.join(" ")}\n${start > 0 ? "…\n" : ""}${text}\n…\n\`\`\``;
}

async function renderInference(): Promise<string> {
  const folder = makeFolder();
  cpSync(join(root, "fixtures/projects/example/migrations"), join(folder, "migrations"), { recursive: true });
  expect((await call(folder, ["init", "--infer"])).code).toBe(0);
  const text = readFileSync(join(folder, ".integlintrc"), "utf8");
  return `\`\`\`jsonc\n${text.slice(text.indexOf('  "vocabulary"')).trimEnd().replace(/\n\}$/, "")}\n\`\`\``;
}

async function renderPatch(): Promise<string> {
  const words = ["fix", "--all", "--dry-run", "--cwd", "mariadb-example"];
  const { out } = await call(join(root, "fixtures/projects"), words);
  return `\`\`\`diff\n$ npx integlint ${words.join(" ")}\n${out}\`\`\``;
}

async function renderNew(): Promise<string> {
  const words = ["new", "add_zendesk", "--dry-run", "--cwd", "example"];
  const { out } = await call(join(root, "fixtures/projects"), words);
  return `\`\`\`sql\n-- npx integlint ${words.join(" ")}\n${out}\`\`\``;
}

function replacePart(text: string, name: string, content: string): string {
  const part = new RegExp(`(<!-- begin: ${name} .*?-->\n)[^]*?(<!-- end: ${name} -->)`);
  expect(text).toMatch(part);
  return text.replace(part, (_, begin: string, end: string) => `${begin}${content}\n${end}`);
}

test("its output and its table of rules", async () => {
  const withOutput = replacePart(readme, "output", await renderOutput());
  const parts: readonly (readonly [string, string])[] = [
    ["infer", await renderInference()],
    ["fix", await renderPatch()],
    ["new", await renderNew()],
    [
      "integrations",
      await renderExcerpt(["matrix", "--by", "integration", "--cwd", "example"], /^ +Chat/, /^$/),
    ],
    [
      "compare",
      await renderExcerpt(
        ["compare", "--uuid-as-char", "example/migrations", "postgres-example/migrations"],
        /^incidents$/,
        /^$/,
      ),
    ],
  ];
  const filled = parts.reduce((text, [name, content]) => replacePart(text, name, content), withOutput);
  const whole = replacePart(filled, "rules", renderRuleTable(rules, "docs/rules"));
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
    const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] as string);
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });
});
