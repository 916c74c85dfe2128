// The command of the measurement. In: folders, each with its dialect. Out: a line for each, on stdout, and one for a seed file of each dialect.
// Sizes count the units of JavaScript's strings, a byte each where the text is ASCII.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Dialect } from "../../src/sql/definition.js";
import { measureSeed } from "./seed.js";
import { measureText, processorTime, readFolder, type Times } from "./texts.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "15" }, clock: { type: "boolean", default: false } },
});

for (const positional of positionals) {
  const [dialect = "", folder = ""] = positional.split("=", 2);
  const texts = readFolder(resolve(folder));
  const { megabytes, median, best } = measureText(
    texts,
    dialect as Dialect,
    Number(values.rounds),
    values.clock ? () => performance.now() : processorTime,
  );
  const speed = (milliseconds: number) => ((megabytes * 1000) / milliseconds).toFixed(1);
  const both = (time: (times: Times) => number) => `${speed(time(median))} (best ${speed(time(best))})`;
  process.stdout.write(
    `${dialect}, ${texts.length} files, ${megabytes.toFixed(2)} MB: ${both((t) => t.read + t.replayed)} MB/s in all, ` +
      `${both((t) => t.read)} split and parse, ${both((t) => t.replayed)} replay\n`,
  );
}
for (const dialect of ["mysql", "postgresql"] as const)
  process.stdout.write(`${dialect}, a seed file: ${await measureSeed(dialect)}\n`);
