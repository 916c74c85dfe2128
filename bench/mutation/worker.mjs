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
const { tests } = globalThis.__registry;
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
  for (const [index, test] of tests.entries()) {
    hits = new Set();
    const start = performance.now();
    const passed = await passes(test);
    covered.push({
      index,
      name: `${test.file}: ${test.name}`,
      passed,
      milliseconds: performance.now() - start,
      hits: [...hits],
    });
  }
  process.send({ loaded, covered });
}

/** A test that fails without any mutant, too, shows that one left something behind: a new process is needed. */
async function attempt({ id, indexes, budget }) {
  const end = performance.now() + budget;
  let ran = 0;
  for (const index of indexes) {
    active = id;
    const passed = await passes(tests[index]);
    active = 0;
    ran++;
    if (!passed) return process.send({ id, killer: index, stale: !(await passes(tests[index])) });
    if (performance.now() > end) break;
  }
  return process.send({ id, ran, all: ran === indexes.length });
}

process.on("message", (message) => {
  if (message.survey) void survey();
  else void attempt(message);
});
process.send({ ready: true });
