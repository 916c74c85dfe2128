import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { actions, call, config, keyName, migrations } from "./call.js";

const compact = ["--format", "compact"];
const bad = "ALTER TABLE jobs ADD INDEX jobs_id (id);\n";
const finding = (path: string) =>
  `${path}:1:28: warning key-name: Index jobs_id of jobs is not named after the pattern ^idx_.\n`;

function git(folder: string, ...words: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

function makeRepository(): string {
  const folder = makeFolder({ ...config, ...migrations });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  return folder;
}

describe("--changed", () => {
  it("reports on files that are edited, added or unknown to git, with all others as context", async () => {
    const folder = makeRepository();
    expect(await call(folder, [...compact, "--changed"])).toMatchObject({ code: 0, out: "" });
    writeFileSync(join(folder, "migrations/003_new.sql"), bad);
    expect((await call(folder, [...compact, "--changed"])).out).toBe(finding("migrations/003_new.sql"));
    git(folder, "checkout", "-q", "-b", "work");
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "second");
    writeFileSync(join(folder, "migrations/002_jobs.sql"), `${migrations["migrations/002_jobs.sql"]}-- x\n`);
    const both = keyName + actions + finding("migrations/003_new.sql");
    expect((await call(folder, [...compact, "--changed"])).out).toBe(both);
    expect((await call(folder, [...compact, "--changed=HEAD"])).out).toBe(keyName + actions);
    expect((await call(join(folder, "migrations"), [...compact, "--changed=HEAD"])).out).toBe(
      (keyName + actions).replaceAll("migrations/", ""),
    );
    expect((await call(folder, [...compact, "--changed", "migrations/003_new.sql"])).out).toBe(
      finding("migrations/003_new.sql"),
    );
  });

  it("works before the first commit, and says which revision is unknown", async () => {
    const folder = makeFolder({ ...config, ...migrations });
    git(folder, "init", "-q", "-b", "main");
    expect((await call(folder, [...compact, "--changed"])).out).toBe(keyName + actions);
    expect(await call(makeRepository(), ["--changed=nowhere"])).toMatchObject({
      code: 2,
      err: 'integlint: --changed: git knows no revision "nowhere" that this branch comes from.\n',
    });
  });
});

describe("--staged", () => {
  it("judges what is staged, as it is staged", async () => {
    const folder = makeRepository();
    const path = join(folder, "migrations/003_new.sql");
    writeFileSync(path, bad);
    expect(await call(folder, [...compact, "--staged"])).toMatchObject({ code: 0, out: "" });
    git(folder, "add", ".");
    expect((await call(folder, [...compact, "--staged"])).out).toBe(finding("migrations/003_new.sql"));
    writeFileSync(path, bad.replace("jobs_id", "idx_jobs_id"));
    expect((await call(folder, [...compact, "--staged"])).out).toBe(finding("migrations/003_new.sql"));
    rmSync(path);
    expect((await call(folder, [...compact, "--staged"])).out).toBe(finding("migrations/003_new.sql"));
  });

  it("does not see what is not staged", async () => {
    const folder = makeRepository();
    writeFileSync(join(folder, "migrations/003_new.sql"), bad);
    writeFileSync(join(folder, "migrations/002_jobs.sql"), "DROP TABLE nothing;");
    git(folder, "add", "migrations/003_new.sql");
    expect((await call(folder, [...compact, "--staged"])).out).toBe(finding("migrations/003_new.sql"));
  });
});
