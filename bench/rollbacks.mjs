#!/usr/bin/env node
// Compares what rollback-complete says with what a server does: `node bench/rollbacks.mjs <folder> --server mariadb [--before tables.sql]
// [--written] [--verbose]`. In: a folder of migrations. Out: counts of verdicts; exit code 1 where one is wrong.

import { join } from "node:path";
import { runSource } from "./sources.mjs";

await runSource(join(import.meta.dirname, "rollbacks/main.ts"));
