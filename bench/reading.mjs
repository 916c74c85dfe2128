#!/usr/bin/env node
// Measures split, parse and replay on warm code, in one process: `node bench/reading.mjs [mysql=folder … --rounds 15 --clock]`. In: folders of
// migrations, or the made-up corpora. Out: MB/s and growth, and what a seed file of ten megabytes takes. Times are the processor's, which
// a busy machine disturbs less than the clock's; what one waits is the clock's (`--clock`): the collector works beside the main thread.

import { join } from "node:path";
import { writeCorpus } from "./corpus.mjs";
import { runSource } from "./sources.mjs";

const here = import.meta.dirname;
if (!process.argv.slice(2).some((argument) => argument.includes("="))) {
  for (const dialect of ["mysql", "postgresql"]) {
    for (const count of [250, 1000, 4000]) {
      const { folder } = writeCorpus(join(here, "corpus"), { dialect, count, seed: 1 });
      process.argv.push(`${dialect}=${join(folder, "migrations")}`);
    }
  }
}
await runSource(join(here, "reading/main.ts"));
