// A team with 300 old migrations takes integlint up in two commands. What they live with is not told again, whatever happens to the
// files; what is new is, and what is answered is said.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, test } from "vitest";
import { call } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { makeLegacy, newcomer } from "./legacy.js";

/** What the baseline does is the same for few migrations. */
const many = makeLegacy(300);
const legacy = makeLegacy(60);
let folder: string;

async function adopt(files: Readonly<Record<string, string>>): Promise<void> {
  folder = makeFolder(files);
  expect((await call(folder, ["init", "--infer"])).code).toBe(0);
  expect((await call(folder, ["--update-baseline"])).code).toBe(0);
}

const run = (...words: string[]) => call(folder, ["--format", "compact", ...words]);
const pathOf = (part: string) =>
  Object.keys(legacy).find((path) => path.includes(part)) as keyof typeof legacy;
function edit(path: string, change: (text: string) => string): void {
  const place = join(folder, path);
  const before = readFileSync(place, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(place, after);
}

test("300 old migrations full of findings, and one new bad one: exactly its findings, exit code 1", async () => {
  await adopt(many);
  expect(await run()).toMatchObject({ code: 0, out: "" });
  for (const [path, text] of Object.entries(newcomer)) writeFileSync(join(folder, path), text);
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 1, err: "" });
  const [path] = Object.keys(newcomer) as [string];
  expect(out.match(/^\S+: \w+ [\w-]+(?=:)/gm)).toEqual([
    `${path}:1:28: info integration-pattern`,
    `${path}:1:28: warning soft-delete-flag`,
    `${path}:1:28: error tenant-unique-key`,
    `${path}:1:28: warning verification-status`,
    `${path}:4:9: warning credential-storage`,
    `${path}:5:7: warning key-name`,
    `${path}:6:54: error foreign-key-actions`,
  ]);
  // Without the baseline hundreds stand around them; of that file, the same.
  const all = (await run("--no-baseline")).out.split(/(?<=\n)/);
  expect(all.length).toBeGreaterThan(800);
  expect(all.filter((line) => line.startsWith(path)).join("")).toBe(out);
}, 120_000);

describe("the baseline", () => {
  beforeEach(() => adopt(legacy));

  it("is one sorted line a finding, the same bytes every time", async () => {
    const path = join(folder, ".integlint-baseline.json");
    const text = readFileSync(path, "utf8");
    const entries = text.split("\n").filter((line) => line.includes('"fingerprint"'));
    expect(entries).toHaveLength(JSON.parse(text).findings.length);
    await call(folder, ["--update-baseline"]);
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("survives other line breaks, comments, white space and letter case", async () => {
    for (const path of Object.keys(legacy)) {
      edit(path, (text) =>
        `-- Looked at in review\n\n${text}`
          .replace(/^ {2}/gm, "\t")
          .replace(/\b(CREATE|ALTER|TABLE|ADD|COLUMN|NOT|NULL|KEY)\b/g, (word) => word.toLowerCase())
          .replaceAll(" (\n", "\n(\n")
          .replaceAll("\n", "\r\n"),
      );
    }
    expect(await run()).toMatchObject({ code: 0, out: "" });
  });

  it("survives another folder", async () => {
    mkdirSync(join(folder, "db"));
    renameSync(join(folder, "migrations"), join(folder, "db/migrations"));
    edit(".integlintrc", (text) => text.replace('"dir": "migrations"', '"dir": "db/migrations"'));
    expect(await run()).toMatchObject({ code: 0, out: "" });
  });

  it("tells a new finding in an old file, beside those that it knows", async () => {
    const path = pathOf("create_chat_integrations");
    edit(path, (text) => text.replace("  config JSON,", "  config JSON,\n  KEY newest (created_at),"));
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(/^\S+create_chat_integrations\.sql:\d+:7: warning key-name: Index newest /);
    expect(out.trimEnd().split("\n")).toHaveLength(1);
  });

  it("says what is answered, and forgets it when told", async () => {
    edit(pathOf("create_chat_integrations"), (text) =>
      text.replace("KEY chat_integrations_tenant", "KEY idx_chat_tenant"),
    );
    const answered = await run();
    expect(answered).toMatchObject({ code: 0, out: "" });
    expect(answered.err).toMatch(/1 of the baseline's entries (is|are) answered: --update-baseline drops/);
    const count = () =>
      JSON.parse(readFileSync(join(folder, ".integlint-baseline.json"), "utf8")).findings.length;
    const before = count();
    await call(folder, ["--update-baseline"]);
    expect(count()).toBe(before - 1);
    expect((await run()).err).toBe("");
  });

  it("does not bring back what was answered once: it is new again", async () => {
    const path = pathOf("create_chat_integrations");
    edit(path, (text) => text.replace("KEY chat_integrations_tenant", "KEY idx_chat_tenant"));
    await call(folder, ["--update-baseline"]);
    edit(path, (text) => text.replace("KEY idx_chat_tenant", "KEY chat_integrations_tenant"));
    expect((await run()).out).toMatch(/key-name: Index chat_integrations_tenant/);
  });

  it("knows tables, columns and keys where a migration's file has another name, and takes the migration for a new one", async () => {
    const path = pathOf("create_chat_integrations");
    renameSync(join(folder, path), join(folder, path.replace("create_chat_integrations", "first_table")));
    const { out } = await run();
    expect(out.match(/^\S+ \w+ [\w-]+/gm)).toEqual(["migrations/001_first_table.sql:1:1: error idempotent"]);
  });

  it("is refused with its place where it is broken, and a run without it goes on", async () => {
    writeFileSync(join(folder, ".integlint-baseline.json"), '{ "version": 1, "findings": [');
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(".integlint-baseline.json");
    expect(err).not.toMatch(/\n\s+at /);
    rmSync(join(folder, ".integlint-baseline.json"));
    expect((await run()).code).toBe(1);
  });
});
