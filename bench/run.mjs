#!/usr/bin/env node
// Measures the built command against `node -e 0` and, on PostgreSQL, against what else lints migrations there.
// `npm run bench [-- --counts 1,1000 --dialects mysql --rounds 11 --no-peers]`. Ratios are what travels between machines.

import { existsSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeCorpus, writers } from "./corpus.mjs";
import { measureInTurn, measurePeak, summarize, summarizeRatio } from "./measure.mjs";
import { installPeers, peerContenders } from "./peers.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    counts: { type: "string", default: "1,100,1000,10000" },
    dialects: { type: "string", default: Object.keys(writers).join(",") },
    rounds: { type: "string", default: "11" },
    /** Another build than this one's, to compare with. */
    build: { type: "string", default: join(here, "../dist") },
    "no-peers": { type: "boolean", default: false },
    "peers-folder": { type: "string", default: join(tmpdir(), "integlint-bench-peers") },
  },
});
const integlint = join(resolve(values.build), "integlint.cjs");
if (!existsSync(integlint)) {
  console.error(`There is no build in ${values.build}: npm run build.`);
  process.exit(2);
}

const say = (text) => process.stderr.write(`${text}\n`);
const progress = (label) => (round, of) =>
  process.stderr.write(`\r${label}: round ${round} of ${of}\u001b[K${round === of ? "\n" : ""}`);
const counts = values.counts.split(",").map(Number);
const dialects = values.dialects.split(",");
const rounds = Number(values.rounds);
const floor = "node -e 0";
const wantsPeers = dialects.includes("postgresql") && !values["no-peers"];
const peers = wantsPeers ? installPeers(values["peers-folder"], say) : undefined;

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}. Medians (quartiles); ratios round by round.`,
);
for (const dialect of dialects) {
  for (const count of counts) await compare(dialect, count);
  await growth(dialect);
}

async function compare(dialect, count) {
  const corpus = writeCorpus(join(here, "corpus"), { dialect, count, seed: 1 });
  const contenders = [
    { name: floor, command: [process.execPath, "-e", "0"], cwd: corpus.folder },
    { name: "integlint", command: [process.execPath, integlint], cwd: corpus.folder },
    {
      name: "integlint, JSON",
      command: [process.execPath, integlint, "--format", "json"],
      cwd: corpus.folder,
    },
    {
      // The first run, which is not measured, makes what the others find.
      name: "integlint, JSON, kept by --cache",
      command: [process.execPath, integlint, "--format", "json", "--cache"],
      cwd: corpus.folder,
    },
    ...(dialect === "postgresql" && peers ? peerContenders(peers, corpus.folder) : []),
  ];
  const label = `${dialect}, ${count} migrations`;
  // Long runs vary less, and nobody wants to wait for an hour.
  const times = await measureInTurn(
    contenders,
    count > 1000 ? Math.ceil(rounds / 3) : rounds,
    progress(label),
  );
  console.log(`\n### ${label}: ${corpus.files} files, ${(corpus.bytes / 1e6).toFixed(2)} MB\n`);
  const squawk = times.get("squawk");
  console.log(`| command | time | × ${floor} |${squawk ? " × squawk |" : ""} peak memory |`);
  console.log(`|---|--:|--:|${squawk ? "--:|" : ""}--:|`);
  for (const contender of contenders) {
    const own = times.get(contender.name);
    const peak = measurePeak(contender);
    const cells = [
      contender.name,
      milliseconds(summarize(own)),
      ratio(summarizeRatio(own, times.get(floor))),
      ...(squawk ? [ratio(summarizeRatio(own, squawk))] : []),
      peak ? `${Math.round(peak / 1024)} MiB` : "not measured",
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

/** Ten times the migrations should take ten times as long, and no more. */
async function growth(dialect) {
  if (!counts.includes(1000) || !counts.includes(10000)) return;
  const contenders = [1000, 10000].map((count) => ({
    name: String(count),
    command: [process.execPath, integlint],
    cwd: writeCorpus(join(here, "corpus"), { dialect, count, seed: 1 }).folder,
  }));
  const times = await measureInTurn(contenders, Math.ceil(rounds / 3), progress(`${dialect}, growth`));
  const grown = summarizeRatio(times.get("10000"), times.get("1000"));
  console.log(`\n${dialect}: 10,000 migrations take ${ratio(grown)} times as long as 1,000.`);
}

function milliseconds({ median, low, high }) {
  return `${Math.round(median)} ms (${Math.round(low)}–${Math.round(high)})`;
}

function ratio({ median, low, high }) {
  return `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
