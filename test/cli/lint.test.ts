import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { actions, call, config, keyName, migrations } from "./call.js";

const compact = ["--format", "compact"];
const project = { ...config, ...migrations };

describe("what is linted", () => {
  it("the configured migrations", async () => {
    expect(await call(makeFolder(project), compact)).toEqual({ code: 1, out: keyName + actions, err: "" });
  });

  it("a folder, or a file in the context of its folder", async () => {
    const folder = makeFolder(project);
    expect((await call(folder, [...compact, "migrations"])).out).toBe(keyName + actions);
    expect((await call(folder, [...compact, "."])).out).toBe(keyName + actions);
    expect((await call(folder, [...compact, "migrations/002_jobs.sql"])).out).toBe(keyName + actions);
    expect(await call(folder, [...compact, "migrations/001_tenants.sql"])).toMatchObject({
      code: 0,
      out: "",
    });
    expect((await call(join(folder, "migrations"), [...compact, "002_jobs.sql"])).out).toBe(
      (keyName + actions).replaceAll("migrations/", ""),
    );
  });

  it("the usual folder where nothing is configured, and says what it assumed", async () => {
    const { code, out, err } = await call(makeFolder(migrations), compact);
    expect(code).toBe(1);
    expect(out).toContain(keyName);
    expect(err).toBe(
      "integlint: no configuration: assuming migrations in migrations, layout suffix (no file shows another layout); mysql 8.0 (ENGINE= (2 times), inline KEY or INDEX (once)); rules integlint:recommended.\n",
    );
  });

  it("the standard input, in the place of a file", async () => {
    const folder = makeFolder(project);
    const input = migrations["migrations/002_jobs.sql"].replace("by_tenant", "idx_tenant");
    const words = [...compact, "--stdin", "--stdin-filename", "migrations/002_jobs.sql"];
    expect(await call(folder, words, { input })).toMatchObject({
      code: 1,
      out: actions,
    });
    const added = [...compact, "--stdin-filename", "migrations/003_new.sql"];
    expect((await call(folder, added, { input: "ALTER TABLE jobs ADD INDEX jobs_id (id);" })).out).toBe(
      "migrations/003_new.sql:1:28: warning key-name: Index jobs_id of jobs is not named after the pattern ^idx_.\n",
    );
  });

  it("the standard input on its own", async () => {
    const folder = makeFolder(project);
    const input = migrations["migrations/002_jobs.sql"];
    const { out } = await call(folder, [...compact, "--stdin"], { input });
    expect(out).toBe((keyName + actions).replaceAll("migrations/002_jobs.sql", "stdin.sql"));
    expect(await call(folder, ["--stdin", "migrations"], { input })).toMatchObject({
      code: 2,
      err: "integlint: --stdin reads one file: name no others.\n",
    });
  });
});

describe("exit codes", () => {
  it("0 without errors, 1 with them or with too many warnings", async () => {
    const folder = makeFolder(project);
    const codeOf = async (...words: string[]) => (await call(folder, [...compact, ...words])).code;
    expect(await codeOf()).toBe(1);
    expect(await codeOf("--rule", "foreign-key-actions:warning")).toBe(0);
    expect(await codeOf("--rule", "foreign-key-actions:warning", "--max-warnings", "2")).toBe(0);
    expect(await codeOf("--rule", "foreign-key-actions:warning", "--max-warnings", "1")).toBe(1);
    expect(await codeOf("--rule", "foreign-key-actions:off", "--quiet")).toBe(0);
    expect(await codeOf("--rule", "foreign-key-actions:off", "--quiet", "--max-warnings", "0")).toBe(1);
  });

  it.each([
    [["nowhere"], 'There is no file or folder "nowhere".'],
    [["matrx"], 'There is no file, folder or command "matrx". Did you mean "matrix"?'],
    [["--cwd", "nowhere"], '--cwd: there is no folder "nowhere".'],
    [["--dialect-version", "8.x"], '--dialect-version: found "8.x", allowed: numbers and dots, such as 8.0.'],
    [["--config", "none.json"], "none.json: there is no such file."],
    [["--format", "jsn"], /^--format: found "jsn", allowed: .*\. Did you mean "json"\?$/],
    [["--format", "json=none/x.json"], /none\/x\.json: there is no such folder\.$/],
    [["--format", "json="], "--format json=: the file's name is missing."],
    [["--format", "json", "--format", "pretty"], /^--format: only one report/],
    [["empty"], "There is no SQL file in empty. Name a folder, or configure `migrations`."],
    [["--baseline", "none.json"], "none.json: there is no such file."],
    [["--changed"], /^--changed: .*not a git repository/],
  ])("2 where the run itself fails: %j", async (words, message) => {
    const folder = makeFolder(project);
    mkdirSync(join(folder, "empty"));
    const { code, out, err } = await call(folder, words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    const said = err.replace(/^integlint: /, "").trimEnd();
    if (typeof message === "string") expect(said).toBe(message);
    else expect(said).toMatch(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("2 where nothing is found, 0 where that is allowed", async () => {
    expect(await call(makeFolder(), [])).toMatchObject({
      code: 2,
      err: expect.stringContaining("No migrations found. Name a folder, or configure `migrations`."),
    });
    expect((await call(makeFolder(), ["--pass-on-no-files"])).code).toBe(0);
  });

  it("says where migrations are that are not in a usual folder, those with the most first", async () => {
    const folder = makeFolder({
      "server/storage/up/V1__a.sql": "SELECT 1;",
      "server/storage/up/V2__b.sql": "SELECT 1;",
      "server/storage/up/V3__c.sql": "SELECT 1;",
      "tools/prisma/20240101_a/migration.sql": "SELECT 1;",
      "tools/prisma/20240102_b/migration.sql": "SELECT 1;",
      "node_modules/other/001_a.sql": "SELECT 1;",
      "queries/find-users.sql": "SELECT 1;",
    });
    const { code, err } = await call(folder, []);
    expect(code).toBe(2);
    expect(err).toContain("SQL files with versions in server/storage/up, tools/prisma. Name a folder");
    expect((await call(folder, ["init"])).err).toContain("Name a folder: integlint init <folder>.");
    expect((await call(folder, ["init", "server/storage/up"])).code).toBe(0);
    expect(readFileSync(join(folder, ".integlintrc"), "utf8")).toMatch(/"dir":\s*"server\/storage\/up"/);
  });

  it("2 where a rule fails, named with its place; the others go on", async () => {
    const plugin = `export default { meta: { id: "mine", summary: "s", why: "w", convention: "indexes", severity: "info",
      dialects: ["mysql"], options: {}, examples: { bad: "", good: "" }, subject: "table", partialTables: false,
      always: false, needsAst: false }, check() { throw new Error("oh"); } };`;
    const folder = makeFolder({
      ...migrations,
      "p.mjs": plugin,
      ".integlintrc": {
        ...config[".integlintrc"],
        plugins: ["./p.mjs"],
        rules: { mine: "info", "key-name": "warning" },
      },
    });
    const { code, out, err } = await call(folder, compact);
    expect({ code, out }).toEqual({ code: 2, out: keyName });
    expect(err).toContain(
      "integlint: internal error in the rule mine at migrations/001_tenants.sql:4:28 and 1 more times: ",
    );
    expect(err).toContain("oh");
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("2 where a rule asks for a tree that it did not say it needs; with one, it reads it", async () => {
    const pluginWith = (needsAst: boolean) => `export default { meta: { id: "mine", summary: "s", why: "w",
      convention: "indexes", severity: "warning", dialects: ["mysql"], options: {}, examples: { bad: "", good: "" },
      subject: "statement", partialTables: false, always: false, needsAst: ${needsAst} },
      check({ statement }, { astOf, report }) {
        if (statement.verb === "UPDATE") report({ at: statement.location, message: JSON.stringify(astOf(statement).type) });
      } };`;
    const filesWith = (needsAst: boolean) => ({
      "p.mjs": pluginWith(needsAst),
      "migrations/001_a.sql": "UPDATE a SET b = 1;",
      ".integlintrc": { dialect: "mysql", extends: [], plugins: ["./p.mjs"], rules: { mine: "warning" } },
    });
    expect(await call(makeFolder(filesWith(false)), compact)).toMatchObject({
      code: 2,
      err: expect.stringContaining("only a rule that says `needsAst: true` may ask for a tree"),
    });
    expect(await call(makeFolder(filesWith(true)), compact)).toMatchObject({
      code: 0,
      out: 'migrations/001_a.sql:1:1: warning mine: "update"\n',
    });
  });

  it("2 where a configuration is wrong", async () => {
    const folder = makeFolder({ ...migrations, ".integlintrc": '{ "dialect": "mysq" }' });
    expect(await call(folder, [])).toEqual({
      code: 2,
      out: "",
      err: 'integlint: .integlintrc:1:14: dialect: found "mysq", allowed: mysql, mariadb, postgresql. Did you mean "mysql"?\n',
    });
    const external = { external: { tenants: { id: "CHAR(" } }, dialect: "mysql" };
    expect((await call(makeFolder({ ...migrations, ".integlintrc": external }), [])).err).toBe(
      'integlint: external.tenants.id: "CHAR(" is no type of mysql.\n',
    );
  });
});

describe("reports", () => {
  it("go to files as well as to the standard output", async () => {
    const folder = makeFolder(project);
    const words = ["--format", "json=out.json", "--format", "compact=out.txt", "--format", "pretty"];
    const { out } = await call(folder, words, { environment: { FORCE_COLOR: "1" } });
    expect(out).toContain("\u001b[");
    expect(readFileSync(join(folder, "out.txt"), "utf8")).toBe(keyName + actions);
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8")).summary).toMatchObject({
      errors: 1,
      warnings: 1,
    });
  });

  it("are the same bytes every time", async () => {
    const folder = makeFolder(project);
    const first = await call(folder, ["--format", "json"]);
    expect(await call(folder, ["--format", "json"])).toEqual(first);
  });

  it.each([
    [{}, undefined, false],
    [{}, 80, true],
    [{ NO_COLOR: "1" }, 80, false],
    [{ TERM: "dumb" }, 80, false],
    [{ FORCE_COLOR: "1" }, undefined, true],
    [{ FORCE_COLOR: "0" }, 80, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, 80, false],
  ])("are coloured for %j on %s columns: %s", async (environment, columns, colored) => {
    const { out } = await call(makeFolder(project), [], { environment, columns });
    expect(out.includes("\u001b[")).toBe(colored);
    const plain = await call(makeFolder(project), ["--no-color"], { environment, columns });
    expect(plain.out).not.toContain("\u001b[3");
  });

  it("show errors only under --quiet", async () => {
    expect((await call(makeFolder(project), [...compact, "--quiet"])).out).toBe(actions);
  });

  it("come with counts under --stats, on stderr", async () => {
    const { out, err } = await call(makeFolder(project), [...compact, "--stats"]);
    expect(out).toBe(keyName + actions);
    expect(err).toMatch(/^migrations: 2 migrations, layout suffix/m);
    expect(err).toMatch(/^key-name\s+\d+/m);
  });

  it("tell of files for other databases, which are left out", async () => {
    const folder = makeFolder({
      "migrations/mysql/001_a.sql": "CREATE TABLE IF NOT EXISTS a (id INT);",
      "migrations/sqlite/001_a.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);",
      "migrations/postgres/001_a.sql": "CREATE TABLE a (id SERIAL);",
    });
    const { out, err } = await call(folder, [...compact, "--dialect", "mysql"]);
    expect(err).toContain(
      "integlint: left out as their paths name another database than mysql: 1 of postgres, 1 of sqlite.\n",
    );
    expect(out).toContain("migrations/mysql/001_a.sql");
    expect(out).not.toMatch(/postgres|sqlite/);
  });

  it("tell of files that are no UTF-8", async () => {
    const latin1 = Buffer.from("-- caf\u00e9\nSELECT 1;\n", "latin1");
    const folder = makeFolder({ ...project, "migrations/003_x.sql": latin1 });
    expect((await call(folder, compact)).err).toBe(
      "integlint: migrations/003_x.sql is no UTF-8: read as Latin-1.\n",
    );
  });
});

describe("suppressions", () => {
  const suppressed = {
    ...project,
    "migrations/002_jobs.sql": migrations["migrations/002_jobs.sql"].replace(
      "  INDEX",
      "  -- integlint-disable-next-line key-name: old\n  INDEX",
    ),
  };

  it("hold unless they are switched off", async () => {
    const folder = makeFolder(suppressed);
    expect((await call(folder, compact)).out).not.toContain("key-name");
    expect((await call(folder, [...compact, "--no-suppressions"])).out).toContain("key-name");
  });

  it("that suppress nothing are warnings, or errors on demand", async () => {
    const folder = makeFolder({
      ...suppressed,
      ".integlintrc": { dialect: "mysql", extends: [], rules: { "suppression-unused": "warning" } },
    });
    expect(await call(folder, compact)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/warning suppression-unused: /),
    });
    expect(await call(folder, [...compact, "--report-unused-suppressions"])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/error suppression-unused: /),
    });
  });
});

describe("the baseline", () => {
  it("knows what was there, shows what is new, and says what is answered", async () => {
    const folder = makeFolder(project);
    expect(await call(folder, ["--update-baseline"])).toEqual({
      code: 0,
      out: "",
      err: "integlint: .integlint-baseline.json now knows 2 findings.\n",
    });
    expect(await call(folder, compact)).toEqual({ code: 0, out: "", err: "" });
    expect((await call(folder, [...compact, "--no-baseline"])).out).toBe(keyName + actions);

    const path = join(folder, "migrations/002_jobs.sql");
    const changed = readFileSync(path, "utf8")
      .replace("by_tenant", "idx_tenant")
      .replace("CREATE", "\n\nCREATE");
    writeFileSync(path, changed);
    writeFileSync(join(folder, "migrations/003_new.sql"), "ALTER TABLE jobs ADD INDEX jobs_id (id);");
    const { code, out, err } = await call(folder, compact);
    expect({ code, out }).toEqual({
      code: 0,
      out: "migrations/003_new.sql:1:28: warning key-name: Index jobs_id of jobs is not named after the pattern ^idx_.\n",
    });
    expect(err).toBe("integlint: 1 of the baseline's entries are answered: --update-baseline drops them.\n");
  });

  it("is never written from a part of the files", async () => {
    expect(await call(makeFolder(project), ["--update-baseline", "migrations/002_jobs.sql"])).toMatchObject({
      code: 2,
      err: "integlint: --update-baseline needs all files: name no single ones.\n",
    });
  });
});

describe("--print-config", () => {
  it("shows what is in force for one file", async () => {
    const folder = makeFolder({
      ".integlintrc": {
        ...config[".integlintrc"],
        overrides: [{ files: "migrations/002*", rules: { "key-name": "off" } }],
      },
    });
    const ruleFor = async (file: string) =>
      JSON.parse((await call(folder, ["--print-config", file])).out).rules["key-name"][0];
    expect(await ruleFor("migrations/001_a.sql")).toBe("warning");
    expect(await ruleFor("migrations/002_a.sql")).toBe("off");
  });
});
