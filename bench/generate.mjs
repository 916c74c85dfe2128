#!/usr/bin/env node
// Writes a corpus: `node bench/generate.mjs --dialect mysql --count 1000 [--seed 1] [--out bench/corpus]`.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeCorpus } from "./corpus.mjs";

const { values } = parseArgs({
  options: {
    dialect: { type: "string", default: "mysql" },
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: join(dirname(fileURLToPath(import.meta.url)), "corpus") },
  },
});
const { folder, files, bytes } = writeCorpus(values.out, {
  dialect: values.dialect,
  count: Number(values.count),
  seed: Number(values.seed),
});
console.log(`${folder}: ${files} files, ${(bytes / 1e6).toFixed(2)} MB`);
