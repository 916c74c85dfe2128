#!/usr/bin/env node
// Compares what integlint believes with what a server does: `node bench/fidelity.mjs <folder> --server postgresql [--layout goose]
// [--rollbacks] [--all]`. In: a folder of migrations. Out: every refusal and every line of the catalog that differs.

import { join } from "node:path";
import { runSource } from "./sources.mjs";

await runSource(join(import.meta.dirname, "fidelity/main.ts"));
