// The command on a real terminal, and in the shells that complete its words.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { config, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { buildOnce, command } from "./built.js";

buildOnce();

const project = { ...config, ...migrations };
const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const introducer = "\u001b";

/** util-linux's `script` gives a program a terminal of its own; what it shows is one stream. */
function onTerminal(
  words: string,
  environment: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string | object>> = project,
): string {
  const { stdout } = spawnSync("script", ["-qec", `${command} ${words}`, "/dev/null"], {
    cwd: makeFolder(files),
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TERM: "xterm-256color", ...environment },
  });
  return stdout;
}

function inPipe(words: string, environment: Readonly<Record<string, string>> = {}): string {
  const { stdout } = spawnSync("sh", ["-c", `${command} ${words} 2>&1`], {
    cwd: makeFolder(project),
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TERM: "xterm-256color", ...environment },
  });
  return stdout;
}

const colored = (text: string) => text.includes(`${introducer}[3`);
const linked = (text: string) => text.includes(`${introducer}]8;;file://`);

describe.skipIf(!has("script"))("a terminal", () => {
  it.each<[string, Readonly<Record<string, string>>, boolean, boolean]>([
    ["", {}, true, false],
    ["--no-color", {}, false, false],
    ["", { NO_COLOR: "1" }, false, false],
    ["", { NO_COLOR: "" }, true, false],
    ["", { TERM: "dumb" }, false, false],
    ["", { TERM: "dumb", FORCE_COLOR: "1" }, true, false],
    ["", { FORCE_COLOR: "0" }, false, false],
    ["", { CI: "true" }, true, false],
    ["", { TERM: "xterm-kitty" }, true, true],
    ["", { VTE_VERSION: "7200" }, true, true],
    ["", { VTE_VERSION: "5000" }, true, false],
    ["", { TERM_PROGRAM: "vscode", CI: "1" }, true, false],
    ["", { TERM_PROGRAM: "WezTerm", FORCE_HYPERLINK: "0" }, true, false],
    ["--no-color", { FORCE_HYPERLINK: "1" }, false, true],
  ])("%s %j: colours %s, links %s", (words, environment, isColored, isLinked) => {
    const text = onTerminal(words, environment);
    expect(text).toContain("key-name");
    expect({ colored: colored(text), linked: linked(text) }).toEqual({
      colored: isColored,
      linked: isLinked,
    });
  });

  it("gets no report with links but the one that is shown", () => {
    const text = onTerminal("--format pretty=out.txt --format compact && cat out.txt", {
      FORCE_HYPERLINK: "1",
    });
    expect(text).not.toContain(introducer);
  });
});

describe.skipIf(!has("script"))("progress", () => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [
      `migrations/${String(at + 1).padStart(4, "0")}_t.sql`,
      `CREATE TABLE t${at} (${Array.from({ length: 30 }, (__, column) => `c${column} INT NOT NULL`).join(", ")});\n`,
    ]),
  );

  it("of a long run is a line on a terminal, which is gone at its end", () => {
    const text = onTerminal("--format compact", {}, { ...config, ...many });
    expect(text).toContain("\rinteglint: ");
    expect(text).toContain(" of 3000 files …");
    expect(text.endsWith(`\r${introducer}[K`)).toBe(true);
    expect(onTerminal("--format compact", { CI: "1" }, { ...config, ...many })).toBe("");
  }, 60_000);
});

describe("a pipe", () => {
  it.each<[Readonly<Record<string, string>>, boolean, boolean]>([
    [{}, false, false],
    [{ TERM_PROGRAM: "WezTerm" }, false, false],
    [{ FORCE_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false, false],
    [{ FORCE_HYPERLINK: "1" }, false, true],
  ])("%j: colours %s, links %s", (environment, isColored, isLinked) => {
    const text = inPipe("", environment);
    expect({ colored: colored(text), linked: linked(text) }).toEqual({
      colored: isColored,
      linked: isLinked,
    });
  });

  it("links a rule to its page and a place to its file", () => {
    const text = inPipe("", { FORCE_HYPERLINK: "1" });
    // Each link is its address, a bell, what is shown.
    const parts = text.split(`${introducer}]8;;`).filter((part) => part.startsWith("file:"));
    const links = parts.map((part) => {
      const [url = "", shown] = part.split("\u0007");
      return [shown, url.replace(/^.*\/(?=docs|migrations)/, "")];
    });
    expect(links).toContainEqual(["migrations/002_jobs.sql:7:9", "migrations/002_jobs.sql"]);
    // The build stands alone here; an installed package has its pages beside it.
    expect(links.every(([, url]) => /^(?:migrations|docs)/.test(url ?? ""))).toBe(true);
  });
});

describe("completion", () => {
  /** A folder on the PATH in which the command has its name. */
  function setUp() {
    const folder = makeFolder(project);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/integlint"), `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(join(folder, "bin/integlint"), 0o755);
    return { cwd: folder, env: { HOME: folder, PATH: `${folder}/bin:${process.env.PATH}`, TERM: "xterm" } };
  }

  it.skipIf(!has("bash"))("bash completes commands and options", () => {
    const { cwd, env } = setUp();
    const complete = (words: readonly string[]) =>
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; COMPREPLY=(); ` +
      `"$(complete -p integlint | sed -E 's/.*-F (\\S+).*/\\1/')" integlint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const run = (words: readonly string[]) => {
      const script = `export SHELL=/bin/bash; source <(integlint completion); ${complete(words)}`;
      const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], { cwd, env, encoding: "utf8" });
      expect(stderr).toBe("");
      return stdout.split("\n").filter((line) => line !== "");
    };
    expect(run(["integlint", "ma"])).toContain("matrix");
    expect(run(["integlint", "--ca"])).toEqual(expect.arrayContaining(["--cache", "--cache-location"]));
    expect(run(["integlint", "matrix", "--by", ""])).toEqual(
      expect.arrayContaining(["table", "integration"]),
    );
  });

  it.skipIf(!has("zsh"))("zsh takes its script", () => {
    const { cwd, env } = setUp();
    const script =
      "autoload -Uz compinit && compinit -u; source <(SHELL=/bin/zsh integlint completion); print -r -- $_comps[integlint]";
    const { stdout, stderr } = spawnSync("zsh", ["-f", "-c", script], { cwd, env, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "_integlint_yargs_completions\n", stderr: "" });
  });
});
