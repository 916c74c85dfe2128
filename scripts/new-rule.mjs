#!/usr/bin/env node
// Begins a rule: its file, its fixtures, its line in the registry and in docs/conventions.md. With `npm run generate` behind it every test
// passes; then replace the placeholder check by the real one.
//
//   node scripts/new-rule.mjs <rule-id> <section> [--root <folder>]

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: fileURLToPath(new URL("..", import.meta.url)) } },
});
const [id = "", section = ""] = positionals;
const root = resolve(values.root);
const read = (path) => readFileSync(join(root, path), "utf8");

const conventions = read("docs/conventions.md");
const anchors = [...conventions.matchAll(/^<a id="([^"]+)"/gm)].map((match) => match[1]);
const fail = (message) => {
  process.stderr.write(`${message}\nUsage: node scripts/new-rule.mjs <rule-id> <section>\n`);
  process.exit(2);
};
if (!/^[a-z]+(-[a-z]+)*$/.test(id)) fail(`"${id}" is no rule id: lower-case words with hyphens.`);
if (!anchors.includes(section)) fail(`"${section}" is no section. Sections: ${anchors.join(", ")}.`);
if (existsSync(join(root, "rules", `${id}.ts`))) fail(`rules/${id}.ts exists already.`);

const name = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

write(
  `rules/${id}.ts`,
  `import { defineRule } from "../src/rule/index.js";

export const ${name} = defineRule({
  id: "${id}",
  summary: "No table is called placeholder.",
  why: "What goes wrong otherwise, in one or two sentences.",
  convention: "${section}",
  severity: "warning",
  subject: "table",
  examples: {
    bad: "CREATE TABLE placeholder (id VARCHAR(255) PRIMARY KEY);",
    good: "CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);",
  },

  check(table, { report }) {
    if (table.name !== "placeholder") return;
    report({
      at: table.at(),
      message: \`Table \${table.name} is a placeholder.\`,
      help: "Say what to write instead; or give a remedy, and its SQL is printed.",
    });
  },
});
`,
);

const header = "-- dialect: mysql, mariadb, postgresql\n";
write(
  `fixtures/rules/${id}/placeholder.sql`,
  `${header}CREATE TABLE placeholder (id VARCHAR(255) PRIMARY KEY); -- expect: ${id}\n`,
);
write(
  `fixtures/rules/${id}/other-name.sql`,
  `${header}CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);\n`,
);

const registry = read("rules/index.ts");
const ids = [...registry.matchAll(/from "\.\/([\w-]+)\.js"/g)].map((match) => match[1]);
const sorted = [...ids, id].sort();
const nameOf = (rule) => rule.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
write(
  "rules/index.ts",
  registry
    .replace(
      /(import \{ \w+ \} from "\.\/[\w-]+\.js";\n)+/,
      sorted.map((rule) => `import { ${nameOf(rule)} } from "./${rule}.js";\n`).join(""),
    )
    .replace(
      /(readonly Rule\[\] = \[\n)[^\]]*/,
      (_, open) => open + sorted.map((rule) => `  ${nameOf(rule)},\n`).join(""),
    ),
);

// The link goes to the end of the section's list, or begins one.
const at = conventions.indexOf(`<a id="${section}"`);
const next = conventions.indexOf("<a id=", at + 1);
const [before, own, after] = [
  conventions.slice(0, at),
  conventions.slice(at, next < 0 ? undefined : next),
  next < 0 ? "" : conventions.slice(next),
];
const link = `[${id}](rules/${id}.md)`;
const listed = /Checked by:(?:[^\n]+\n)+/.exec(own)?.[0];
const linked = listed
  ? own.replace(listed, `${listed.trimEnd()},\n${link}\n`)
  : `${own.trimEnd()}\n\nChecked by: ${link}\n\n`;
write("docs/conventions.md", before + linked + after);

process.stdout.write(`Now edit rules/${id}.ts, then write its page: npm run generate\n`);

function write(path, text) {
  const target = join(root, path);
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(target, text);
  process.stdout.write(`wrote ${path}\n`);
}
