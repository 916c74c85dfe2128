// The package as users get it: built, packed, installed into an empty folder without network, and run.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions, call, config, keyName, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

const root = join(import.meta.dirname, "../..");
const base = mkdtempSync(join(tmpdir(), "integlint-package-"));
const app = join(base, "app");
const command = join(app, "node_modules/.bin/integlint");

beforeAll(() => {
  const source = join(base, "source");
  mkdirSync(source);
  run(process.execPath, [join(root, "scripts/build.mjs"), "--outdir", join(source, "dist")], root);
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
  for (const name of ["package.json", "LICENSE", "README.md", ...files.filter((file) => file !== "dist")])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(source, name), { recursive: true });
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", base], source);
  const archive = readdirSync(base).find((name) => name.endsWith(".tgz")) as string;
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), '{ "private": true, "type": "module" }');
  run(
    "npm",
    ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", join(base, archive)],
    app,
  );
  writeProject(app);
}, 180_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

function run(program: string, words: readonly string[], cwd: string): string {
  return execFileSync(program, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function writeProject(
  folder: string,
  files: Readonly<Record<string, string | object>> = { ...config, ...migrations },
): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

function integlint(words: readonly string[], cwd = app, input?: string) {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: "utf8", input });
  return { code: status, out: stdout, err: stderr };
}

describe("the installed package", () => {
  it("is alone, and holds what it says", () => {
    expect(readdirSync(join(app, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "integlint",
    ]);
    const home = join(app, "node_modules/integlint");
    const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    for (const path of Object.values(manifest.exports).flatMap((target) =>
      typeof target === "string" ? target : Object.values(target as object),
    ))
      expect(existsSync(join(home, path as string)), path as string).toBe(true);
    const licences = readFileSync(join(home, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const name of ["ajv", "cosmiconfig", "js-yaml", "picocolors", "picomatch", "yargs"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  it("tells its version and lints", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(integlint(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
    expect(integlint(["--format", "compact"])).toEqual({ code: 1, out: keyName + actions, err: "" });
  });

  it("reads the standard input", () => {
    const text = migrations["migrations/002_jobs.sql"].replace("by_tenant", "idx_tenant");
    const words = ["--format", "compact", "--stdin", "--stdin-filename", "migrations/002_jobs.sql"];
    expect(integlint(words, app, text)).toEqual({ code: 1, out: actions, err: "" });
  });

  it("has every command, reporter and chunk", () => {
    for (const words of [
      ["matrix"],
      ["rules"],
      ["explain", "syntax"],
      ["--help"],
      ["--print-config", "a.sql"],
    ])
      expect(integlint(words)).toMatchObject({ code: 0, err: "" });
    for (const format of ["pretty", "json", "sarif", "markdown", "junit"])
      expect(integlint(["--format", format])).toMatchObject({ code: 1, err: "" });
  });

  it.each([
    [".integlintrc.yaml", "extends: []\ndialect: mysql\nrules: { key-name: warning }\n"],
    [
      ".integlintrc.mjs",
      'export default { extends: [], dialect: "mysql", rules: { "key-name": "warning" } };',
    ],
    [
      ".integlintrc.cjs",
      'module.exports = { extends: [], dialect: "mysql", rules: { "key-name": "warning" } };',
    ],
    [
      ".integlintrc.json",
      '{ "extends": [], "dialect": "mysql", "rules": { "key-name": "warning" }, "overrides": [{ "files": "*.sql", "rules": {} }] }',
    ],
  ])("reads %s", (name, text) => {
    const folder = join(app, name.slice(1));
    writeProject(folder, { ...migrations, [name]: text });
    expect(integlint(["--format", "compact"], folder)).toEqual({
      code: 0,
      out: keyName,
      err: expect.any(String),
    });
  });

  it("reads a configuration in TypeScript where Node or an installed compiler can, and else says what it needs", () => {
    const folder = join(app, "typescript");
    const text =
      'const dialect: string = "mysql"; export default { dialect, extends: [], rules: { "key-name": "warning" } };';
    writeProject(folder, { ...migrations, ".integlintrc.ts": text });
    const { code, err, out } = integlint(["--format", "compact"], folder);
    if ((process.features as { typescript?: unknown }).typescript)
      expect({ code, out }).toEqual({ code: 0, out: keyName });
    else {
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/^integlint: \.integlintrc\.ts: /);
      expect(err).toContain(
        "A configuration in TypeScript needs Node 22.18, or the package typescript 5 beside integlint.",
      );
    }
  });

  it("finds the same faults in a configuration as from the sources", async () => {
    const faulty = {
      ".integlintrc": {
        dialct: "mysql",
        dialectVersion: "8.x",
        migrations: [{ layout: "sufix" }],
        rules: { "key-name": ["warn", { unique: "(", inline: 1 }, 2], "no-such": "off", syntax: "off" },
        overrides: [{ files: [], rules: { "json-tpe": "error" } }],
        vocabulary: { tenat: ["x"] },
      },
    };
    const folder = join(app, "faulty");
    writeProject(folder, faulty);
    const fromSources = await call(makeFolder(faulty), []);
    expect(fromSources.err.split("\n").length).toBeGreaterThan(9);
    const sorted = (text: string) => text.replace("integlint: ", "").split("\n").sort();
    const installed = integlint([], folder);
    expect(sorted(installed.err)).toEqual(sorted(fromSources.err));
    expect(installed.code).toBe(2);
  });

  it("is a library, for programs and for plugins", () => {
    const folder = join(app, "library");
    writeProject(folder, {
      ...migrations,
      ".integlintrc": { extends: [], dialect: "mysql", plugins: ["./plugin.js"] },
      "plugin.js": `import { defineRule } from "integlint";
        export const noJobs = defineRule({ id: "no-jobs", summary: "No jobs.", why: "A test.", convention: "naming",
          severity: "error", subject: "table", examples: { bad: "", good: "" },
          check(table, { report }) {
            if (table.name === "jobs") report({ at: table.at(), message: "Jobs." });
          } });`,
      "main.js": `import * as library from "integlint";
        const { lint, loadConfig, replay, defineConfig, version } = library;
        const result = await lint({ flags: { rules: ["no-jobs:error"] } });
        const history = await replay();
        const config = await loadConfig();
        console.log(JSON.stringify([
          result.findings.map((finding) => finding.rule + " " + finding.location.file.path),
          [...history.final.tables].map((table) => table.name),
          config.dialect, defineConfig({ dialect: "mysql" }), typeof version,
        ]));
        await lint({ config: "none.json" }).catch((error) => console.log(error.name, error instanceof library.ConfigError));`,
    });
    expect(run(process.execPath, ["main.js"], folder).split("\n")).toEqual([
      '[["no-jobs migrations/002_jobs.sql"],["tenants","jobs"],"mysql",{"dialect":"mysql"},"string"]',
      "ConfigError true",
      "",
    ]);
  });

  it("is typed", () => {
    writeProject(join(app, "typed"), {
      "main.ts": `import { type Finding, defineConfig, defineRule, lint } from "integlint";
        export const config = defineConfig({ dialect: "mariadb", rules: { "key-name": ["warning", { unique: "^u_" }] } });
        // @ts-expect-error: no dialect of that name
        export const wrong = defineConfig({ dialect: "mysq" });
        export const rule = defineRule({ id: "x", summary: "s", why: "w", convention: "naming", severity: "info",
          subject: "column", options: { limit: { type: "number", default: 3, description: "d" } },
          examples: { bad: "", good: "" },
          check(column, { options, report }) {
            const limit: number = options.limit;
            if (column.name.length > limit) report({ at: column.at("type"), message: column.name });
          } });
        export const findings: readonly Finding[] = (await lint({ paths: ["a"] })).findings;`,
      "tsconfig.json": {
        compilerOptions: { strict: true, noEmit: true, module: "nodenext", target: "es2022", types: [] },
        files: ["main.ts"],
      },
    });
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", join(app, "typed")], {
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });

  it("does not mind a reader that closes the pipe", async () => {
    const child = spawn(command, ["--format", "json"], { cwd: app, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, said }).toEqual({ code: 1, said: "" });
  });

  it("writes long reports whole into a pipe", () => {
    const folder = join(app, "long");
    const tables = Array.from({ length: 2000 }, (_, at) => `CREATE TABLE t${at} (a INT, INDEX x${at} (a));`);
    writeProject(folder, { ...config, "migrations/001_a.sql": tables.join("\n") });
    const { out } = integlint(["--format", "compact"], folder);
    expect(out.trimEnd().split("\n")).toHaveLength(2000);
  });
});

describe("a small run", () => {
  /** Of Node's own modules, what a run has loaded when it ends. */
  const loadedBy = (words: readonly string[]) => {
    const probe = join(base, "probe.cjs");
    const list = join(base, "loaded.json");
    writeFileSync(
      probe,
      `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList)));`,
    );
    const script = join(app, "node_modules/integlint/dist/integlint.cjs");
    const { status } = spawnSync(process.execPath, ["--require", probe, script, ...words], { cwd: app });
    expect(status).toBe(1);
    return JSON.parse(readFileSync(list, "utf8")) as readonly string[];
  };

  it.each(["pretty", "compact", "json"])(
    "loads none of Node's streams for a %s report into a pipe",
    (format) => {
      const words = ["--format", format];
      // The second run has the compiled form of the first.
      loadedBy(words);
      const loaded = loadedBy(words);
      expect(loaded).toContain("NativeModule vm");
      for (const heavy of ["stream", "net", "tty", "zlib", "v8", "crypto", "perf_hooks", "fs/promises"])
        expect(loaded).not.toContain(`NativeModule ${heavy}`);
    },
  );
});

describe("the compiled form of the code", () => {
  const folder = join(base, "compiled");
  const lint = (environment: Readonly<Record<string, string>> = {}) => {
    const env = {
      ...process.env,
      NODE_DISABLE_COMPILE_CACHE: "",
      NODE_COMPILE_CACHE: folder,
      ...environment,
    };
    const { status, stdout, stderr } = spawnSync(command, ["--format", "compact"], {
      cwd: app,
      encoding: "utf8",
      env,
    });
    return { code: status, out: stdout, err: stderr };
  };
  const expected = { code: 1, out: keyName + actions, err: "" };
  const kept = () => readdirSync(join(folder, "integlint")).map((name) => join(folder, "integlint", name));

  it("is kept, and used", () => {
    expect(lint()).toEqual(expected);
    const [path] = kept() as [string];
    const before = statSync(path);
    expect(before.size).toBeGreaterThan(100_000);
    expect(lint()).toEqual(expected);
    expect(kept()).toEqual([path]);
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  it("is thrown away where it is not whole", () => {
    lint();
    const [path] = kept() as [string];
    const whole = readFileSync(path);
    const broken = Buffer.from(whole);
    for (let at = 200_000; at < 200_064; at++) broken.writeUInt8(255 - broken.readUInt8(at), at);
    for (const content of [broken, whole.subarray(0, 5_000), Buffer.from("?"), Buffer.alloc(0)]) {
      writeFileSync(path, content);
      expect(lint()).toEqual(expected);
      expect(statSync(path).size).toBeGreaterThan(100_000);
    }
  });

  it("is not taken from a file that others may write", () => {
    lint();
    const [path] = kept() as [string];
    writeFileSync(path, "?");
    chmodSync(path, 0o666);
    expect(lint()).toEqual(expected);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is done without where nothing can be written, or nobody wants it", () => {
    const file = join(base, "a-file");
    writeFileSync(file, "");
    expect(lint({ NODE_COMPILE_CACHE: file })).toEqual(expected);
    const other = join(base, "unwanted");
    expect(lint({ NODE_COMPILE_CACHE: other, NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual(expected);
    expect(existsSync(other)).toBe(false);
  });

  it("goes when nobody has needed it for a month", () => {
    rmSync(folder, { recursive: true, force: true });
    const old = join(folder, "integlint/core-000000000000-x64-0.bin");
    mkdirSync(dirname(old), { recursive: true });
    writeFileSync(old, "");
    utimesSync(old, 1, 1);
    lint();
    expect(existsSync(old)).toBe(false);
    expect(kept()).toHaveLength(1);
  });
});
