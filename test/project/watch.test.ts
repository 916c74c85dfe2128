// Looking at files, where the system tells of changes and where it does not.

import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { watchFiles } from "../../src/project/watch.js";
import { makeFolder } from "../folder.js";

const system = vi.hoisted(() => ({ isFull: false }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const watch = (...words: Parameters<typeof fs.watch>) => {
    if (system.isFull) throw Object.assign(new Error("ENOSPC: limit reached"), { code: "ENOSPC" });
    return fs.watch(...words);
  };
  return { ...fs, watch, default: { ...fs, watch } };
});

function start(folder: string, files: readonly string[] = []) {
  const seen: string[] = [];
  const polls: unknown[] = [];
  const watching = watchFiles(
    () => ({ folders: [join(folder, "m")], files: files.map((name) => join(folder, name)) }),
    (changed) => seen.push(...changed.map((path) => path.slice(folder.length + 1))),
    (error) => polls.push(error),
  );
  onTestFinished(() => watching.close());
  return {
    polls,
    watching,
    /** What was told of, once something was. */
    told: async () => {
      await expect.poll(() => seen.length, { timeout: 15_000, interval: 20 }).toBeGreaterThan(0);
      return seen.splice(0);
    },
    quiet: async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return seen.length === 0;
    },
  };
}

describe.each([false, true])("where nothing tells of changes: %s", (isFull) => {
  it("files that change, come and go are told of", async () => {
    system.isFull = isFull;
    onTestFinished(() => {
      system.isFull = false;
    });
    const folder = makeFolder({
      "m/001.sql": "a",
      "m/readme.md": "b",
      "m/.hidden.sql": "c",
      "config.json": "{}",
    });
    const { told, polls } = start(folder, ["config.json", "base.json"]);
    expect(polls).toHaveLength(isFull ? 1 : 0);
    writeFileSync(join(folder, "m/readme.md"), "bb");
    writeFileSync(join(folder, "m/.hidden.sql"), "cc");
    writeFileSync(join(folder, "m/001.sql"), "aa");
    expect(await told()).toEqual(["m/001.sql"]);
    mkdirSync(join(folder, "m/deep/er"), { recursive: true });
    writeFileSync(join(folder, "m/deep/er/002.sql"), "d");
    expect(await told()).toEqual(["m/deep/er/002.sql"]);
    writeFileSync(join(folder, "base.json"), "{}");
    expect(await told()).toEqual(["base.json"]);
    renameSync(join(folder, "m"), join(folder, "n"));
    expect(await told()).toEqual(["m/001.sql", "m/deep/er/002.sql"]);
    renameSync(join(folder, "n"), join(folder, "m"));
    expect(await told()).toEqual(["m/001.sql", "m/deep/er/002.sql"]);
    rmSync(join(folder, "config.json"));
    expect(await told()).toEqual(["config.json"]);
  }, 60_000);
});

it("what was there before it was settled is not told of, nor are links in circles followed", async () => {
  const folder = makeFolder({ "m/001.sql": "a" });
  symlinkSync("..", join(folder, "m/up"));
  symlinkSync("loop.sql", join(folder, "m/loop.sql"));
  const { watching, quiet, told } = start(folder);
  writeFileSync(join(folder, "m/002.sql"), "b");
  watching.settle();
  expect(await quiet()).toBe(true);
  writeFileSync(join(folder, "m/002.sql"), "bb");
  expect(await told()).toContain("m/002.sql");
}, 60_000);
