// A warm project says what a cold one would: example projects, edited at random places again and again, compared with a run from nothing.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding, LintResult } from "../../src/lint/finding.js";
import { lintProject } from "../../src/project/lint.js";
import { Session, type Snapshot } from "../../src/project/session.js";
import type { SchemaHistory } from "../../src/schema/history.js";
import { makeFolder } from "../folder.js";

const projects = join(import.meta.dirname, "../../fixtures/projects");
const today = "2026-01-01";

function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ rule, location: { file, range }, message, fingerprint, related, suppressed }) =>
      `${file.path}:${range.start}-${range.end} ${rule} ${message} ${fingerprint} ${suppressed !== undefined} ${related.map(({ at }) => `${at.file.path}:${at.range.start}`)}`,
  );
}

/** Every step of every script with what it left, places included. */
function traced({ migrations, final }: SchemaHistory): unknown {
  const steps = migrations.flatMap(({ forward, rollback }) => [...forward.steps, ...(rollback?.steps ?? [])]);
  return [
    steps.map(({ change, outcome, refusals, location }) => [
      `${location.file.path}:${location.range.start} ${change.kind} ${outcome}`,
      refusals.map(
        ({ message, related }) => `${message} ${related?.at.file.path}:${related?.at.range.start}`,
      ),
    ]),
    final.tables.map((table) => [
      table.name,
      table.columns.map(({ name, type, bornAt, locations }) => [
        `${name} ${type.text} ${bornAt.file.path}:${bornAt.range.start}`,
        locations.map((at) => `${at.file.path}:${at.range.start}`),
      ]),
      table.indexes.map((index) => `${index.name} ${index.columns} ${index.at().file.path}`),
    ]),
  ];
}

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const additions = [
  "\nALTER TABLE nope ADD COLUMN a INT;\n",
  "\nCREATE TABLE later (id INT PRIMARY KEY);\n",
  "\nALTER TABLE later ADD COLUMN b INT;\n",
  "\nUSE other;\n",
  "\n-- integlint-disable-next-line key-name: why\n",
  "\n'",
];

function edit(text: string, pick: (below: number) => number): string {
  const lines = text.split("\n");
  const at = pick(lines.length);
  switch (pick(4)) {
    case 0:
      return lines.toSpliced(at, 1 + pick(3)).join("\n");
    case 1:
      return lines.toSpliced(at, 0, lines[pick(lines.length)] as string).join("\n");
    case 2:
      return text + additions[pick(additions.length)];
    default:
      return text.slice(0, pick(text.length + 1));
  }
}

const judged = ({ findings }: LintResult, path: string) =>
  told(findings.filter(({ location }) => location.file.path === path));

describe("a session", () => {
  it.each(["example", "mariadb-example", "postgres-example"])(
    "of %s, edited again and again, is as good as new",
    async (name) => {
      const cwd = join(projects, name);
      const session = new Session({ cwd, today });
      const first = (await session.snapshot()) as Snapshot;
      const paths = first.project.files.map(({ path }) => path);
      const original = new Map(first.project.files.map(({ path, text }) => [path, text]));
      const texts = new Map<string, string>();
      const pick = random(7);
      for (let round = 0; round < 40; round++) {
        const path = paths[pick(paths.length)] as string;
        const file = resolve(cwd, path);
        // Sometimes what was typed is undone, and sometimes the file is closed.
        const text =
          pick(4) === 0 ? original.get(path) : edit(texts.get(file) ?? (original.get(path) as string), pick);
        if (pick(6) === 0) texts.delete(file);
        else texts.set(file, text as string);
        session.setText(file, texts.get(file));
        const warm = (await session.snapshot()) as Snapshot;
        const cold = await lintProject({ cwd, today, texts });
        expect(told(warm.judge(new Set([path])).findings)).toEqual(judged(cold.result, path));
        expect(traced(warm.history)).toEqual(traced(cold.history));
        if (round % 8 === 0) expect(told(warm.whole().findings)).toEqual(told(cold.result.findings));
      }
    },
    120_000,
  );

  it("keeps what did not change", async () => {
    const cwd = join(projects, "example");
    const session = new Session({ cwd, today });
    const before = (await session.snapshot()) as Snapshot;
    const last = before.history.migrations.at(-1)?.migration.forward?.file;
    const earlier = before.history.migrations.slice(0, -1);
    session.setText(resolve(cwd, last?.path ?? ""), `${last?.text}\n-- more`);
    const after = (await session.snapshot()) as Snapshot;
    expect(after.history.migrations.slice(0, -1).every((one, at) => one === earlier[at])).toBe(true);
    expect(after.history.migrations.at(-1)).not.toBe(before.history.migrations.at(-1));
  });

  it("sees files that change, come and go when it is told to look", async () => {
    const cwd = makeFolder();
    cpSync(join(projects, "example"), cwd, { recursive: true });
    const session = new Session({ cwd, today });
    const compare = async () => {
      const warm = (await session.snapshot()) as Snapshot;
      const cold = await lintProject({ cwd, today });
      expect(told(warm.whole().findings)).toEqual(told(cold.result.findings));
      expect(traced(warm.history)).toEqual(traced(cold.history));
      return warm.history.migrations.length;
    };
    const count = await compare();
    const path = join(cwd, "migrations/005_incidents.sql");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("severity", "weight"));
    session.refresh(path);
    await compare();
    rmSync(path);
    session.reload();
    expect(await compare()).toBe(count - 1);
    writeFileSync(path, text);
    session.reload();
    expect(await compare()).toBe(count);
  });

  it("keeps the last configuration that could be used, and says what is wrong with the new one", async () => {
    const cwd = makeFolder({
      ".integlintrc": { dialect: "mysql" },
      "migrations/001_a.sql": "CREATE TABLE a (id INT);",
    });
    const session = new Session({ cwd, today });
    const before = ((await session.snapshot()) as Snapshot).whole().findings.length;
    expect(before).toBeGreaterThan(0);
    writeFileSync(join(cwd, ".integlintrc"), '{ "dialect": 3 }');
    session.reload();
    expect(((await session.snapshot()) as Snapshot).whole().findings).toHaveLength(before);
    expect(session.problem?.message).toContain(".integlintrc:1:14");
    writeFileSync(join(cwd, ".integlintrc"), '{ "dialect": "mysql", "extends": [] }');
    session.reload();
    expect(((await session.snapshot()) as Snapshot).whole().findings.length).toBeLessThan(before);
    expect(session.problem).toBeUndefined();
  });
});
