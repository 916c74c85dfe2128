// Whole processes and the time they take. In: commands. Out: wall times in milliseconds, peak memory in KiB.
// It starts each contender in turn, again and again, so that a busy moment of the machine hits all of them alike.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/** GNU time, which alone tells the peak memory of any process. */
const gnuTime = "/usr/bin/time";

/** `rounds` times each contender, `{ name, command, cwd }`, in an order that turns by one each round. Gives name → times. */
export async function measureInTurn(contenders, rounds, progress) {
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await runOnce(contender);
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < contenders.length; at++) {
      const contender = contenders[(round + at) % contenders.length];
      times.get(contender.name).push(await runOnce(contender));
    }
    progress?.(round + 1, rounds);
  }
  return times;
}

function runOnce({ name, command: [program, ...rest], cwd }) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    // The report goes to a pipe that is read, as a CI job reads it.
    const child = spawn(program, rest, { cwd, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.resume();
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal || code > 1) reject(new Error(`${name} ended with ${signal ?? code}`));
      else resolve(performance.now() - started);
    });
  });
}

/** Peak resident memory in KiB; undefined where the machine has no GNU time. */
export function measurePeak({ command, cwd }) {
  if (!existsSync(gnuTime)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "integlint-bench-"));
  const out = join(folder, "peak");
  try {
    spawnSync(gnuTime, ["-q", "-f", "%M", "-o", out, ...command], { cwd, stdio: "ignore" });
    const peak = Number(readFileSync(out, "utf8").trim());
    return Number.isFinite(peak) ? peak : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Median and the quartiles around it. */
export function summarize(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (sorted[Math.ceil(place)] - sorted[low]) * (place - low);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Ratio of two contenders, round by round. */
export const summarizeRatio = (times, base) => summarize(times.map((time, at) => time / base[at]));
