#!/usr/bin/env node
// Fuzzes the reader and all that follows it: `node bench/fuzz.mjs --minutes 10 --dialects mysql --seed 1 --properties reader,flow
// --corpus fixtures --corpus ../migrations`. In: folders of SQL to break. Out: properties that did not hold, each with a small text. Bundles the sources first: Node 20 reads no TypeScript.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "integlint-fuzz-"));
const outfile = join(folder, "fuzz.mjs");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await build({
  entryPoints: [join(here, "fuzz/main.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "warning",
  // What is CommonJS asks for Node's own modules by `require`.
  banner: {
    js: 'import { createRequire } from "node:module";const require = createRequire(import.meta.url);',
  },
});
await import(pathToFileURL(outfile).href);
