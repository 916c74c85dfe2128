#!/usr/bin/env node
// The command. In: the process. Out: its exit code. A reader that closes the pipe early is no error.

const { loadCore } = require("./load.cjs");

const { core, keep } = loadCore();
const words = process.argv.slice(2);
core.run(words, core.processIo()).then((code) => {
  process.exitCode = code;
  // Only what was called is kept: of another command's run, a lint would have little.
  if (core.isMainJob(words)) keep();
});
