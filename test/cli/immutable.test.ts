import { execFileSync } from "node:child_process";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call } from "./call.js";

const table = (name: string) => `CREATE TABLE ${name} (id VARCHAR(255) NOT NULL PRIMARY KEY);\n`;
const project = {
  ".integlintrc": { extends: [], dialect: "mysql", rules: { "migration-immutable": "error" } },
  "migrations/001_a.sql": table("a"),
  "migrations/001_a_rollback.sql": "DROP TABLE a;\n",
  "migrations/003_c.sql": table("c"),
};

function git(folder: string, ...words: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

/** A branch `work` that left `main` with the migrations of the project. */
function makeRepository(): string {
  const folder = makeFolder(project);
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  git(folder, "checkout", "-q", "-b", "work");
  return folder;
}

async function changed(folder: string, ...more: readonly string[]): Promise<string> {
  return (await call(folder, ["--format", "compact", "--changed", ...more])).out;
}

const rule = "migration-immutable:";

describe("migration-immutable, with git", () => {
  it("lets new migrations, and rollbacks, be written", async () => {
    const folder = makeRepository();
    writeFileSync(join(folder, "migrations/004_d.sql"), table("d"));
    writeFileSync(join(folder, "migrations/001_a_rollback.sql"), "DROP TABLE IF EXISTS a;\n");
    writeFileSync(join(folder, "migrations/003_c_rollback.sql"), "DROP TABLE c;\n");
    expect(await changed(folder)).toBe("");
    git(folder, "add", ".");
    expect((await call(folder, ["--format", "compact", "--staged"])).out).toBe("");
  });

  it("finds what was edited, whether committed, staged or neither", async () => {
    const folder = makeRepository();
    writeFileSync(join(folder, "migrations/001_a.sql"), `${table("a")}${table("b")}`);
    const finding = `migrations/001_a.sql:2:1: error ${rule} Migration 001_a is on the base branch, and was edited.\n`;
    expect(await changed(folder)).toBe(finding);
    git(folder, "add", ".");
    expect((await call(folder, ["--format", "compact", "--staged"])).out).toBe(finding);
    git(folder, "commit", "-q", "-m", "second");
    expect(await changed(folder)).toBe(finding);
    // Without a question to git nothing is known.
    expect((await call(folder, ["--format", "compact"])).out).toBe("");
    git(folder, "checkout", "-q", "main");
    git(folder, "merge", "-q", "work");
    expect(await changed(folder)).toBe("");
  });

  it("finds what was renamed and what was deleted", async () => {
    const folder = makeRepository();
    renameSync(join(folder, "migrations/003_c.sql"), join(folder, "migrations/005_c.sql"));
    rmSync(join(folder, "migrations/001_a.sql"));
    rmSync(join(folder, "migrations/001_a_rollback.sql"));
    expect(await changed(folder)).toBe(
      [
        `migrations/001_a.sql:1:1: error ${rule} Migration 001_a is on the base branch, and was deleted.\n`,
        `migrations/005_c.sql:1:1: error ${rule} Migration 005_c is on the base branch as 003_c: where that has run, this runs again.\n`,
      ].join(""),
    );
  });

  it("warns of a new one that sorts before what the branch has by now", async () => {
    const folder = makeRepository();
    writeFileSync(join(folder, "migrations/004_d.sql"), table("d"));
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "ours");
    git(folder, "checkout", "-q", "main");
    writeFileSync(join(folder, "migrations/005_e.sql"), table("e"));
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "theirs");
    git(folder, "checkout", "-q", "work");
    expect(await changed(folder)).toBe(
      `migrations/004_d.sql:1:1: warning ${rule} New migration 004_d sorts before 005_e, which is on the base branch.\n`,
    );
  });

  it("takes line ends as they are, and an edited comment for what it is", async () => {
    const folder = makeRepository();
    writeFileSync(join(folder, "migrations/001_a.sql"), table("a").replace("\n", "\r\n"));
    writeFileSync(join(folder, "migrations/003_c.sql"), `-- c\n${table("c")}`);
    expect(await changed(folder)).toBe(
      `migrations/003_c.sql:1:1: info ${rule} The comments of migration 003_c are not those of the base branch: a tool that keeps checksums refuses it.\n`,
    );
  });
});
