// What a person sees of a run that takes long, and nobody else does.

import { describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/command.js";
import { Progress } from "../../src/cli/progress.js";
import { makeFolder } from "../folder.js";
import { call, config, migrations } from "./call.js";

/** A progress whose clock is set by hand, and all that it printed. */
function setUp(more: Partial<Io> = {}) {
  let text = "";
  let time = 0;
  const io = {
    err: (part: string) => {
      text += part;
    },
    environment: {},
    errorColumns: 60,
    ...more,
  } as Io;
  const progress = new Progress(io, () => time);
  return {
    progress,
    at: (milliseconds: number) => {
      time = milliseconds;
    },
    said: () => text,
  };
}

describe("progress", () => {
  it("is shown of a run that takes long, ten times a second at most, and taken away", () => {
    const { progress, at, said } = setUp();
    progress.enter("files");
    at(250);
    progress.enter("sql", 0, 500);
    expect(said()).toBe("");
    at(301);
    progress.enter("sql", 100, 500);
    at(350);
    progress.enter("sql", 150, 500);
    at(402);
    progress.enter("sql", 200, 500);
    const lines = [100, 200].map((done) => `\rinteglint: reading SQL, ${done} of 500 files …\u001b[K`);
    expect(said()).toBe(lines.join(""));
    progress.enter("report");
    expect(said()).toBe(`${lines.join("")}\r\u001b[K`);
    progress.clear();
    expect(said()).toBe(`${lines.join("")}\r\u001b[K`);
  });

  it("fits the terminal", () => {
    const { progress, at, said } = setUp({ errorColumns: 20 });
    at(400);
    progress.enter("replay");
    expect(said()).toBe("\rinteglint: replayin\u001b[K");
  });

  it.each<[string, Partial<Io>, boolean]>([
    ["no terminal", { errorColumns: undefined }, false],
    ["CI", { environment: { CI: "true" } }, false],
    ["CI=false", { environment: { CI: "false" } }, true],
    ["a terminal that cannot erase", { environment: { TERM: "dumb" } }, false],
    ["NO_COLOR, which is about colours", { environment: { NO_COLOR: "1" } }, true],
  ])("with %s", (_, more, isShown) => {
    const { progress, at, said } = setUp(more);
    at(400);
    progress.enter("rules");
    progress.clear();
    expect(said() !== "").toBe(isShown);
  });

  it("adds up what each phase took", () => {
    const { progress, at } = setUp({ errorColumns: undefined });
    progress.enter("files");
    at(5);
    progress.enter("sql", 0, 2);
    at(7);
    progress.enter("sql", 1, 2);
    at(10);
    progress.enter("files");
    at(11);
    expect([...progress.phases()]).toEqual([
      ["files", 6],
      ["sql", 5],
    ]);
  });
});

it("--stats tells phases in order and the slowest rules first, and leaves the report as it is", async () => {
  const folder = makeFolder({ ...config, ...migrations });
  const plain = await call(folder, ["--format", "compact"]);
  const { out, err } = await call(folder, ["--format", "compact", "--stats"]);
  expect(out).toBe(plain.out);
  expect(err).toMatch(/^4 files, 2 migrations, 4 statements, 2 tables, 0 not followed$/m);
  const phases = [...err.matchAll(/^(\w+) +\d+\.\d$/gm)].map(([, phase]) => phase);
  expect(phases).toEqual(["configuration", "files", "sql", "replay", "rules", "report", "all"]);
  const times = [...err.matchAll(/^[a-z-]+ +(?:\d+ +){6}(\d+\.\d)$/gm)].map(([, time]) => Number(time));
  expect(times.length).toBeGreaterThan(2);
  expect(times).toEqual([...times].sort((a, b) => b - a));
});

it("--stats says that a result is the cache's: no rule took time", async () => {
  const folder = makeFolder({ ...config, ...migrations });
  await call(folder, ["--cache"]);
  const { err } = await call(folder, ["--cache", "--stats"]);
  expect(err).toMatch(/^Nothing changed: the result is the cache's\.$/m);
  expect(err).toMatch(/^key-name +(?:\d+ +){6}-$/m);
  expect(err).not.toMatch(/^sql /m);
});
