#!/usr/bin/env node
// The command. In: the process. Out: its exit code. A reader that closes the pipe early is no error.

import { processIo } from "./io.js";
import { run } from "./run.js";

process.exitCode = await run(process.argv.slice(2), processIo());
