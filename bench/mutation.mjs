#!/usr/bin/env node
// Tries whether the tests notice when the code is wrong: `node bench/mutation.mjs --files rules --sample 0.3 --survivors`.
// In: files or folders below the repository. Out: per file, how many of its mutants some test kills. All mutants are built into one
// bundle with the tests, which run in one process: only the tests that come by a mutant are run for it.

import { fork } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { instrument } from "./mutation/instrument.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    files: { type: "string", multiple: true, default: ["rules", "src/schema"] },
    tests: { type: "string", multiple: true },
    /** The share of mutants that are tried, drawn by their numbers. */
    sample: { type: "string", default: "1" },
    /** Another number draws others: tests are written by one draw and measured by another. */
    seed: { type: "string", default: "0" },
    /** Seconds of the processor's time for the tests of one mutant; what is alive then has survived. */
    budget: { type: "string", default: "5" },
    survivors: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
/** Tests that start processes or need servers take too long to be run thousands of times. */
const usualTests = [
  ...["rules.test.ts", "remedies.test.ts", "seed.test.ts", "projects.test.ts", "rule", "schema", "lint"],
  ...[
    "generate",
    "report",
    "docs/rule-pages.test.ts",
    "docs/findings.test.ts",
    "sql-corpus/broken.test.ts",
    "sql-corpus/read.test.ts",
  ],
];
// How much longer than its budget a mutant may take on the clock: others may be at work, too.
const patience = { factor: 10, milliseconds: 15_000 };

const folder = mkdtempSync(join(tmpdir(), "integlint-mutation-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

const mutants = [];
const targets = new Set(values.files.flatMap((path) => filesBelow(resolve(root, path), /(?<!\.d)\.ts$/)));
const bundle = await makeBundle();
const chosen = mutants.filter(({ id }) => draw(id, Number(values.seed)) < Number(values.sample));
let worker = await start();
const { loaded, covered } = await ask(worker, { survey: true }, 600_000);
const broken = covered.filter(({ passed }) => !passed);
for (const { name } of broken) console.error(`left out, it fails without mutants here: ${name}`);
await tryAll();
report();
worker.kill();

/** From 0 up to 1. Seeds are far apart, so that no draw of one is the next draw of another. */
function draw(id, seed) {
  return (Math.imul(id + Math.imul(seed, 40503), 2654435761) >>> 0) / 2 ** 32;
}

function filesBelow(path, wanted) {
  if (statSync(path).isFile()) return wanted.test(path) ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesBelow(join(path, entry), wanted));
}

async function makeBundle() {
  const tests = (values.tests ?? usualTests).flatMap((path) =>
    filesBelow(join(root, "test", path), /\.test\.ts$/),
  );
  const outfile = join(folder, "tests.mjs");
  const sources = new Map();
  for (const path of targets) {
    const shown = relative(root, path);
    const { code, mutants: own } = instrument(shown, readFileSync(path, "utf8"), mutants.length + 1);
    mutants.push(...own);
    sources.set(path, code);
  }
  const entry = tests.map(
    (path) => `globalThis.__registry ??= { tests: [], file: "" };\nawait import(${JSON.stringify(path)});`,
  );
  const plugin = {
    name: "mutants",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^vitest(-itself)?$/ }, ({ path }) =>
        path === "vitest"
          ? { path: join(root, "bench/mutation/vitest.mjs") }
          : { path: "vitest", external: true },
      );
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path.includes("node_modules")) return undefined;
        let contents = sources.get(path) ?? readFileSync(path, "utf8");
        contents = contents
          .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
          .replaceAll("import.meta.url", JSON.stringify(`file://${path}`));
        if (path.endsWith(".test.ts"))
          contents += `\n;for (const test of globalThis.__registry.tests) test.file ||= ${JSON.stringify(relative(join(root, "test"), path))};`;
        return { contents, loader: "ts" };
      });
    },
  };
  await build({
    stdin: { contents: entry.join("\n"), resolveDir: root, loader: "js" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
    packages: "external",
    plugins: [plugin],
  });
  return outfile;
}

function start() {
  const child = fork(join(root, "bench/mutation/worker.mjs"), [bundle], {
    cwd: root,
    execArgv: ["--max-old-space-size=2048"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return new Promise((fulfil, reject) => {
    child.once("message", () => fulfil(child));
    child.once("exit", (code) => reject(new Error(`the tests do not load: exit code ${code}`)));
  });
}

/** The answer; undefined where the child hangs or dies on it. */
function ask(child, message, milliseconds) {
  return new Promise((fulfil) => {
    const timer = setTimeout(() => finish(undefined), milliseconds);
    const finish = (answer) => {
      clearTimeout(timer);
      child.removeAllListeners("message");
      child.removeAllListeners("exit");
      fulfil(answer);
    };
    child.once("message", finish);
    child.once("exit", () => finish(undefined));
    child.send(message);
  });
}

async function tryAll() {
  const testsOf = new Map();
  for (const { index, passed, hits } of covered) {
    if (passed) for (const id of hits) testsOf.set(id, [...(testsOf.get(id) ?? []), index]);
  }
  const onLoad = new Set(loaded);
  const last = new Map();
  const end = process.stderr.isTTY ? "\r" : "\n";
  for (const [at, mutant] of chosen.entries()) {
    const indexes = testsOf.get(mutant.id);
    if (!indexes) {
      mutant.fate = onLoad.has(mutant.id) ? "fixed" : "never run";
      continue;
    }
    // What killed a neighbour, then the tests that are named after the file, then those that come by least else, then the quick ones.
    const killers = last.get(mutant.path) ?? [];
    const stem = basename(mutant.path, ".ts");
    const ranks = new Map(
      indexes.map((index) => [
        index,
        [
          killers.indexOf(index) >>> 0,
          covered[index].name.includes(stem) ? 0 : 1,
          covered[index].hits.length,
        ],
      ]),
    );
    indexes.sort((a, b) => {
      const [one, other] = [ranks.get(a), ranks.get(b)];
      const difference = one.map((rank, at) => rank - other[at]).find((by) => by !== 0);
      return difference ?? covered[a].milliseconds - covered[b].milliseconds;
    });
    const budget = Number(values.budget) * 1000;
    const names = indexes.map((index) => covered[index].name);
    const answer = await ask(
      worker,
      { id: mutant.id, names, budget },
      budget * patience.factor + patience.milliseconds,
    );
    const killer = indexes[answer?.killer];
    if (killer !== undefined)
      last.set(mutant.path, [killer, ...killers.filter((index) => index !== killer)].slice(0, 8));
    mutant.fate = !answer
      ? "killed: no end"
      : answer.killer === undefined
        ? answer.all
          ? "survived"
          : "survived so far"
        : "killed";
    if (!answer || answer.stale) {
      worker.removeAllListeners("exit");
      worker.kill("SIGKILL");
      worker = await start();
    }
    if (at % 200 === 0) process.stderr.write(`${at} of ${chosen.length}${end}`);
    if (values.json && at % 200 === 0) writeFileSync(values.json, JSON.stringify(chosen));
  }
}

function report() {
  const byFile = Map.groupBy ? Map.groupBy(chosen, ({ path }) => path) : groupBy(chosen);
  let [allKilled, allTried] = [0, 0];
  for (const [path, own] of byFile) {
    const tried = own.filter(({ fate }) => fate !== "fixed");
    const killed = tried.filter(({ fate }) => fate.startsWith("killed"));
    allKilled += killed.length;
    allTried += tried.length;
    console.log(
      `${percent(killed.length, tried.length).padStart(6)} ${killed.length}/${tried.length} ${path}`,
    );
    if (values.survivors)
      for (const { line, what, was, fate } of tried)
        if (!fate.startsWith("killed")) console.log(`         ${path}:${line} ${what}: ${was} (${fate})`);
  }
  const fixed = chosen.filter(({ fate }) => fate === "fixed").length;
  console.log(
    `${percent(allKilled, allTried)} killed: ${allKilled} of ${allTried} mutants tried; ${chosen.length} of ${mutants.length} drawn, ${fixed} of them only run while modules load and cannot be tried; ${covered.length - broken.length} tests.`,
  );
  if (values.json) writeFileSync(values.json, JSON.stringify(chosen));
}

function groupBy(list) {
  const groups = new Map();
  for (const one of list) groups.set(one.path, [...(groups.get(one.path) ?? []), one]);
  return groups;
}

function percent(part, whole) {
  return whole === 0 ? "–" : `${((part / whole) * 100).toFixed(1)} %`;
}
