import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call } from "./call.js";

const header = "-- What: jobs\n-- Why: a test\n-- Tables: tenants, jobs\n";
const up = `CREATE TABLE IF NOT EXISTS tenants (id CHAR(36) NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS jobs (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX by_tenant (tenantId),
  CONSTRAINT fk_jobs_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE RESTRICT
);
`;
const down = "DROP TABLE IF EXISTS jobs;\nDROP TABLE IF EXISTS tenants;\n";

/** The same migration in each layout, and the file that the corrective one is in. */
const layouts = {
  suffix: [
    { "migrations/001_jobs.sql": header + up, "migrations/001_jobs_rollback.sql": down },
    "002_conform",
  ],
  updown: [
    { "migrations/001_jobs.up.sql": header + up, "migrations/001_jobs.down.sql": down },
    "002_conform",
  ],
  flyway: [{ "migrations/V1__jobs.sql": header + up, "migrations/U1__jobs.sql": down }, "V2__conform"],
  directory: [
    { "migrations/20240101000000_jobs/up.sql": header + up, "migrations/20240101000000_jobs/down.sql": down },
    "_conform",
  ],
  sections: [
    { "migrations/001_jobs.sql": `-- +goose Up\n${header}${up}-- +goose Down\n${down}` },
    "002_conform",
  ],
  liquibase: [
    {
      "migrations/changelog.sql": `--liquibase formatted sql\n\n--changeset a:jobs\n${header}${up}${down.replace(/^/gm, "--rollback ").replace(/--rollback $/, "")}`,
    },
    "changelog.sql",
  ],
  sqitch: [
    {
      "migrations/sqitch.plan":
        "%syntax-version=1.0.0\n%project=p\n\njobs 2024-01-01T00:00:00Z A <a@example.org> # jobs\n",
      "migrations/deploy/jobs.sql": header + up,
      "migrations/revert/jobs.sql": down,
    },
    "deploy/conform",
  ],
} as const;

type Files = Readonly<Record<string, string>>;
const config = (more: object = {}) => ({
  ".integlintrc": {
    extends: ["integlint:recommended"],
    dialect: "mysql",
    dialectVersion: "8.0",
    migrations: [{ dir: "migrations" }],
    ...more,
  },
});

function textsOf(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

const forward = ["fix", "--forward", "--name", "conform"];

describe.each(Object.entries(layouts))("layout %s", (layout, [files, place]) => {
  it("has a place for what is written; then there is nothing to write", async () => {
    const folder = makeFolder({ ...config(), ...files });
    const before = textsOf(folder);
    const { code, out, err } = await call(folder, forward);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(
        /^integlint: wrote \S*conform, which answers 3 findings\.\ninteglint: the rules say of it:\n {2}\S+ warning backward-compatible: [^\n]*\n$/,
      ),
    });
    expect(out).toContain(place);
    const after = textsOf(folder);
    for (const [name, text] of Object.entries(before)) expect(after[name], name).toContain(text.trimEnd());
    const written = out
      .trimEnd()
      .split("\n")
      .map((name) => after[name])
      .join("\n");
    expect(written).toContain("RENAME INDEX by_tenant TO idx_jobs_tenant_id");
    expect(written).toContain("ON DELETE CASCADE ON UPDATE CASCADE");

    const linted = await call(folder, ["--format", "json"]);
    const { findings, summary } = JSON.parse(linted.out);
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(["backward-compatible"]);
    expect(summary.migrations, layout).toBe(2);

    const again = await call(folder, ["fix", "--forward", "--name", "again"]);
    expect({ code: again.code, err: again.err }).toMatchObject({
      code: 0,
      err: expect.stringMatching(/nothing to write/),
    });
    expect(textsOf(folder)).toEqual(after);
  });

  it("is shown as a patch with --dry-run", async () => {
    const folder = makeFolder({ ...config(), ...files });
    const before = textsOf(folder);
    const { out } = await call(folder, [...forward, "--dry-run"]);
    expect(textsOf(folder)).toEqual(before);
    execFileSync("git", ["apply", "-"], { cwd: folder, input: out, stdio: "pipe" });
    const patched = textsOf(folder);
    const other = makeFolder({ ...config(), ...files });
    await call(other, forward);
    // Versions and plans have the time in them.
    const shape = (some: Files) =>
      Object.keys(some)
        .map((name) => name.replace(/\d{14}_c/, "#_c"))
        .sort();
    expect(shape(patched)).toEqual(shape(textsOf(other)));
  });
});

const bare = (more: string): Files => ({
  "migrations/001_jobs.sql":
    header + up.replace("ON DELETE RESTRICT", "ON DELETE CASCADE ON UPDATE CASCADE") + more,
  "migrations/001_jobs_rollback.sql": down,
});

describe("fix --forward", () => {
  it("answers what the named rules find", async () => {
    const folder = makeFolder({ ...config(), ...layouts.suffix[0] });
    const { err } = await call(folder, ["fix", "--forward", "--only", "key-name"]);
    expect(err).toMatch(/^integlint: wrote 002_conform_to_conventions, which answers 1 finding\.\n$/);
    const written = readFileSync(join(folder, "migrations/002_conform_to_conventions.sql"), "utf8");
    expect(written).toContain("RENAME INDEX");
    expect(written).not.toContain("FOREIGN KEY");
  });

  it("leaves out what rows may stand against, and says how to look", async () => {
    const table =
      "CREATE TABLE IF NOT EXISTS chat_integrations (id VARCHAR(255) NOT NULL PRIMARY KEY, tenantId CHAR(36) NOT NULL);\n";
    const folder = makeFolder({ ...config(), ...bare(table) });
    const { code, err } = await call(folder, ["fix", "--forward", "--only", "tenant-unique-key"]);
    expect(code).toBe(1);
    expect(err).toContain("nothing to write");
    expect(err).toContain("why:  rows of chat_integrations may share (tenantId)");
    expect(err).toContain(
      "look: SELECT tenantId, COUNT(*) FROM chat_integrations GROUP BY tenantId HAVING COUNT(*) > 1;",
    );
    expect(existsSync(join(folder, "migrations/002_conform_to_conventions.sql"))).toBe(false);
    const trusted = await call(folder, ["fix", "--forward", "--only", "tenant-unique-key", "--trust-rows"]);
    expect(trusted).toMatchObject({ code: 0, err: expect.stringContaining("answers 1 finding") });
    expect((await call(folder, ["--format", "compact"])).out).not.toContain("tenant-unique-key");
  });

  it("leaves suppressed findings alone", async () => {
    const sql = layouts.suffix[0]["migrations/001_jobs.sql"];
    const folder = makeFolder({
      ...config(),
      ...layouts.suffix[0],
      "migrations/001_jobs.sql": `-- integlint-disable-file key-name, foreign-key-actions, foreign-key-policy: so\n${sql}`,
    });
    expect((await call(folder, forward)).err).toMatch(/^integlint: nothing to write/);
  });

  it("takes the folder that is named where there are several", async () => {
    const [files] = layouts.suffix;
    const inFolder = (name: string) =>
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path.replace("migrations", name), text]),
      );
    const folder = makeFolder({
      ...config({ migrations: [{ dir: "a" }, { dir: "b" }] }),
      ...inFolder("a"),
      ...inFolder("b"),
    });
    expect(await call(folder, forward)).toMatchObject({
      code: 2,
      err: expect.stringContaining("Several folders"),
    });
    expect((await call(folder, [...forward, "b"])).out).toBe(
      "b/002_conform.sql\nb/002_conform_rollback.sql\n",
    );
  });

  it.each([
    [["--all"], "--forward edits no migration"],
    [["--base", "main"], "--forward edits no migration"],
    [["--format", "json"], "--forward gives no report"],
    [["--only", "nothing"], 'there is no rule "nothing"'],
    [["a", "b"], "name one folder"],
  ])("%j is refused", async (words, message) => {
    const folder = makeFolder({ ...config(), ...bare("") });
    const { code, err } = await call(folder, ["fix", "--forward", ...words]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });

  it("has options of its own", async () => {
    const folder = makeFolder({ ...config(), ...bare("") });
    const { code, err } = await call(folder, ["fix", "--all", "--trust-rows"]);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("--trust-rows is about the migration"),
    });
  });
});
