// The problem matcher of the editor's task reads what the command really prints.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call, config, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

const root = join(import.meta.dirname, "../..");

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
