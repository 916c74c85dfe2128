// The generated parts of docs/*.md are what real runs print; what the pages link to exists. `npm run generate` writes them anew.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { makeLegacy, newcomer } from "../integrations/legacy.js";
import { replacePart, transcript } from "./parts.js";

const root = join(import.meta.dirname, "../..");
const docs = join(root, "docs");
const projects = join(root, "fixtures/projects");
const environment = { COLUMNS: "120" };

async function expectPage(name: string, parts: Readonly<Record<string, string>>): Promise<void> {
  const page = readFileSync(join(docs, name), "utf8");
  const filled = Object.entries(parts).reduce(
    (text, [part, content]) => replacePart(text, part, content),
    page,
  );
  await expect(filled).toMatchFileSnapshot(join(docs, name));
}

/** What a command prints in the fixtures' folder, from one line to another. */
async function excerpt(words: readonly string[], from: RegExp, to: RegExp): Promise<string> {
  const { out } = await call(projects, words, { environment });
  const lines = out.split("\n");
  const start = lines.findIndex((line) => from.test(line));
  const end = lines.findIndex((line, at) => at > start && to.test(line));
  expect([start, end].every((at) => at >= 0)).toBe(true);
  const text = lines.slice(start, end).join("\n");
  return transcript(words, `${start > 0 ? "…\n" : ""}${text}\n…`);
}

test("adopt.md", async () => {
  const folder = makeFolder(makeLegacy(300));
  const run = async (...words: string[]) => {
    const { out, err } = await call(folder, words, { environment });
    return transcript(words, err + out);
  };
  const infer = await run("init", "--infer");
  const written = readFileSync(join(folder, ".integlintrc"), "utf8");
  const baseline = `${await run("--update-baseline")}\n\n${await run()}`;
  for (const [path, text] of Object.entries(newcomer)) writeFileSync(join(folder, path), text);
  await expectPage("adopt.md", {
    infer,
    configuration: `\`\`\`jsonc\n${written.slice(written.indexOf('  "vocabulary"')).trimEnd().replace(/\n\}$/, "")}\n\`\`\``,
    baseline,
    newcomer: await run("--format", "compact"),
  });
}, 120_000);

test("compare.md", async () => {
  await expectPage("compare.md", {
    matrix: transcript(
      ["matrix", "--cwd", "example"],
      (await call(projects, ["matrix", "--cwd", "example"], { environment })).out,
    ),
    integrations: await excerpt(["matrix", "--by", "integration", "--cwd", "example"], /^ +Chat/, /^$/),
    compare: await excerpt(
      ["compare", "--uuid-as-char", "example/migrations", "postgres-example/migrations"],
      /^incidents$/,
      /^$/,
    ),
  });
});

test("integrations.md", async () => {
  const words = ["--format", "github", "migrations/008_incident_foreign_keys.sql"];
  const { out } = await call(join(projects, "example"), words);
  await expectPage("integrations.md", { annotations: transcript(words, out) });
});

test("fix.md", async () => {
  const words = ["fix", "--forward", "--dry-run", "--cwd", "postgres-example"];
  const { out, err } = await call(projects, words);
  // The rollback's patch stands behind.
  const patch = out.slice(0, out.indexOf("--- /dev/null", 1));
  await expectPage("fix.md", { forward: transcript(words, `${patch}…\n${err}`) });
});

test("new.md", async () => {
  const words = ["new", "add_zendesk", "--dry-run", "--cwd", "example"];
  const { out } = await call(projects, words);
  await expectPage("new.md", { new: `\`\`\`sql\n-- npx integlint ${words.join(" ")}\n${out}\`\`\`` });
});

describe.each(readdirSync(docs).filter((name) => name.endsWith(".md")))("%s", (name) => {
  test("links to files and headings that are there", () => {
    const text = readFileSync(join(docs, name), "utf8").replace(/```[\s\S]*?```/g, "");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
    const local = targets.filter((target) => !/^https?:/.test(target));
    const lost = local.filter((target) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? join(docs, name) : join(docs, path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(file, "utf8")).includes(anchor);
    });
    expect(lost).toEqual([]);
  });
});

/** As GitHub makes them of headings, and those that are written. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)];
}
