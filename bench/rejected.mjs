#!/usr/bin/env node
// Compares what integlint reads with what a server's grammar takes: `node bench/rejected.mjs <folder>… --server mariadb [--layout goose]
// [--mutants 2000 --seed 1] [--data] [--all]`. In: folders of migrations. Out: how many statements are read whole, how many of those that
// the server rejects are found and how near, and each that is not. Mutants are statements that the server takes with one token changed.

import { join } from "node:path";
import { runSource } from "./sources.mjs";

await runSource(join(import.meta.dirname, "rejected/main.ts"));
