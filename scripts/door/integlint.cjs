#!/usr/bin/env node
// The command. In: the process. Out: its exit code. A reader that closes the pipe early is no error.

const { setFlagsFromString } = require("node:v8");
const { loadCore } = require("./load.cjs");

const words = process.argv.slice(2);
// Node 20's V8 optimises so many functions in the background that a run of a second loses a third of two cores to what it never gets
// back. Later ones weigh that themselves, and know no such flag. What lives on gets it back.
const livesOn = words[0] === "lsp" || words.includes("--watch");
if (!livesOn && process.versions.v8.startsWith("11.3.")) setFlagsFromString("--interrupt-budget=250000");

const { core, keep } = loadCore();
core.run(words, core.processIo()).then((code) => {
  process.exitCode = code;
  // Only what was called is kept: of another command's run, a lint would have little.
  if (core.isMainJob(words)) keep();
});
