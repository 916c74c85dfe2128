// A cache never shows: with one and without, the same bytes, whatever changed in between.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { reporters } from "../../src/report/index.js";
import { call, config, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

const project = { ...config, ...migrations };
const compact = ["--format", "compact"];
const projects = join(import.meta.dirname, "../../fixtures/projects");

/** The one result that is kept for a folder. */
function entryIn(folder: string): string {
  const places = [".integlintcache", "node_modules/.cache/integlint"].map((place) => join(folder, place));
  const place = places.find((path) => existsSync(path)) as string;
  const names = readdirSync(place).filter((name) => name.startsWith("lint-"));
  expect(names).toHaveLength(1);
  return join(place, names[0] as string);
}

/** Changes what is kept as nobody else would: only a run that shows what is kept shows it. */
function mark(folder: string): void {
  const path = entryIn(folder);
  const [head = "", ...rest] = readFileSync(path, "utf8").split("\n");
  const body = rest.join("\n").replace("is not named after", "KEPT");
  expect(body).toContain("KEPT");
  const digest = createHash("sha256").update(body, "utf16le").digest("hex");
  writeFileSync(path, `${JSON.stringify({ ...JSON.parse(head), digest })}\n${body}`);
}

async function isKept(folder: string, ...words: string[]): Promise<boolean> {
  return (await call(folder, [...compact, "--cache", ...words])).out.includes("KEPT");
}

async function keptProject(
  files: Parameters<typeof makeFolder>[0] = project,
  ...words: string[]
): Promise<string> {
  const folder = makeFolder(files);
  await call(folder, [...compact, "--cache", ...words]);
  mark(folder);
  return folder;
}

afterEach(() => void vi.useRealTimers());

describe("with a cache", () => {
  it.each(readdirSync(projects))("each report of %s is the same: new, just kept, kept", async (name) => {
    const folder = makeFolder();
    cpSync(join(projects, name), folder, { recursive: true });
    for (const format of Object.keys(reporters)) {
      const words = ["--format", format, "--rule", "idempotent:warning"];
      const plain = await call(folder, words);
      expect(plain.out.length).toBeGreaterThan(0);
      rmSync(join(folder, ".integlintcache"), { recursive: true, force: true });
      for (const _ of ["just kept", "kept"]) expect(await call(folder, [...words, "--cache"])).toEqual(plain);
    }
  });

  it("a run of what did not change shows what is kept", async () => {
    const folder = await keptProject();
    expect(await isKept(folder)).toBe(true);
    expect((await call(folder, compact)).out).not.toContain("KEPT");
  });

  it("single files, git and the baseline are a matter of each run", async () => {
    const folder = await keptProject();
    expect(await isKept(folder, "migrations/002_jobs.sql")).toBe(true);
    expect((await call(folder, [...compact, "--cache", "migrations/001_tenants.sql"])).out).toBe("");
    expect((await call(folder, [...compact, "--cache", "--quiet"])).out).not.toContain("KEPT");
    await call(folder, ["--update-baseline"]);
    expect(await call(folder, [...compact, "--cache"])).toEqual({ code: 0, out: "", err: "" });
    expect(await isKept(folder, "--no-baseline")).toBe(true);
  });

  it.each<[string, (folder: string) => void]>([
    ["a digit", (folder) => change(folder, "migrations/002_jobs.sql", (text) => text.replace("255", "254"))],
    ["a file's text", (folder) => change(folder, "migrations/001_tenants.sql", (text) => `${text}\n`)],
    [
      "a rollback's text",
      (folder) => change(folder, "migrations/002_jobs_rollback.sql", (text) => `${text} `),
    ],
    ["a file's name", (folder) => change(folder, "migrations/003_more_seed.sql", () => "SELECT 1;")],
    [
      "the configuration",
      (folder) => change(folder, ".integlintrc", (text) => text.replace("warning", "error")),
    ],
    [
      "what it extends",
      (folder) => change(folder, "base.json", () => '{ "extends": [], "rules": { "primary-key": "info" } }'),
    ],
    ["a plugin", (folder) => change(folder, "rules/p.mjs", (text) => `${text}\n`)],
    ["what a plugin imports", (folder) => change(folder, "rules/text.mjs", (text) => text.replace("m", "n"))],
    [
      "what a plugin's package is",
      (folder) => change(folder, "node_modules/dep/package.json", (text) => text.replace("1.0", "1.1")),
    ],
  ])("a change of %s is a new run", async (_, edit) => {
    const folder = await keptProject(withPlugin);
    expect(await isKept(folder)).toBe(true);
    edit(folder);
    expect(await isKept(folder)).toBe(false);
  });

  it("what git says of the branch that the work goes to is a matter of each run", async () => {
    const settings = {
      ...config[".integlintrc"],
      rules: { "migration-immutable": "error", "key-name": "warning" },
    };
    const folder = makeFolder({ ...migrations, ".integlintrc": settings });
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...words], {
        cwd: folder,
        stdio: "pipe",
      });
    const commit = (...words: string[]) => {
      git("add", "migrations", ".integlintrc");
      git("commit", "-q", "-m", "x", ...words);
    };
    git("init", "-q", "-b", "main");
    commit();
    git("checkout", "-q", "-b", "work");
    const same = async (...words: string[]) => {
      const plain = await call(folder, ["--format", "json", ...words]);
      for (const _ of ["kept by now", "kept"])
        expect(await call(folder, ["--format", "json", "--cache", ...words])).toEqual(plain);
      return plain.out;
    };
    const changed = "--changed=main";
    expect(await same(changed)).not.toContain('"rule":"migration-immutable"');
    change(folder, "migrations/002_jobs.sql", (text) => text.replace("255", "254"));
    expect(await same(changed)).toContain("002_jobs");
    rmSync(join(folder, "migrations/001_tenants.sql"));
    expect(await same(changed)).toContain('"rule":"migration-immutable"');
    await same("--staged");
    change(folder, "migrations/005_mine.sql", () => "CREATE TABLE mine (id INT PRIMARY KEY);");
    commit();
    const before = await same(changed);
    // Somebody merges a later migration; here, nothing changes.
    git("checkout", "-q", "main");
    change(folder, "migrations/007_theirs.sql", () => "CREATE TABLE theirs (id INT PRIMARY KEY);");
    commit();
    git("checkout", "-q", "work");
    expect(await same(changed)).not.toBe(before);
  }, 60_000);

  it("a plugin whose imports cannot be told is run each time", async () => {
    const folder = makeFolder({
      ...withPlugin,
      "rules/text.mjs": "const name = './x.mjs';\nexport const text = (await import(name)).default;",
      "rules/x.mjs": "export default 'one';",
    });
    expect((await call(folder, [...compact, "--cache"])).out).toContain("mine: one");
    writeFileSync(join(folder, "rules/x.mjs"), "export default 'two';");
    expect(existsSync(join(folder, "node_modules/.cache"))).toBe(false);
  });

  it("a flag makes a result of its own", async () => {
    const folder = await keptProject();
    expect(await isKept(folder, "--rule", "foreign-key-actions:warning")).toBe(false);
    expect(await isKept(folder, "--no-suppressions")).toBe(false);
    expect(await isKept(folder)).toBe(true);
  });

  it("a suppression ends on its day", async () => {
    const text = migrations["migrations/002_jobs.sql"].replace(
      "  CONSTRAINT",
      "  -- integlint-disable-next-line foreign-key-actions: soon (until 2027-03-01)\n  CONSTRAINT",
    );
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-03-01T23:59:00Z") });
    const folder = await keptProject({ ...project, "migrations/002_jobs.sql": text });
    expect(await isKept(folder)).toBe(true);
    vi.setSystemTime(new Date("2027-03-02T00:01:00Z"));
    const { out } = await call(folder, [...compact, "--cache"]);
    expect(out).toContain("foreign-key-actions");
    expect(out).not.toContain("KEPT");
  });

  it("a result with failures is not kept", async () => {
    const folder = makeFolder({ ...withPlugin, "rules/text.mjs": "export const text = undefined;" });
    for (const _ of [1, 2]) {
      const { code, err } = await call(folder, [...compact, "--cache"]);
      expect(code).toBe(2);
      expect(err).toContain("internal error in the rule mine");
    }
    expect(existsSync(join(folder, ".integlintcache"))).toBe(false);
  });

  it("the standard input is not kept", async () => {
    const folder = makeFolder(project);
    await call(folder, ["--cache", "--stdin-filename", "migrations/002_jobs.sql"], { input: "SELECT 1;" });
    expect(existsSync(join(folder, ".integlintcache"))).toBe(false);
  });
});

describe("the cache's place", () => {
  it("is beside installed packages, or a folder that git passes over, or where one says", async () => {
    const folder = makeFolder(project);
    await call(folder, ["--cache"]);
    expect(readFileSync(join(folder, ".integlintcache/.gitignore"), "utf8")).toBe("*\n");
    mkdirSync(join(folder, "node_modules"));
    await call(folder, ["--cache"]);
    expect(readdirSync(join(folder, "node_modules/.cache/integlint"))).toHaveLength(1);
    await call(folder, ["--cache-location", "tmp/here"]);
    expect(readdirSync(join(folder, "tmp/here"))).toEqual([
      expect.stringMatching(/^lint-[0-9a-f]{16}\.json$/),
    ]);
  });

  it.each<[string, (path: string, text: string) => void]>([
    ["cut off", (path, text) => writeFileSync(path, text.slice(0, text.length / 2))],
    ["empty", (path) => writeFileSync(path, "")],
    ["no JSON", (path) => writeFileSync(path, "\0".repeat(100))],
    ["changed", (path, text) => writeFileSync(path, text.replace("key-name", "key-nane"))],
  ])("a kept result that is %s is told of and made anew", async (_, damage) => {
    const folder = makeFolder(project);
    const plain = await call(folder, [...compact, "--cache"]);
    const path = entryIn(folder);
    damage(path, readFileSync(path, "utf8"));
    const err = "integlint: the cache in .integlintcache is damaged and made anew.\n";
    expect(await call(folder, [...compact, "--cache"])).toEqual({ ...plain, err });
    expect(await call(folder, [...compact, "--cache"])).toEqual(plain);
  });

  it("that cannot be used is told of once, and is no failure", async () => {
    const folder = makeFolder({ ...project, taken: "a file" });
    const { err, ...run } = await call(folder, [...compact, "--cache-location", "taken"]);
    expect({ err: "", ...run }).toEqual(await call(folder, compact));
    expect(err).toMatch(/^integlint: the cache in taken cannot be read: [^\n]+\n$/);
    // Nobody may write there, not even the owner of all files.
    const nowhere = await call(folder, [...compact, "--cache-location", "/sys/integlint"]);
    expect(nowhere.err).toMatch(/^integlint: the cache in \/sys\/integlint cannot be written: [^\n]+\n$/);
    expect(nowhere.out).toBe(run.out);
  });

  it("is not among the files of a branch that is not trusted", async () => {
    const folder = makeFolder(project);
    const words = [...compact, "--no-code-config"];
    expect(await call(folder, [...words, "--cache"])).toEqual({
      code: 2,
      out: "",
      err: expect.stringMatching(
        /^integlint: --no-code-config is for branches that are not trusted, .*elsewhere\.\n$/,
      ),
    });
    expect(await call(folder, [...words, "--cache-location", makeFolder()])).toEqual(
      await call(folder, words),
    );
  });

  it("may be shared by runs at the same time", async () => {
    const folder = makeFolder(project);
    const plain = await call(folder, compact);
    const runs = await Promise.all(Array.from({ length: 8 }, () => call(folder, [...compact, "--cache"])));
    expect(runs).toEqual(runs.map(() => plain));
    expect(readdirSync(join(folder, ".integlintcache")).sort()).toEqual([
      ".gitignore",
      expect.stringMatching(/^lint-/),
    ]);
  });
});

it("never changes what is said, whatever is edited between the runs", async () => {
  const names = ["001_a", "002_b", "003_c", "002_b_rollback", "003_c_rollback", "004_d_seed"];
  const texts = [
    "CREATE TABLE a (id INT PRIMARY KEY, tenantId CHAR(36));",
    "ALTER TABLE a ADD COLUMN tenant_id INT;",
    "CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (aId INT, KEY x (aId));",
    "ALTER TABLE b ADD CONSTRAINT c FOREIGN KEY (aId) REFERENCES a (id);",
    "DROP TABLE a;",
    "-- integlint-disable-next-line primary-key: why (until 2027-03-01)\nCREATE TABLE d (x INT,);",
    "INSERT INTO a (id) VALUES (1);",
    "",
  ];
  const severity = fc.constantFrom("off", "info", "warning", "error");
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ write: fc.constantFrom(...names), text: fc.constantFrom(...texts) }),
    },
    { weight: 1, arbitrary: fc.record({ remove: fc.constantFrom(...names) }) },
    { weight: 1, arbitrary: fc.record({ rule: fc.constantFrom("primary-key", "key-name"), severity }) },
    { weight: 1, arbitrary: fc.record({ day: fc.constantFrom("2027-02-28", "2027-03-01", "2027-03-02") }) },
    {
      weight: 2,
      arbitrary: fc.record({ words: fc.subarray(["--no-suppressions", "m/002_b.sql", "--quiet"]) }),
    },
    { weight: 2, arbitrary: fc.constant({}) },
  );
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2027-03-01T12:00:00Z") });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
      const folder = makeFolder({ "m/001_a.sql": texts[0] as string, "m/002_b.sql": texts[1] as string });
      const rules: Record<string, string> = {};
      for (const one of steps) {
        if ("write" in one) writeFileSync(join(folder, `m/${one.write}.sql`), one.text);
        if ("remove" in one) rmSync(join(folder, `m/${one.remove}.sql`), { force: true });
        if ("rule" in one) rules[one.rule] = one.severity;
        if ("day" in one) vi.setSystemTime(new Date(`${one.day}T12:00:00Z`));
        writeFileSync(join(folder, ".integlintrc"), JSON.stringify({ migrations: [{ dir: "m" }], rules }));
        const words = ["--format", "json", "--pass-on-no-files", ...("words" in one ? one.words : [])];
        expect(await call(folder, [...words, "--cache"])).toEqual(await call(folder, words));
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

const withPlugin = {
  ...migrations,
  ".integlintrc": {
    ...config[".integlintrc"],
    extends: ["./base.json"],
    rules: { "key-name": "warning", mine: "warning" },
    plugins: ["./rules/p.mjs"],
  },
  "base.json": '{ "extends": [] }',
  "rules/p.mjs": `import { readFileSync } from "node:fs";
    import { text } from "./text.mjs";
    import "dep";
    export default { meta: { id: "mine", summary: "s", why: "w", convention: "indexes", severity: "info", dialects: ["mysql"],
      options: {}, examples: { bad: "", good: "" }, subject: "schema", partialTables: false, always: false, needsAst: false },
      check(schema, { report }) { report({ at: schema.tables[0].at(), message: text.trim() }); } };`,
  "rules/text.mjs": "export const text = 'mine';",
  "node_modules/dep/package.json":
    '{ "name": "dep", "version": "1.0.0", "type": "module", "main": "index.js" }',
  "node_modules/dep/index.js": "",
};

function change(folder: string, path: string, edit: (text: string) => string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, edit(existsSync(file) ? readFileSync(file, "utf8") : ""));
}
