// In: globs, relative to one folder. Out: whether a file is meant.

import { relative, resolve } from "node:path";
import picomatch from "picomatch";

/**
 * `cwd` is what shown paths are relative to, `base` what the globs are. A glob without a slash means files of that name in
 * any folder.
 */
export function matchPaths(globs: readonly string[], base: string, cwd: string): (path: string) => boolean {
  const tests = globs.map((glob) =>
    picomatch(glob.replace(/^\.\//, ""), { dot: true, basename: !glob.includes("/") }),
  );
  return (path) => {
    const relativePath = relative(base, resolve(cwd, path)).split("\\").join("/");
    return tests.some((test) => test(relativePath));
  };
}
