// --watch, as a person at an editor has it: what it says is what a run says, whatever was edited.

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { run } from "../../src/cli/run.js";
import { makeFolder } from "../folder.js";
import { call, config, migrations } from "./call.js";

const project = { ...config, ...migrations };
const compact = ["--format", "compact"];
const waiting = "integlint: watching for changes; Ctrl+C ends it.\n";

/** A watch that runs, and what it said in each round. */
function watchIn(cwd: string, words: readonly string[] = compact, columns?: number) {
  const said = { out: "", err: "" };
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const code = run(["--watch", ...words], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    readInput: async () => Buffer.from(""),
    untilInterrupted: () => interrupted,
    cwd,
    environment: {},
    columns,
  });
  onTestFinished(async () => {
    interrupt();
    await code;
  });
  return {
    code,
    interrupt,
    /** What is said until it waits again. */
    round: async () => {
      await expect.poll(() => said.err.endsWith(waiting), { timeout: 20_000, interval: 20 }).toBe(true);
      const { out, err } = said;
      Object.assign(said, { out: "", err: "" });
      return { out, err: err.slice(0, -waiting.length) };
    },
  };
}

describe("--watch", () => {
  it("lints again whatever way a file comes, changes and goes", async () => {
    const folder = makeFolder(project);
    const path = (name: string) => join(folder, "migrations", name);
    const watch = watchIn(folder);
    expect(await watch.round()).toEqual({ ...pick(await call(folder, compact)) });

    const steps: [string, () => void][] = [
      [
        "migrations/002_jobs.sql",
        () => writeFileSync(path("002_jobs.sql"), "CREATE TABLE a (b INT, KEY c (b));"),
      ],
      [
        "migrations/001_tenants.sql",
        () => {
          // As editors save: a file beside it takes its place.
          writeFileSync(path(".001.swp"), "CREATE TABLE z (b INT, KEY d (b));");
          renameSync(path(".001.swp"), path("001_tenants.sql"));
        },
      ],
      [
        "migrations/deeper/003_more.sql",
        () => {
          mkdirSync(path("deeper"));
          writeFileSync(path("deeper/003_more.sql"), "CREATE TABLE q (b INT, KEY e (b));");
        },
      ],
      ["migrations/deeper/003_more.sql", () => writeFileSync(path("deeper/003_more.sql"), "SELECT 1;")],
      ["migrations/deeper/003_more.sql", () => rmSync(path("deeper"), { recursive: true })],
      [
        "migrations/004_new.sql, migrations/004_new_rollback.sql",
        () => {
          writeFileSync(path("004_new.sql"), "ALTER TABLE z ADD KEY f (b);");
          writeFileSync(path("004_new_rollback.sql"), "ALTER TABLE z DROP KEY f;");
        },
      ],
      ["migrations/004_new.sql", () => rmSync(path("004_new.sql"))],
    ];
    for (const [names, edit] of steps) {
      edit();
      const plain = await call(folder, compact);
      expect(await watch.round()).toEqual({
        out: plain.out,
        err: `integlint: ${names} changed.\n${plain.err}`,
      });
    }
    watch.interrupt();
    expect(await watch.code).toBe(0);
  }, 120_000);

  it("goes on after what a person can change, and follows the configuration", async () => {
    const folder = makeFolder({ ...project, "other/001_a.sql": "CREATE TABLE a (b INT, KEY c (b));" });
    const watch = watchIn(folder);
    await watch.round();
    const settings = config[".integlintrc"];
    const steps: [string, object | string][] = [
      [".integlintrc", '{ "dialect": "mysq" }'],
      [".integlintrc", { ...settings, rules: { "key-name": "error" } }],
      [".integlintrc", { ...settings, migrations: [{ dir: "nowhere" }] }],
      ["nowhere/001_b.sql", "CREATE TABLE b (b INT, KEY c (b));"],
      [".integlintrc", { ...settings, extends: ["./base.json"], rules: {}, migrations: [{ dir: "other" }] }],
      ["base.json", { extends: [], rules: { "key-name": "warning" } }],
      [".integlint-baseline.json", "{"],
      [".integlint-baseline.json", { version: 1, findings: [] }],
    ];
    for (const [name, content] of steps) {
      if (name.startsWith("nowhere")) mkdirSync(join(folder, "nowhere"));
      writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
      const plain = await call(folder, compact);
      expect(await watch.round()).toEqual({
        out: plain.out,
        err: `${name === "base.json" ? "" : `integlint: ${name} changed.\n`}${plain.err}`,
      });
    }
  }, 120_000);

  it("minds a baseline only where it is wanted", async () => {
    const folder = makeFolder({ ...project, ".integlint-baseline.json": "{ broken" });
    const { err } = await watchIn(folder).round();
    expect(err).toContain(".integlint-baseline.json: ");
    const without = [...compact, "--no-baseline"];
    expect(await watchIn(folder, without).round()).toEqual({ ...pick(await call(folder, without)) });
  });

  it("says that code is loaded once", async () => {
    const folder = makeFolder({
      ...migrations,
      "integlint.config.mjs": `export default ${JSON.stringify(config[".integlintrc"])};`,
    });
    const watch = watchIn(folder);
    await watch.round();
    writeFileSync(join(folder, "integlint.config.mjs"), "export default { rules: {} };");
    expect((await watch.round()).err).toContain(
      "integlint: integlint.config.mjs is code, which is loaded once: start again to see what it does now.\n",
    );
  }, 60_000);

  it("clears a terminal between rounds, and nothing else", async () => {
    const folder = makeFolder(project);
    const watch = watchIn(folder, compact, 80);
    expect((await watch.round()).out).not.toContain("\u001b[2J");
    writeFileSync(join(folder, "migrations/003_x.sql"), "SELECT 1;");
    expect((await watch.round()).out).toContain("\u001b[2J\u001b[3J\u001b[H");
  }, 60_000);

  it.each([["--stdin"], ["--staged"], ["--fix"], ["--update-baseline"]])(
    "does not go together with %s",
    async (flag) => {
      expect(await call(makeFolder(project), ["--watch", flag])).toEqual({
        code: 2,
        out: "",
        err: `integlint: --watch and ${flag} do not go together.\n`,
      });
    },
  );
});

function pick({ out, err }: { readonly out: string; readonly err: string }) {
  return { out, err };
}
