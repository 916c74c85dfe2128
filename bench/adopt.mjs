#!/usr/bin/env node
// Measures what a baseline costs: a repository of 300 old migrations, adopted, with one new bad migration, against the plain run.
// `npm run build && node bench/adopt.mjs [--rounds 21] [--build dist]`. The claim: under 1.5 times.

import { join } from "node:path";
import { runSource } from "./sources.mjs";

await runSource(join(import.meta.dirname, "adopt/main.ts"));
