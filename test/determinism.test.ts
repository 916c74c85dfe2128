// The same input gives the same bytes: in any locale and time zone, however the file system orders its folders, wherever the
// command is called from and however paths are spelled, and again.

import { spawnSync } from "node:child_process";
import { cpSync, type Dirent, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { matrixReporters, reporters, schemaReporters } from "../src/report/index.js";
import { call } from "./cli/call.js";
import { makeFolder } from "./folder.js";
import { buildOnce, command } from "./integrations/built.js";

/** What a folder's entries go through before anybody sees them. */
const order = vi.hoisted(() => ({ of: (entries: Dirent[]): Dirent[] => entries }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const readdirSync = (...words: Parameters<typeof fs.readdirSync>) =>
    order.of(fs.readdirSync(...words) as unknown as Dirent[]);
  return { ...fs, readdirSync, default: { ...fs, readdirSync } };
});

afterEach(() => {
  order.of = (entries) => entries;
});

buildOnce();

const projects = join(import.meta.dirname, "../fixtures/projects");

/** Names that locales order and fold in ways of their own, and two folders of migrations. */
const names = {
  ".integlintrc": {
    extends: "integlint:strict",
    dialect: "mysql",
    migrations: [{ dir: "migrations" }, { dir: "späte" }],
    overrides: [{ files: "späte/*", rules: { "header-comment": "warning" } }],
  },
  "migrations/001_I.sql": "CREATE TABLE ISSUES (ID INT, TITLE TEXT, KEY i (ID), KEY I2 (ID));\n",
  "migrations/002_i.sql": "CREATE TABLE ıssues_integrations (id INT, tenantId CHAR(36), apiToken TEXT);\n",
  "migrations/002_ä.sql":
    "CREATE TABLE ärger (id INT, z INT, å INT, ß INT);\nINSERT INTO ärger VALUES (1, 2, 3, 4);\n",
  "migrations/010_a/up.sql": "CREATE TABLE a (b INT,);\n",
  "migrations/9_z.sql": "ALTER TABLE ISSUES ADD COLUMN expiresAt DATETIME DEFAULT '2026-11-01 00:30:00';\n",
  "späte/001_x.sql":
    "-- integlint-disable-next-line primary-key: later (until 2026-11-22)\nCREATE TABLE x (id INT);\n",
  "späte/Z001_y.sql": "CREATE TABLE y (id INT, FOREIGN KEY (id) REFERENCES x (id));\n",
};

const commands: readonly (readonly string[])[] = [
  ...Object.keys(reporters).map((format) => ["--format", format]),
  ...Object.keys(matrixReporters).flatMap((format) => [
    ["matrix", "--format", format],
    ["matrix", "--by", "integration", "--format", format],
  ]),
  ...Object.keys(schemaReporters).map((format) => ["schema", "--format", format]),
  ["rules"],
  ["rules", "--format", "json"],
  ["explain", "key-name"],
  ["--print-config", "migrations/001_a.sql"],
];

function copyOf(name: string): string {
  const folder = name === "names" ? makeFolder(names) : makeFolder();
  if (name !== "names") cpSync(join(projects, name), folder, { recursive: true });
  return folder;
}

const all = ["names", "example", "mariadb-example", "postgres-example"];

describe("the same bytes", () => {
  it.each(all)(
    "in each order in which a file system lists %s, and again",
    async (name) => {
      const folder = copyOf(name);
      for (const words of commands) {
        order.of = (entries) => entries;
        const usual = await call(folder, words);
        expect(usual.err).not.toContain("internal error");
        expect(await call(folder, words)).toEqual(usual);
        order.of = (entries) => [...entries].reverse();
        expect(await call(folder, words), words.join(" ")).toEqual(usual);
        order.of = (entries) => [...entries].sort((a, b) => hash(a) - hash(b));
        expect(await call(folder, words), words.join(" ")).toEqual(usual);
      }
    },
    120_000,
  );

  it("of a comparison and of what is inferred", async () => {
    const folder = makeFolder({
      ...Object.fromEntries(Object.entries(names).filter(([path]) => path.startsWith("m"))),
      "other/001_b.sql": "CREATE TABLE ISSUES (ID BIGINT, TITLE TEXT);\nCREATE TABLE zz (id INT);\n",
      "other/002_a.sql": "CREATE TABLE aa (id INT);\n",
    });
    const run = async (...words: string[]) => call(folder, words);
    const seen = async () => {
      rmSync(join(folder, ".integlintrc"), { force: true });
      return {
        json: await run("compare", "migrations", "other", "--format", "json"),
        pretty: await run("compare", "migrations", "other"),
        init: await run("init", "--infer"),
        config: readFileSync(join(folder, ".integlintrc"), "utf8"),
      };
    };
    const usual = await seen();
    expect(usual.init.code).toBe(0);
    order.of = (entries) => [...entries].reverse();
    expect(await seen()).toEqual(usual);
  }, 60_000);

  it.each(all)(
    "of %s in each locale and time zone",
    (name) => {
      const folder = copyOf(name);
      const environments: Readonly<Record<string, string>>[] = [
        {},
        { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
        { LC_ALL: "de_DE.UTF-8", TZ: "America/St_Johns" },
        { LC_ALL: "C", TZ: "Etc/GMT+12" },
        { LC_ALL: "ar_EG.UTF-8", LANGUAGE: "ar" },
      ];
      // One process for all reports.
      const files = Object.keys(reporters).map((format) => `${format}=out-${format}`);
      const words = files.flatMap((file) => ["--format", file]);
      const seen = environments.map((environment) => {
        const results = [words, ["matrix"], ["schema"], ["schema", "--format", "json"]].map((line) =>
          spawn(folder, line, environment),
        );
        const reports = Object.keys(reporters).map((format) =>
          readFileSync(join(folder, `out-${format}`), "utf8"),
        );
        return { results, reports };
      });
      expect(seen[0]?.reports.every((report) => report.length > 0)).toBe(true);
      for (const one of seen) expect(one).toEqual(seen[0]);
    },
    120_000,
  );

  it("however the way to the files is spelled", async () => {
    const folder = copyOf("names");
    const usual = await call(folder, ["--format", "json"]);
    const link = join(makeFolder(), "link");
    symlinkSync(folder, link);
    const spellings = [
      ["migrations", "späte"],
      ["späte", "migrations"],
      ["./migrations/", "späte/../späte//"],
      [join(folder, "migrations"), join(folder, "späte")],
      ["."],
    ];
    for (const paths of spellings)
      expect(await call(folder, ["--format", "json", ...paths]), paths.join(" ")).toEqual(usual);
    expect(await call("/", ["--format", "json", "--cwd", folder])).toEqual(usual);
    expect(await call(link, ["--format", "json"])).toEqual(usual);
    expect(await call(join(folder, "migrations"), ["--format", "json", "--cwd", ".."])).toEqual(usual);
  }, 60_000);
});

function hash({ name }: { readonly name?: string }): number {
  let sum = 7;
  for (const character of String(name)) sum = (sum * 31 + character.charCodeAt(0)) % 1009;
  return sum;
}

function spawn(cwd: string, words: readonly string[], environment: Readonly<Record<string, string>>) {
  const [program = "", ...rest] = command.split(" ");
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(program, [...rest, ...words], {
    cwd,
    encoding: "utf8",
    env: { PATH, HOME, ...environment },
  });
  return { code: status, out: stdout, err: stderr };
}
