// The command as a package has it, and git repositories to try it in.

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { config, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

export const root = join(import.meta.dirname, "../..");
const base = mkdtempSync(join(tmpdir(), "integlint-integrations-"));
// Other users run it, too.
chmodSync(base, 0o755);
export const manifest: { readonly version: string; readonly bin: { readonly integlint: string } } =
  JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** Words of a shell that run what was built. */
export const command = `${process.execPath} ${join(base, manifest.bin.integlint)}`;

/** Before the tests of a file. */
export function buildOnce(): void {
  beforeAll(() => {
    const words = [join(root, "scripts/build.mjs"), "--no-types", "--outdir", join(base, "dist")];
    execFileSync(process.execPath, words, { cwd: root });
  }, 180_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));
}

/** A migration with a finding, and the same without. */
export const bad = "ALTER TABLE jobs ADD INDEX jobs_id (id);\n";
export const good = "ALTER TABLE jobs ADD INDEX idx_jobs_id (id);\n";

const clean = { ...config, ".integlintrc": { ...config[".integlintrc"], rules: { "key-name": "error" } } };
const tidy = {
  ...migrations,
  "migrations/002_jobs.sql": migrations["migrations/002_jobs.sql"].replace("by_tenant", "idx_tenant"),
};

export function git(folder: string, ...words: string[]) {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, text: stdout + stderr };
}

/** One commit of migrations without a finding. */
export function makeRepository(files: Readonly<Record<string, string | object>> = {}): string {
  const folder = makeFolder({ ...clean, ...tidy, ...files });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  return folder;
}
