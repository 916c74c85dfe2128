// Runs a program in TypeScript from a script: bundles it first, for Node 20 reads no TypeScript. In: its path. Out: nothing.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

export async function runSource(entry) {
  const folder = mkdtempSync(join(tmpdir(), "integlint-bench-"));
  const outfile = join(folder, "main.mjs");
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [entry],
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
}
