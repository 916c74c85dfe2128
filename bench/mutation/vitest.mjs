// Stands in for vitest while mutants are tried: tests are listed, to be called one by one, thousands of times in one process.
// In: what test files call. Out: the list. Its `expect` is vitest's own.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect as own } from "vitest-itself";

const registry = { tests: [], file: "" };
globalThis.__registry = registry;
let names = [];
let hooks = [];

/** Snapshots need vitest's runner: here a text is its file's, or it is not. */
export const expect = new Proxy(own, {
  apply(target, self, [received, ...rest]) {
    const assertion = Reflect.apply(target, self, [received, ...rest]);
    const toMatchFileSnapshot = (path) => own(received).toBe(readFileSync(resolve(path), "utf8"));
    return new Proxy(assertion, {
      get: (of, name) => (name === "toMatchFileSnapshot" ? toMatchFileSnapshot : Reflect.get(of, name)),
    });
  },
});

function suite(name, body) {
  const [outerNames, outerHooks] = [names, hooks];
  names = [...names, String(name)];
  hooks = [...hooks];
  body();
  [names, hooks] = [outerNames, outerHooks];
}

function one(name, a, b) {
  const run = typeof a === "function" ? a : b;
  const before = hooks;
  registry.tests.push({
    file: registry.file,
    name: [...names, String(name)].join(" › "),
    run: async () => {
      for (const hook of before) await hook();
      await run({});
    },
  });
}

const withForms = (call) =>
  Object.assign(call, {
    each: (rows) => (name, body, options) => {
      for (const [at, row] of rows.entries()) {
        const args = Array.isArray(row) ? row : [row];
        const shown = typeof args[0] === "string" ? args[0] : `${at}`;
        call(`${name} ${shown}`, () => (typeof body === "function" ? body : options)(...args));
      }
    },
    runIf: (yes) => (yes ? withForms(call) : withForms(() => {})),
    skipIf: (yes) => (yes ? withForms(() => {}) : withForms(call)),
  });

export const describe = withForms((name, body) => suite(name, body));
export const it = withForms(one);
export const test = withForms((name, a, b) => one(name, a, b));
export const beforeAll = (hook) => {
  let done;
  hooks.push(() => {
    done ??= Promise.resolve(hook());
    return done;
  });
};
export const beforeEach = (hook) => hooks.push(hook);
export const afterAll = () => {};
export const afterEach = () => {};
export const onTestFinished = () => {};
export const vi = { setConfig: () => {} };
