// Paths as people see them. In: absolute paths and the working directory. Out: relative paths with forward slashes.

import { isAbsolute, relative, sep } from "node:path";

/** Relative to the working directory, which itself is "."; what lies far from it is shown whole. */
export function showPath(path: string, cwd: string): string {
  // Nearly all are: for thousands of files, `relative` is felt.
  if (path.startsWith(cwd) && path[cwd.length] === sep && !path.includes(`${sep}.`))
    return path
      .slice(cwd.length + 1)
      .split(sep)
      .join("/");
  const shown = relative(cwd, path) || ".";
  return (shown.length <= path.length ? shown : path).split(sep).join("/");
}

/** Whether a path is a folder or lies in it; both absolute. */
export function isInside(path: string, folder: string): boolean {
  const between = relative(folder, path);
  return !isAbsolute(between) && between !== ".." && !between.startsWith(`..${sep}`);
}
