// Tries mutants, one after the other. In: from its parent, the bundle's path, then mutants. Out: what each test covers, then for each
// mutant whether a test failed. It may hang or run out of memory on one: its parent sees to that.

import { pathToFileURL } from "node:url";

let active = 0;
let hits = new Set();
globalThis.__mutant = (id) => {
  if (active === 0) hits.add(id);
  return id === active;
};

const [, , bundle] = process.argv;
await import(pathToFileURL(bundle).href);
// A promise that a mutant leaves behind is no end of the world.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});
/** By name: the files that make tests may have become others since the process before this one. */
const tests = new Map();
for (const test of globalThis.__registry.tests) {
  let name = `${test.file}: ${test.name}`;
  while (tests.has(name)) name += " (another)";
  tests.set(name, test);
}
const loaded = [...hits];
// Tests of the command's output would write into ours.
process.stdout.write = () => true;
process.stderr.write = () => true;

async function passes(test) {
  try {
    await test.run();
    return true;
  } catch {
    return false;
  }
}

async function survey() {
  const covered = [];
  for (const [name, test] of tests) {
    hits = new Set();
    const start = performance.now();
    const passed = await passes(test);
    covered.push({
      index: covered.length,
      name,
      passed,
      milliseconds: performance.now() - start,
      hits: [...hits],
    });
  }
  process.send({ loaded, covered });
}

/** A test that fails without any mutant, too, shows that one left something behind: a new process is needed. */
async function attempt({ id, names, budget }) {
  const start = process.cpuUsage();
  let ran = 0;
  for (const [at, name] of names.entries()) {
    const test = tests.get(name);
    ran++;
    if (!test) continue;
    active = id;
    const passed = await passes(test);
    active = 0;
    if (!passed) return process.send({ id, killer: at, stale: !(await passes(test)) });
    // Of the processor, so that the figure is the same on a busy machine.
    const { user, system } = process.cpuUsage(start);
    if ((user + system) / 1000 > budget) break;
  }
  return process.send({ id, ran, all: ran === names.length });
}

process.on("message", (message) => {
  if (message.survey) void survey();
  else void attempt(message);
});
process.send({ ready: true });
