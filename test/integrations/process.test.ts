// The command as a process among others: pipes that close, disks that are full, files that go while it runs, signals.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actions, config, keyName, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";
import { buildOnce, command } from "./built.js";

buildOnce();

const project = { ...config, ...migrations };
const found = keyName + actions;

/** A line of a shell in which `integlint` is the command. */
function sh(cwd: string, line: string, environment: Readonly<Record<string, string>> = {}, uid?: number) {
  const { status, stdout, stderr, signal } = spawnSync(
    "bash",
    ["-c", `integlint() { ${command} "$@"; }; ${line}`],
    {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
      timeout: 60_000,
      uid,
    },
  );
  return { code: status, out: stdout, err: stderr, signal };
}

/** So many migrations that a run takes a while and its report fills a pipe. */
function manyMigrations(count: number): Readonly<Record<string, string>> {
  const table = (at: number) => `CREATE TABLE t${at} (id INT, tenantId CHAR(36), KEY x (tenantId));\n`;
  const names = Array.from(
    { length: count },
    (_, at) => `migrations/${String(at + 1).padStart(4, "0")}_t.sql`,
  );
  return Object.fromEntries(names.map((name, at) => [name, table(at)]));
}

describe("pipes and disks", () => {
  it("a reader that has seen enough is no error", () => {
    const folder = makeFolder({ ...config, ...manyMigrations(800) });
    const { code, out, err } = sh(folder, `integlint --format compact | head -1; exit \${PIPESTATUS[0]}`);
    expect(out).toMatch(/^migrations\/0001_t\.sql:1:.*\n$/);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("a slow reader gets everything", () => {
    const folder = makeFolder({ ...config, ...manyMigrations(800) });
    const { out } = sh(folder, "integlint --format compact | (sleep 0.5; wc -l)");
    expect(Number(out)).toBe(800);
  });

  it("closed streams do no harm", () => {
    const folder = makeFolder(project);
    expect(sh(folder, "integlint >&-")).toMatchObject({ code: 1, err: "" });
    expect(sh(folder, "integlint --format compact 2>&-")).toMatchObject({ code: 1, out: found });
  });

  it.skipIf(!existsSync("/dev/full"))("a full disk is told of, wherever a report goes", () => {
    const folder = makeFolder(project);
    expect(sh(folder, "integlint > /dev/full")).toMatchObject({
      code: 2,
      err: "integlint: the standard output: the disk is full.\n",
    });
    expect(sh(folder, "integlint --format json=/dev/full")).toMatchObject({
      code: 2,
      err: "integlint: /dev/full: the disk is full.\n",
    });
    // Where nothing can be told, the exit code does.
    expect(sh(folder, "integlint --dialect x 2> /dev/full")).toMatchObject({ code: 2, out: "" });
  });

  it("a report that has no room leaves the old one, and no draft", () => {
    // No file may grow beyond a block of 512 bytes: what a disk with little room does.
    const folder = makeFolder({ ...project, "report.json": "old" });
    const { code, err } = sh(folder, "trap '' XFSZ; ulimit -f 1; integlint --format json=report.json", {
      NODE_DISABLE_COMPILE_CACHE: "1",
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^integlint: .*report\.json: .+\n$/);
    expect(readFileSync(join(folder, "report.json"), "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("a cache that has no room is told of, and the run goes on", () => {
    const folder = makeFolder(project);
    const { code, out, err } = sh(folder, "trap '' XFSZ; ulimit -f 1; integlint --format compact --cache", {
      NODE_DISABLE_COMPILE_CACHE: "1",
    });
    expect({ code, out }).toEqual({ code: 1, out: found });
    expect(err).toMatch(/^integlint: the cache in \.integlintcache cannot be written: .+\n$/);
    expect(readdirSync(join(folder, ".integlintcache"))).toEqual([".gitignore"]);
  });
});

describe("files that are not what they seem", () => {
  it("links in circles, links to nothing, folders named as files", () => {
    const folder = makeFolder(project);
    symlinkSync(".", join(folder, "migrations/self"));
    symlinkSync("..", join(folder, "migrations/up"));
    symlinkSync("nowhere.sql", join(folder, "migrations/003_dead.sql"));
    symlinkSync("004_b.sql", join(folder, "migrations/004_a.sql"));
    symlinkSync("004_a.sql", join(folder, "migrations/004_b.sql"));
    mkdirSync(join(folder, "migrations/005_folder.sql"));
    expect(sh(folder, "integlint --format compact")).toMatchObject({ code: 1, out: found, err: "" });
  });

  it("pipes are not waited for", () => {
    const folder = makeFolder(project);
    const { code, out } = sh(
      folder,
      "mkfifo pipe migrations/003_a.sql && ln -s ../pipe migrations/004_b.sql && integlint --format compact",
    );
    expect({ code, out }).toEqual({ code: 1, out: found });
  });

  it.skipIf(!process.getuid)("what may not be read is named", () => {
    const folder = makeFolder(project);
    // Root reads everything: there, the user that owns nothing runs it.
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    if (nobody !== undefined) execFileSync("chown", ["-R", String(nobody), folder]);
    const run = (line: string) => sh(folder, line, { HOME: folder }, nobody);
    expect(run("chmod 0 migrations/002_jobs.sql; integlint")).toMatchObject({
      code: 2,
      err: "integlint: migrations/002_jobs.sql: it may not be read.\n",
    });
    expect(run("chmod 644 migrations/*; chmod 0 migrations; integlint").err).toMatch(
      /migrations: it may not be read\.\n$/,
    );
    expect(run("chmod 755 migrations; chmod 0 .integlintrc; integlint")).toMatchObject({
      code: 2,
      err: "integlint: .integlintrc: it may not be read.\n",
    });
  });

  it("ten thousand files in one folder", () => {
    const folder = makeFolder({ ...config });
    mkdirSync(join(folder, "migrations"));
    for (let at = 10_001; at <= 20_000; at++) writeFileSync(join(folder, `migrations/${at}_x.sql`), "");
    expect(sh(folder, "integlint --format compact")).toMatchObject({ code: 0, out: "", err: "" });
  });

  it("files that change and go while it runs: a report of what was read, or the file by its name", async () => {
    const folder = makeFolder({ ...config, ...manyMigrations(400) });
    const names = readdirSync(join(folder, "migrations"));
    const churn = setInterval(() => {
      for (const name of names.slice(0, 20)) {
        const path = join(folder, "migrations", name);
        if (existsSync(path)) rmSync(path);
        else writeFileSync(path, "CREATE TABLE a (b INT);");
      }
    }, 1);
    try {
      for (let round = 0; round < 8; round++) {
        const { code, out, err } = await finish(spawnIn(folder, ["--format", "compact"]));
        if (code === 2)
          expect(err).toMatch(/^integlint: migrations\/\d{4}_t\.sql: there is no such file\.\n$/);
        else expect(out.split("\n").length).toBeGreaterThan(370);
        expect(err).not.toContain("internal error");
      }
    } finally {
      clearInterval(churn);
    }
  }, 60_000);
});

describe("signals", () => {
  it("an interrupted run leaves the old report or the new one, never half of one", async () => {
    const folder = makeFolder({ ...config, ...manyMigrations(300), "report.json": "old" });
    const started = performance.now();
    await finish(spawnIn(folder, ["--format", "json=report.json"]));
    const whole = performance.now() - started;
    const seen = new Set<string>();
    for (let round = 0; round < 12; round++) {
      writeFileSync(join(folder, "report.json"), "old");
      const child = spawnIn(folder, ["--format", "json=report.json", "--cache"]);
      setTimeout(() => child.kill("SIGINT"), (whole * (round + 1)) / 13);
      const { code, signal } = await finish(child);
      const text = readFileSync(join(folder, "report.json"), "utf8");
      if (text !== "old") expect(JSON.parse(text).summary.files).toBe(300);
      if (signal === null) expect(code).toBe(0);
      seen.add(text === "old" ? "old" : "new");
    }
    expect(seen).toContain("old");
    // What is kept is whole as well.
    expect(await finish(spawnIn(folder, ["--format", "compact", "--cache"]))).toMatchObject({
      code: 0,
      err: "",
    });
  }, 120_000);

  it("ends a watch as a person would", async () => {
    const child = spawnIn(makeFolder(project), ["--watch", "--format", "compact"]);
    let err = "";
    child.stderr.on("data", (part) => {
      err += part;
      if (err.endsWith("Ctrl+C ends it.\n")) child.kill("SIGINT");
    });
    const { code, signal, out } = await finish(child);
    expect({ code, signal, out }).toEqual({ code: 0, signal: null, out: found });
  }, 60_000);
});

function spawnIn(cwd: string, words: readonly string[]) {
  const [program = "", ...rest] = command.split(" ");
  return spawn(program, [...rest, ...words], { cwd, stdio: ["ignore", "pipe", "pipe"] });
}

async function finish(child: ReturnType<typeof spawnIn>) {
  let out = "";
  let err = "";
  child.stdout.on("data", (part) => {
    out += part;
  });
  child.stderr.on("data", (part) => {
    err += part;
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on("close", (...end) => resolve(end));
  });
  return { code, signal, out, err };
}
