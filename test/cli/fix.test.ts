import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call, config, migrations } from "./call.js";

function git(folder: string, ...words: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

const newFile = "migrations/003_runs.sql";
const runs = [
  "-- What: runs",
  "-- Why: a test",
  "-- Tables: runs",
  "CREATE TABLE IF NOT EXISTS runs (",
  "  id VARCHAR(255) NOT NULL PRIMARY KEY, -- ä",
  "  tenantId CHAR(36)   NOT NULL,",
  "  INDEX by_run_tenant (tenantId),",
  "  CONSTRAINT fk_runs_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE",
  ") ENGINE=InnoDB;",
  "",
].join("\n");
const fixedRuns = runs
  .replace("by_run_tenant", "idx_runs_tenant_id")
  .replace("ON DELETE CASCADE", "ON DELETE CASCADE ON UPDATE CASCADE");

/** Two migrations on main with two findings, and a new one with two. */
function makeRepository(more: Readonly<Record<string, string | Uint8Array | object>> = {}): string {
  const folder = makeFolder({ ...config, ...migrations });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  for (const [path, content] of Object.entries({ [newFile]: runs, ...more }))
    writeFileSync(join(folder, path), content as string);
  return folder;
}

const textsOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(join(folder, "migrations")).map((name) => [
      name,
      readFileSync(join(folder, "migrations", name), "utf8"),
    ]),
  );

describe("fix", () => {
  it("asks for no header where a rollback stands in comments", async () => {
    const text = [
      "--liquibase formatted sql",
      "--changeset a:1",
      "-- What: a",
      "CREATE TABLE a (id INT);",
      "--rollback DROP TABLE a;",
      "",
    ].join("\n");
    const rules = { "header-comment": ["error", { fields: ["What"], rollbacks: true }] };
    const folder = makeFolder({
      "migrations/changelog.sql": text,
      ".integlintrc": { dialect: "mysql", extends: [], migrations: [{ dir: "migrations" }], rules },
    });
    expect(await call(folder, ["fix", "--all"])).toMatchObject({ code: 0 });
    expect(textsOf(folder)).toEqual({ "changelog.sql": text });
  });

  it("leaves alone what an edit does not answer", async () => {
    const check = `report({ at: { file: subject.statement.location.file, range: { start: 0, end: 0 } }, message: "m",
      edits: [{ range: { start: 0, end: 0 }, text: "-- more\\n" }] })`;
    const folder = makeFolder({
      "p.mjs": `export default { meta: { id: "mine", summary: "s", why: "w", convention: "indexes", severity: "info",
        dialects: ["mysql"], fixable: true, options: {}, examples: { bad: "", good: "" }, subject: "statement",
        partialTables: false, always: false, needsAst: false }, check(subject, { report }) { ${check} } };`,
      "migrations/001_a.sql": "CREATE TABLE a (id INT);\n",
      ".integlintrc": { dialect: "mysql", extends: [], plugins: ["./p.mjs"], rules: { mine: "warning" } },
    });
    const { out, err } = await call(folder, ["fix", "--all"]);
    expect(out + err).toContain("mine");
    expect(textsOf(folder)).toEqual({ "001_a.sql": "CREATE TABLE a (id INT);\n" });
  });

  it("edits new migrations alone, and reports what is left", async () => {
    const folder = makeRepository();
    const before = textsOf(folder);
    expect(await call(folder, ["fix", "--format", "compact"])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^migrations\/002_jobs.*\nmigrations\/002_jobs.*\n$/),
      err: "integlint: fixed 2 findings in 1 file.\ninteglint: 2 findings could be fixed in migrations that are on the base branch, and may have run: integlint fix --all edits those, too.\n",
    });
    expect(textsOf(folder)).toEqual({ ...before, "003_runs.sql": fixedRuns });
    const again = await call(folder, ["fix", "--format", "compact", "migrations/003_runs.sql"]);
    expect(again).toEqual({ code: 0, out: "", err: "integlint: nothing to fix.\n" });
    expect(textsOf(folder)["003_runs.sql"]).toBe(fixedRuns);
  });

  it("edits every migration with --all, without git, too, and says so without it", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    const { code, err } = await call(folder, ["fix"]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^integlint: fix: fatal: not a git repository.*integlint fix --all edits all of them\.\n$/s,
    );
    expect(await call(folder, ["fix", "--all"])).toMatchObject({
      code: 0,
      err: "integlint: fixed 2 findings in 1 file.\n",
    });
    expect(readFileSync(join(folder, "migrations/002_jobs.sql"), "utf8")).toContain(
      "INDEX idx_jobs_tenant_id (",
    );
  });

  it("takes another revision for what has run", async () => {
    const folder = makeRepository();
    git(folder, "checkout", "-q", "-b", "work");
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "second");
    expect((await call(folder, ["fix", "--dry-run"])).err).toContain("would fix 2 findings in 1 file");
    expect((await call(folder, ["fix", "--dry-run", "--base", "work"])).err).toMatch(
      /^integlint: nothing to fix/,
    );
    git(folder, "mv", newFile, "migrations/004_runs.sql");
    const renamed = await call(folder, ["fix", "--dry-run", "--base", "work"]);
    expect(renamed.err).toMatch(/^integlint: nothing to fix/);
  });

  it("prints a patch that git applies, and writes nothing", async () => {
    const folder = makeRepository();
    const before = textsOf(folder);
    for (const words of [["fix", "--dry-run"], ["--fix-dry-run"]]) {
      const { code, out, err } = await call(folder, words);
      expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining("would fix 2 findings") });
      expect(textsOf(folder)).toEqual(before);
      execFileSync("git", ["apply", "-"], { cwd: folder, input: out, stdio: "pipe" });
      expect(textsOf(folder)).toEqual({ ...before, "003_runs.sql": fixedRuns });
      writeFileSync(join(folder, newFile), runs);
    }
    const { code, err } = await call(folder, ["fix", "--dry-run", "--format", "json"]);
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining("name a file for the report"),
    });
    await call(folder, ["fix", "--dry-run", "--format", "json=left.json"]);
    const report = JSON.parse(readFileSync(join(folder, "left.json"), "utf8"));
    expect(report.findings.map(({ file }: { file: string }) => file)).not.toContain(newFile);
  });

  it("fixes what one rule finds, and knows its name", async () => {
    const folder = makeRepository();
    const { err } = await call(folder, ["fix", "--only", "key-name"]);
    expect(err).toMatch(/^integlint: fixed 1 finding in 1 file\.\n/);
    expect(readFileSync(join(folder, newFile), "utf8")).toBe(
      runs.replace("by_run_tenant", "idx_runs_tenant_id"),
    );
    expect(await call(folder, ["fix", "--only", "keyname"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no rule "keyname". Did you mean "key-name"?'),
    });
  });

  it("leaves alone what is suppressed, in the baseline, or no error under --quiet", async () => {
    const folder = makeRepository();
    await call(folder, ["--update-baseline"]);
    expect((await call(folder, ["fix"])).err).toMatch(/^integlint: nothing to fix/);
    expect((await call(folder, ["fix", "--dry-run", "--no-baseline", "--quiet"])).err).toContain(
      "fix 1 finding",
    );
    writeFileSync(join(folder, newFile), `-- integlint-disable-file key-name: so\n${runs}`);
    expect((await call(folder, ["fix", "--dry-run", "--no-baseline"])).err).toContain("would fix 1 finding");
  });

  it("does not rename what something else names", async () => {
    const folder = makeRepository({
      "migrations/003_runs_rollback.sql": "ALTER TABLE runs DROP INDEX by_run_tenant;\nDROP TABLE runs;\n",
    });
    await call(folder, ["fix"]);
    expect(readFileSync(join(folder, newFile), "utf8")).toContain("INDEX by_run_tenant (tenantId)");
    writeFileSync(join(folder, "migrations/003_runs_rollback.sql"), "DROP TABLE runs;\n");
    writeFileSync(join(folder, "migrations/004_x.sql"), "SELECT id FROM runs USE INDEX (by_run_tenant);\n");
    await call(folder, ["fix"]);
    expect(readFileSync(join(folder, newFile), "utf8")).toContain("INDEX by_run_tenant (tenantId)");
    writeFileSync(join(folder, "migrations/004_x.sql"), "SELECT 1;\n");
    await call(folder, ["fix"]);
    expect(readFileSync(join(folder, newFile), "utf8")).toContain("INDEX idx_runs_tenant_id (tenantId)");
  });
});

describe("--fix", () => {
  it("fixes, then lints as always", async () => {
    const folder = makeRepository();
    const { code, out } = await call(folder, ["--fix", "--format", "compact", "--changed"]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(readFileSync(join(folder, newFile), "utf8")).toBe(fixedRuns);
  });

  it.each([
    [["--fix", "--stdin"], "--fix needs files"],
    [["--fix", "--fix-dry-run"], "give one of them"],
    [["--fix", "--update-baseline"], "first fix"],
  ])("%j is refused", async (words, message) => {
    const { code, err } = await call(makeRepository(), words);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});

describe("the file", () => {
  const crlf = runs.replaceAll("\n", "\r\n");
  const fixedCrlf = fixedRuns.replaceAll("\n", "\r\n");
  it.each([
    ["UTF-8 with a mark and CRLF", Buffer.from(`\ufeff${crlf}`), Buffer.from(`\ufeff${fixedCrlf}`)],
    ["Latin-1", Buffer.from(runs, "latin1"), Buffer.from(fixedRuns, "latin1")],
    ["UTF-16", Buffer.from(`\ufeff${crlf}`, "utf16le"), Buffer.from(`\ufeff${fixedCrlf}`, "utf16le")],
  ])("keeps its bytes: %s", async (_, before, after) => {
    const folder = makeRepository({ [newFile]: before });
    await call(folder, ["fix"]);
    expect(readFileSync(join(folder, newFile)).equals(after)).toBe(true);
  });

  it("keeps its mode, and a link stays a link", async () => {
    const folder = makeRepository();
    const path = join(folder, newFile);
    const real = join(folder, "runs.text");
    chmodSync(path, 0o640);
    renameSync(path, real);
    symlinkSync(real, path);
    await call(folder, ["fix"]);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(readFileSync(real, "utf8")).toBe(fixedRuns);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("is left alone where it is read-only, and that is said", async () => {
    const folder = makeRepository();
    chmodSync(join(folder, newFile), 0o444);
    expect(await call(folder, ["fix"])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`integlint: ${newFile} is not fixed: it is read-only.\n`),
    });
    expect(readFileSync(join(folder, newFile), "utf8")).toBe(runs);
  });

  it("is left alone where it is not what was read", async () => {
    const folder = makeRepository();
    git(folder, "add", ".");
    writeFileSync(join(folder, newFile), `${runs}-- more\n`);
    expect(await call(folder, ["--fix", "--staged"])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`integlint: ${newFile} is not fixed: it is not what was read.\n`),
    });
    expect(readFileSync(join(folder, newFile), "utf8")).toBe(`${runs}-- more\n`);
    expect(existsSync(join(folder, "migrations/003_runs.sql.tmp"))).toBe(false);
  });
});
