// The example projects with a configuration inferred from them: what `new` writes brings no finding, whatever the migrations already have.

import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lintProject } from "../../src/project/lint.js";
import { scaffoldProject } from "../../src/project/scaffold.js";
import { writeFiles } from "../../src/project/write-files.js";
import { call } from "../cli/call.js";
import { makeFolder } from "../folder.js";

const projects = join(import.meta.dirname, "../../fixtures/projects");

const findingsIn = async (cwd: string) =>
  (await lintProject({ cwd })).result.findings.map(
    ({ rule, message, location }) => `${location.file.path} ${rule}: ${message}`,
  );

describe.each(readdirSync(projects))("%s", (project) => {
  it.each([true, false])("gains no finding by new integrations (inferred: %s)", async (inferred) => {
    const cwd = makeFolder();
    cpSync(join(projects, project), cwd, { recursive: true });
    if (inferred) {
      rmSync(join(cwd, ".integlintrc"), { force: true });
      expect((await call(cwd, ["init", "--infer"])).code).toBe(0);
    }
    const before = await findingsIn(cwd);
    const now = new Date("2026-02-03T04:05:06Z");
    const made = [
      { name: "add_zendesk", pattern: "simple", providers: [] },
      { name: "AddIssueTracker", pattern: "split", providers: ["jira", "linear"] },
    ] as const;
    for (const options of made) {
      const { placement, project: opened, findings } = await scaffoldProject({ cwd }, { ...options, now });
      expect(findings).toEqual([]);
      writeFiles(placement.files, opened.files, cwd);
    }
    expect(await findingsIn(cwd)).toEqual(before);
  });
});
