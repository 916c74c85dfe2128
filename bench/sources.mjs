// Runs a program in TypeScript from a script: bundles it first, for Node 20 reads no TypeScript. In: its path. Out: nothing.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

export async function runSource(entry) {
  // Where Node finds the packages, which stay what they are: some of them load files that stand beside them.
  const folder = mkdtempSync(join(import.meta.dirname, "../node_modules/.bench-"));
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
    packages: "external",
  });
  await import(pathToFileURL(outfile).href);
}
