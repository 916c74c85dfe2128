// What `fix --forward` writes is taken by real servers, runs twice, and its rollback gives back what was there.

import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../src/lint/finding.js";
import { correctProject } from "../../src/project/corrective.js";
import { lintProject } from "../../src/project/lint.js";
import { makeFolder } from "../folder.js";
import { unrulySchema } from "../generate/unruly-schema.js";
import type { ServerScript } from "./catalog.js";
import { describeOn, type ServerName, serverNamed } from "./servers.js";

const now = new Date("2026-01-01T00:00:00Z");
const isOfSchema = ({ subject: { kind }, suppressed }: Finding) =>
  !suppressed && kind !== "migration" && kind !== "statement";
const said = (findings: readonly Finding[]) =>
  findings.map(({ rule, message }) => `${rule}: ${message}`).sort();

/** What InnoDB adds for a foreign key is called otherwise where the key was given its name. */
function withoutNamesOfInnodb(lines: readonly string[]): readonly string[] {
  const keys = new Set(
    lines.flatMap((line) => {
      const [, table, columns] = /^foreign key (\S+?)\.\S+ \((.*?)\)/.exec(line) ?? [];
      return table === undefined ? [] : [`${table} ${columns}`];
    }),
  );
  return lines
    .map((line) => {
      const [, table, columns] = /^index (\S+?)\.\S+ index (.*)$/.exec(line) ?? [];
      return keys.has(`${table} ${columns}`) ? `index ${table}.* index ${columns}` : line;
    })
    .sort();
}

/** Writes it, in memory, and runs it on the server behind `scripts`, which make the schema that it corrects. */
async function expectCorrection(
  name: ServerName,
  cwd: string,
  scripts: readonly ServerScript[],
  trustsRows: boolean,
): Promise<boolean> {
  const server = serverNamed(name);
  const asked = { cwd, only: [], name: "conform", trustsRows, now };
  const { placement, left, own } = await correctProject(asked);
  if (!placement) return false;
  const [forward, rollback] = placement.files.map(({ path, text }) => ({ path, text }));
  if (!forward || !rollback) throw new Error("no pair");
  const what = `${scripts.at(-1)?.text}\n${forward.text}\n${rollback.text}`;

  const run = (more: readonly ServerScript[]) => {
    const { refused, lines } = server.run([...scripts, ...more]);
    return { refused, lines: name === "postgresql" ? lines : withoutNamesOfInnodb(lines) };
  };
  const before = run([]);
  const after = run([forward]);
  expect(after.refused.slice(before.refused.length), what).toEqual([]);
  expect(after.lines, what).not.toEqual(before.lines);
  expect(run([forward, forward]), what).toEqual(after);
  expect(run([forward, rollback, rollback]), what).toEqual(before);

  const texts = new Map(placement.files.map(({ path, text }) => [join(cwd, path), text]));
  const linted = await lintProject({ cwd, texts });
  expect(said(linted.result.findings.filter(isOfSchema)), what).toEqual(
    said(left.map(({ finding }) => finding)),
  );
  expect(
    own.filter(({ rule }) => rule !== "backward-compatible").map(({ message }) => message),
    what,
  ).toEqual([]);
  return true;
}

/** A database of PostgreSQL takes its time. */
const usualRounds = { mariadb: 6, postgresql: 2 } as const;

for (const name of ["mariadb", "postgresql"] as const) {
  describeOn(name, `fix --forward on ${name}`, () => {
    test("example project", { timeout: 120_000 }, async () => {
      const project = name === "mariadb" ? "mariadb-example" : "postgres-example";
      const folder = join(import.meta.dirname, "../../fixtures/projects", project);
      const cwd = makeFolder();
      cpSync(folder, cwd, { recursive: true });
      const read = (path: string) => ({ path, text: readFileSync(join(folder, path), "utf8") });
      const names = readdirSync(join(folder, "migrations")).filter(
        (one) => !/_(?:rollback|seed)\.sql$/.test(one),
      );
      const scripts = ["external.sql", ...names.sort().map((one) => `migrations/${one}`)].map(read);
      const isWritten = await expectCorrection(name, cwd, scripts, true);
      expect(isWritten).toBe(name === "postgresql");
    });

    const rounds = Number(process.env.INTEGLINT_RUNS ?? usualRounds[name]);
    test("random schemas", { timeout: 60_000 * rounds }, async () => {
      let written = 0;
      await fc.assert(
        fc.asyncProperty(unrulySchema(name), fc.boolean(), async (text, trustsRows) => {
          const cwd = makeFolder({
            ".integlintrc": {
              extends: ["integlint:recommended"],
              dialect: name,
              migrations: [{ dir: "migrations" }],
            },
            "migrations/001_init.sql": text,
          });
          const scripts = [{ path: "migrations/001_init.sql", text }];
          if (await expectCorrection(name, cwd, scripts, trustsRows)) written++;
        }),
        { numRuns: rounds, endOnFailure: true },
      );
      expect(written).toBeGreaterThan(0);
    });
  });
}
