#!/usr/bin/env node
// Fuzzes the reader and all that follows it: `node bench/fuzz.mjs --minutes 10 --dialects mysql --seed 1 --properties reader,flow,written,commands,editor
// --corpus fixtures --corpus ../migrations`. In: folders of SQL to break. Out: properties that did not hold, each with a small text.

import { join } from "node:path";
import { runSource } from "./sources.mjs";

await runSource(join(import.meta.dirname, "fuzz/main.ts"));
