// integlint where people meet it: git's hook, pre-commit, the scripts of CI, an editor's problem matcher. Each is driven by the
// program that will call it; what needs a network is not among them.

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yaml from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, call, config, keyName, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

const root = join(import.meta.dirname, "../..");
const base = mkdtempSync(join(tmpdir(), "integlint-integrations-"));
const command = `${process.execPath} ${join(base, "dist/integlint.cjs")}`;
const bad = "ALTER TABLE jobs ADD INDEX jobs_id (id);\n";
const good = "ALTER TABLE jobs ADD INDEX idx_jobs_id (id);\n";
const finding = "migrations/003_new.sql:1:28: error key-name";

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "scripts/build.mjs"), "--outdir", join(base, "dist")], {
    cwd: root,
  });
}, 180_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const clean = { ...config, ".integlintrc": { ...config[".integlintrc"], rules: { "key-name": "error" } } };
const tidy = {
  ...migrations,
  "migrations/002_jobs.sql": migrations["migrations/002_jobs.sql"].replace("by_tenant", "idx_tenant"),
};

function git(folder: string, ...words: string[]) {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, text: stdout + stderr };
}

function makeRepository(files: Readonly<Record<string, string | object>> = {}): string {
  const folder = makeFolder({ ...clean, ...tidy, ...files });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  return folder;
}

/** What both kinds of hook must do: refuse what is staged and bad, whatever the working tree says, and let the rest pass. */
function tryHook(folder: string): void {
  const path = join(folder, "migrations/003_new.sql");
  writeFileSync(path, bad);
  git(folder, "add", path);
  writeFileSync(path, good);
  const refused = git(folder, "commit", "-m", "bad as staged, good in the working tree");
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain(finding);
  git(folder, "add", path);
  writeFileSync(path, bad);
  const passed = git(folder, "commit", "-m", "good as staged, bad in the working tree");
  expect(passed.text).not.toContain(finding);
  expect(passed.code).toBe(0);
}

describe("a commit", () => {
  it("is refused by git's own hook until what is staged is clean", () => {
    const folder = makeRepository();
    const hook = join(folder, ".git/hooks/pre-commit");
    writeFileSync(hook, `#!/bin/sh\nexec ${command} --staged --pass-on-no-files --format compact\n`);
    chmodSync(hook, 0o755);
    tryHook(folder);
  });

  const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;
  it.runIf(hasPreCommit)("is refused by the hook of .pre-commit-hooks.yaml, run by pre-commit", () => {
    const [published] = yaml.load(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as {
      entry: string;
    }[];
    // The published hook but for its installation: that needs a registry.
    const local = {
      ...published,
      language: "system",
      entry: `${published?.entry.replace(/^integlint/, command)} --format compact`,
    };
    const folder = makeRepository({
      ".pre-commit-config.yaml": yaml.dump({ repos: [{ repo: "local", hooks: [local] }] }),
    });
    expect(spawnSync("pre-commit", ["install"], { cwd: folder }).status).toBe(0);
    // pre-commit sets unstaged changes aside itself; both must agree on what is judged.
    tryHook(folder);
  });
});

describe("the GitHub action's script", () => {
  function act(environment: Readonly<Record<string, string>>) {
    const folder = makeFolder({ ...config, ...migrations, "summary.md": "# before\n" });
    const run = spawnSync("bash", [join(root, "integrations/github-action.sh")], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        INTEGLINT_COMMAND: command,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        ...environment,
      },
    });
    return { ...run, folder, summary: readFileSync(join(folder, "summary.md"), "utf8") };
  }

  it("annotates, appends to the job's summary, writes SARIF, and fails as integlint does", () => {
    const { status, stdout, folder, summary } = act({
      INTEGLINT_SARIF: "out.sarif",
      INTEGLINT_PATHS: "migrations",
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=migrations\/002_jobs\.sql,line=8,/m);
    expect(summary).toMatch(/^# before\n[\s\S]*foreign-key-actions/);
    expect(JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8")).version).toBe("2.1.0");
  });

  it("passes options on, and the exit code of a clean run and of a failed one", () => {
    expect(act({ INTEGLINT_ARGS: "--rule key-name:off --rule foreign-key-actions:off" }).status).toBe(0);
    expect(act({ INTEGLINT_ARGS: "--no-such-option" }).status).toBe(2);
  });

  it("takes each input of action.yml", () => {
    const action = yaml.load(readFileSync(join(root, "action.yml"), "utf8")) as {
      inputs: object;
      runs: { steps: { env: Record<string, string>; run: string }[] };
    };
    const [step] = action.runs.steps;
    const script = readFileSync(join(root, "integrations/github-action.sh"), "utf8");
    for (const name of Object.keys(step?.env ?? {})) expect(script).toContain(`\${${name}:-`);
    const used = JSON.stringify(action.runs);
    for (const input of Object.keys(action.inputs)) expect(used).toContain(`inputs.${input} `);
  });
});

describe("the GitLab job", () => {
  it("writes a Code Quality report by its own command line", () => {
    const job = yaml.load(readFileSync(join(root, "integrations/gitlab-ci.yml"), "utf8")) as {
      integlint: { script: string[]; artifacts: { reports: { codequality: string } } };
    };
    const [line = ""] = job.integlint.script;
    const folder = makeFolder({ ...config, ...migrations });
    const run = spawnSync("sh", ["-c", line.replace(/^npx --yes "[^"]*"/, command)], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toBe(keyName + actions);
    const report = JSON.parse(
      readFileSync(join(folder, job.integlint.artifacts.reports.codequality), "utf8"),
    );
    expect(report.map((entry: { location: object }) => entry.location)).toMatchObject([
      { path: "migrations/002_jobs.sql", lines: { begin: 7 } },
      { path: "migrations/002_jobs.sql", lines: { begin: 8 } },
    ]);
  });
});

describe("the problem matcher of VS Code's task", () => {
  it("reads every line that the task prints", async () => {
    const { tasks } = JSON.parse(readFileSync(join(root, "editors/vscode/tasks.json"), "utf8"));
    const [{ args, problemMatcher }] = tasks;
    const { pattern } = problemMatcher;
    const { out } = await call(makeFolder({ ...config, ...migrations }), args.slice(1));
    const problems = out
      .trimEnd()
      .split("\n")
      .map((line) => {
        const found = new RegExp(pattern.regexp).exec(line) ?? [];
        const part = (name: string) => found[pattern[name]];
        return [part("file"), part("line"), part("column"), part("severity"), part("code"), part("message")];
      });
    expect(problems).toEqual([
      [
        "migrations/002_jobs.sql",
        "7",
        "9",
        "warning",
        "key-name",
        expect.stringMatching(/^Index by_tenant of jobs/),
      ],
      [
        "migrations/002_jobs.sql",
        "8",
        "52",
        "error",
        "foreign-key-actions",
        "Foreign key fk_jobs_tenant does not say ON UPDATE.",
      ],
    ]);
  });
});
