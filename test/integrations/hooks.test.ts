// integlint before a commit, as git's hook, by pre-commit, husky and lint-staged: each is run by git itself.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import yaml from "js-yaml";
import { describe, expect, it } from "vitest";
import { bad, buildOnce, command, git, good, makeRepository, root } from "./built.js";

buildOnce();
/** A folder with husky and lint-staged in its node_modules: they are no dependencies of this repository. */
const hookTools = process.env.INTEGLINT_HOOK_TOOLS;
const finding = "migrations/003_new.sql:1:28: error key-name";

/** What both kinds of hook must do: refuse what is staged and bad, whatever the working tree says, and let the rest pass. */
function tryHook(folder: string): void {
  const path = join(folder, "migrations/003_new.sql");
  writeFileSync(path, bad);
  git(folder, "add", path);
  writeFileSync(path, good);
  // Nobody asked for what is not staged, and it is no context of what is.
  writeFileSync(join(folder, "migrations/004_later.sql"), "DROP TABLE no_such_table;\n");
  const refused = git(folder, "commit", "-m", "bad as staged, good in the working tree");
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain(finding);
  expect(refused.text).not.toContain("004_later");
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

  const missing = hookTools ? "" : " (INTEGLINT_HOOK_TOOLS may name a folder where npm has installed them)";
  /** The recipe's files, with the command where npm puts it. */
  function makeHusky(hook: string, files: Readonly<Record<string, string | object>>): string {
    const folder = makeRepository({ ".gitignore": "node_modules\n", ...files });
    const modules = join(hookTools as string, "node_modules");
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    for (const name of readdirSync(modules).filter((entry) => !entry.startsWith(".")))
      symlinkSync(join(modules, name), join(folder, "node_modules", name));
    const scripts = {
      integlint: command,
      "lint-staged": `${process.execPath} ${modules}/lint-staged/bin/lint-staged.js`,
    };
    for (const [name, words] of Object.entries(scripts))
      writeFileSync(join(folder, "node_modules/.bin", name), `#!/bin/sh\nexec ${words} "$@"\n`, {
        mode: 0o755,
      });
    const { status } = spawnSync(process.execPath, [join(modules, "husky/bin.js")], { cwd: folder });
    expect(status).toBe(0);
    writeFileSync(join(folder, ".husky/pre-commit"), `${hook}\n`);
    return folder;
  }

  it.runIf(hookTools)(`is refused by husky${missing}`, () => {
    tryHook(makeHusky("integlint --staged --pass-on-no-files --format compact", {}));
  });

  it.runIf(hookTools)(`is refused by lint-staged${missing}`, () => {
    const settings = { private: true, "lint-staged": { "*.sql": "integlint --staged --format compact" } };
    tryHook(makeHusky("lint-staged", { "package.json": settings }));
  });
});

describe("the recipes of docs/integrations.md", () => {
  const text = readFileSync(join(root, "docs/integrations.md"), "utf8");

  it("are those that are tried here", () => {
    const [hook] = yaml.load(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as {
      entry: string;
    }[];
    expect(text).toContain(`\`\`\`sh\n${hook?.entry}\n\`\`\``);
    expect(text).toContain('{ "lint-staged": { "*.sql": "integlint --staged" } }');
  });
});
