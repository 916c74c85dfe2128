// In: globs, relative to one folder. Out: whether a file is meant.

import { basename, relative, resolve } from "node:path";
import picomatch from "picomatch";
import { compilePattern } from "../text/pattern.js";
import { ConfigError } from "./errors.js";

/**
 * `cwd` is what shown paths are relative to, `base` what the globs are. A glob without a slash means files of that name in
 * any folder. Throws ConfigError for a glob that cannot be read.
 */
export function matchPaths(globs: readonly string[], base: string, cwd: string): (path: string) => boolean {
  const tests = globs.map(testOf);
  return (path) => {
    const relativePath = relative(base, resolve(cwd, path)).split("\\").join("/");
    return tests.some((test) => test(relativePath));
  };
}

/** picomatch's expression, but not the engine's way through it: `*a*a*a*a*b` would keep that busy for days. */
function testOf(glob: string): (path: string) => boolean {
  const wanted = glob.replace(/^\.\//, "");
  const named = (path: string) => (glob.includes("/") ? path : basename(path));
  try {
    const pattern = compilePattern(picomatch.makeRe(wanted, { dot: true }).source, "");
    return (path) => named(path) === wanted || pattern.test(named(path));
  } catch (error) {
    throw new ConfigError(`The glob ${JSON.stringify(glob)} cannot be read: ${(error as Error).message}`);
  }
}
