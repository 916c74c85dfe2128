#!/usr/bin/env node
// The command. In: the process. Out: its exit code. A reader that closes the pipe early is no error.

const { loadCore } = require("./load.cjs");

const words = process.argv.slice(2);
// Node 20's V8 optimises so many functions in the background that a run of a second loses a third of two cores to what it never gets
// back. Later ones weigh that themselves, and know no such flag. What lives on gets it back.
const livesOn = words[0] === "lsp" || words.includes("--watch");
const usualBudget = 67584;
let budget = usualBudget;
function setBudget(units) {
  if (livesOn || units === budget || !process.versions.v8.startsWith("11.3.")) return;
  budget = units;
  require("node:v8").setFlagsFromString(`--interrupt-budget=${units}`);
}

const { core, keep } = loadCore();
const expectLongRun = () => setBudget(250000);
core.run(words, core.processIo(expectLongRun)).then((code) => {
  process.exitCode = code;
  // Only what was called is kept: of another command's run, a lint would have little.
  if (!core.isMainJob(words)) return;
  // What is compiled under other flags serves no other run.
  setBudget(usualBudget);
  keep();
});
