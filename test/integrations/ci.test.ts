// integlint in CI: the action's script and the GitLab job, each run with the environment that its server sets; the workflows.

import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import yaml from "js-yaml";
import { describe, expect, it } from "vitest";
import { actions, config, keyName, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { bad, buildOnce, command, git, makeRepository, manifest, root } from "./built.js";

buildOnce();

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action = yaml.load(readFileSync(join(root, "action.yml"), "utf8")) as {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: readonly Step[] };
};
const [actionStep] = action.runs.steps;

describe("the GitHub action", () => {
  /** Its step as the runner starts it: the environment is that of action.yml, filled with the inputs. */
  function act(
    inputs: Readonly<Record<string, string>> = {},
    more: Readonly<Record<string, string>> = {},
    way = ".",
  ) {
    const files = { ...config, ...migrations };
    const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${way}/${path}`, text]));
    const folder = makeFolder({ ...inside, "summary.md": "# before\n", "output.txt": "" });
    const given = {
      ...Object.fromEntries(Object.entries(action.inputs).map(([name, of]) => [name, of.default])),
      ...inputs,
    };
    const env = Object.entries(actionStep?.env ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input: string) => given[input] ?? "no such input"),
    ]);
    const run = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", actionStep?.run ?? ""], {
      cwd: join(folder, way),
      encoding: "utf8",
      env: {
        ...process.env,
        ...Object.fromEntries(env),
        INTEGLINT_COMMAND: command,
        GITHUB_ACTION_PATH: root,
        GITHUB_WORKSPACE: folder,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        GITHUB_OUTPUT: join(folder, "output.txt"),
        ...more,
      },
    });
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    return { ...run, folder, summary: read("summary.md"), output: read("output.txt") };
  }

  it("annotates, appends to the job's summary, writes SARIF and HTML, and fails as integlint does", () => {
    const inputs = { "sarif-file": "out.sarif", "html-file": "out.html", paths: "migrations" };
    const { status, stdout, folder, summary, output } = act(inputs);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=migrations\/002_jobs\.sql,line=8,/m);
    expect(summary).toMatch(/^# before\n[\s\S]*foreign-key-actions/);
    expect(output).toBe(`sarif-file=${folder}/out.sarif\nhtml-file=${folder}/out.html\nexit-code=1\n`);
    expect(JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8")).version).toBe("2.1.0");
    expect(readFileSync(join(folder, "out.html"), "utf8")).toContain("<article");
  });

  it("passes options on, over several lines, too, and the exit code of a clean run and of a failed one", () => {
    expect(act({ args: "--rule key-name:off\n  --rule foreign-key-actions:off\n" }).status).toBe(0);
    const failed = act({ args: "--no-such-option" });
    expect(failed).toMatchObject({ status: 2, output: "exit-code=2\n", summary: "# before\n" });
  });

  it("expands nothing in its inputs", () => {
    const { stderr, folder } = act({ args: "$(touch harm) `touch harm` ; touch harm * --format=" });
    expect(stderr).not.toBe("");
    expect(readdirSync(folder)).not.toContain("harm");
  });

  it("names files from the root of the repository when it runs in a folder of it", () => {
    expect(act({}, {}, "packages/db").stdout).toMatch(
      /^::error file=packages\/db\/migrations\/002_jobs\.sql,/m,
    );
  });

  it("leaves the summary alone where it is not wanted", () => {
    expect(act({ summary: "false" }).summary).toBe("# before\n");
  });

  it("runs the package of its own version unless told another, and says what is missing", () => {
    const folder = makeFolder({ npx: '#!/bin/sh\necho "npx $*"\n' });
    chmodSync(join(folder, "npx"), 0o755);
    const path = `${folder}:/usr/bin:/bin`;
    expect(act({}, { INTEGLINT_COMMAND: "", PATH: path }).stdout).toMatch(
      `npx --yes integlint@${manifest.version} --format github`,
    );
    expect(act({ version: "9.8.7" }, { INTEGLINT_COMMAND: "", PATH: path }).stdout).toMatch(
      "npx --yes integlint@9.8.7 ",
    );
    const none = act({}, { INTEGLINT_COMMAND: "no-such-command" });
    expect(none).toMatchObject({ status: 2 });
    expect(none.stdout).toContain("actions/setup-node");
  });

  it("uses each input, and each output is written", () => {
    const script = readFileSync(join(root, "integrations/github-action.sh"), "utf8");
    for (const name of Object.keys(actionStep?.env ?? {})) expect(script).toContain(`\${${name}:-`);
    const used = JSON.stringify(action.runs);
    for (const input of Object.keys(action.inputs)) expect(used).toContain(`inputs.${input} `);
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.${actionStep?.id}.outputs.${name} }}`);
  });

  const hasShellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
  it.runIf(hasShellcheck)("has a script without a finding of shellcheck", () => {
    const { stdout } = spawnSync(
      "shellcheck",
      ["--severity=warning", join(root, "integrations/github-action.sh"), join(root, ".ci/run")],
      {
        encoding: "utf8",
      },
    );
    expect(stdout).toBe("");
  });
});

describe("the GitLab job", () => {
  const job = yaml.load(readFileSync(join(root, "integrations/gitlab-ci.yml"), "utf8")) as {
    integlint: {
      script: readonly string[];
      variables: Readonly<Record<string, string>>;
      artifacts: { paths: readonly string[]; reports: { codequality: string } };
    };
  };
  const { script, variables, artifacts } = job.integlint;

  function run(folder: string, more: Readonly<Record<string, string>> = {}) {
    const line = script.join("\n").replace(/^npx --yes "[^"]*"/, command);
    const env = { ...process.env, CI: "true", CI_PROJECT_DIR: folder, ...variables, ...more };
    const { status, stdout } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env });
    return {
      status,
      stdout,
      report: JSON.parse(readFileSync(join(folder, artifacts.reports.codequality), "utf8")),
    };
  }

  it("writes a Code Quality report and a page by its own command line", () => {
    const folder = makeFolder({ ...config, ...migrations });
    const { status, stdout, report } = run(folder);
    expect(status).toBe(1);
    expect(stdout).toBe(keyName + actions);
    expect(report.map((entry: { location: object }) => entry.location)).toMatchObject([
      { path: "migrations/002_jobs.sql", lines: { begin: 7 } },
      { path: "migrations/002_jobs.sql", lines: { begin: 8 } },
    ]);
    for (const path of artifacts.paths)
      expect(readFileSync(join(folder, path), "utf8")).toMatch(/^<!doctype html>/);
  });

  it("reports on a merge request's own files alone, by its base", () => {
    const folder = makeRepository();
    const base = git(folder, "rev-parse", "HEAD").text.trim();
    writeFileSync(join(folder, "migrations/003_new.sql"), bad);
    git(folder, "add", ".");
    git(folder, "commit", "-q", "-m", "second");
    const { report } = run(folder, { INTEGLINT_ARGS: `--changed=${base}` });
    expect(report.map(({ location }: { location: { path: string } }) => location.path)).toEqual([
      "migrations/003_new.sql",
    ]);
  });

  it("calls the package of this version", () => {
    expect(variables.INTEGLINT_VERSION).toBe(manifest.version);
    expect(script[0]).toContain('npx --yes "integlint@$INTEGLINT_VERSION" ');
  });
});

describe("the workflows", () => {
  const folder = join(root, ".github/workflows");

  it.each(readdirSync(folder))(
    "%s is whole: every job runs somewhere, every step does one thing, every action has a version",
    (name) => {
      const workflow = yaml.load(readFileSync(join(folder, name), "utf8")) as {
        on: object;
        permissions: object;
        jobs: Record<string, { "runs-on": string; permissions?: object; steps: readonly Step[] }>;
      };
      expect(Object.keys(workflow)).toEqual(expect.arrayContaining(["name", "on", "permissions", "jobs"]));
      for (const job of Object.values(workflow.jobs)) {
        expect(job["runs-on"]).toBe("ubuntu-latest");
        for (const step of job.steps) {
          expect([step.uses, step.run].filter((what) => what !== undefined)).toHaveLength(1);
          if (step.uses) expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
          // What outsiders write into names of branches and titles must not become part of a script.
          if (step.run) expect(step.run).not.toContain("${{");
        }
      }
    },
  );

  it("publish what the tag names, with provenance", () => {
    const release = readFileSync(join(folder, "release.yml"), "utf8");
    const { jobs } = yaml.load(release) as {
      jobs: { publish: { permissions: object; steps: readonly Step[] } };
    };
    expect(jobs.publish.permissions).toMatchObject({ "id-token": "write" });
    const [check] = jobs.publish.steps.filter(({ run }) => run?.includes("GITHUB_REF_NAME"));
    const files = {
      "package.json": { version: manifest.version },
      "CHANGELOG.md": `# Changelog\n\n## ${manifest.version} - 2026-01-01\n`,
      "integrations/gitlab-ci.yml": readFileSync(join(root, "integrations/gitlab-ci.yml"), "utf8"),
    };
    const tryTag = (tag: string, more: Readonly<Record<string, string | object>> = {}) =>
      spawnSync("bash", ["-eo", "pipefail", "-c", check?.run ?? "exit 9"], {
        cwd: makeFolder({ ...files, ...more }),
        env: { ...process.env, GITHUB_REF_NAME: tag },
      }).status;
    expect(tryTag(`v${manifest.version}`)).toBe(0);
    expect(tryTag("v99.0.0")).toBe(1);
    expect(tryTag(`v${manifest.version}`, { "CHANGELOG.md": "# Changelog\n" })).toBe(1);
    expect(release).toContain("npm publish --provenance");
  });
});
