// In: a build of the command. Out: medians of the plain run, of each step of adopting, and their ratios round by round.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeLegacy, newcomer } from "../../test/integrations/legacy.js";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "21" }, build: { type: "string", default: "dist" } },
});
const { bin } = JSON.parse(readFileSync("package.json", "utf8")) as { bin: { integlint: string } };
const integlint = resolve(values.build, bin.integlint.replace(/^dist\//, ""));
const rounds = Number(values.rounds);

const base = mkdtempSync(join(tmpdir(), "integlint-adopt-"));
process.on("exit", () => rmSync(base, { recursive: true, force: true }));

function makeRepository(name: string): string {
  const folder = join(base, name);
  for (const [path, text] of Object.entries({ ...makeLegacy(300), ...newcomer })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Milliseconds of a whole process. */
function time(folder: string, words: readonly string[], expected: number): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [integlint, ...words], { cwd: folder });
  const taken = performance.now() - started;
  if (status !== expected) throw new Error(`integlint ${words.join(" ")} ended with ${status}: ${stderr}`);
  return taken;
}

const plain = makeRepository("plain");
const adopted = makeRepository("adopted");
const [newest] = Object.keys(newcomer) as [string];
const text = readFileSync(join(adopted, newest), "utf8");
rmSync(join(adopted, newest));
time(adopted, ["init", "--infer"], 0);
time(adopted, ["--update-baseline"], 0);
writeFileSync(join(adopted, newest), text);
// The same configuration on both sides: the baseline alone is the difference.
writeFileSync(join(plain, ".integlintrc"), readFileSync(join(adopted, ".integlintrc"), "utf8"));

const steps = {
  "plain run": () => time(plain, [], 1),
  "with the baseline": () => time(adopted, [], 1),
  "--update-baseline": () => time(adopted, ["--update-baseline", "--baseline", join(base, "other.json")], 0),
  "init --infer": () => time(adopted, ["init", "--infer", "--force"], 0),
};
const times = new Map(Object.keys(steps).map((name) => [name, [] as number[]]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, run] of Object.entries(steps)) {
    const taken = run();
    // The first round warms the disk.
    if (round > 0) times.get(name)?.push(taken);
  }
}
const median = (list: readonly number[]) =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;
const floor = times.get("plain run") as readonly number[];
console.log(`Node ${process.version}, 301 migrations, ${rounds} rounds. Medians; ratios round by round.\n`);
console.log("| step | time | × plain run |\n|---|--:|--:|");
for (const [name, list] of times) {
  const ratio = median(list.map((taken, at) => taken / (floor[at] as number)));
  console.log(`| ${name} | ${Math.round(median(list))} ms | ${ratio.toFixed(2)} |`);
}
