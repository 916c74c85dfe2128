// Paths as people see them. In: absolute paths and the working directory. Out: relative paths with forward slashes.

import { relative, sep } from "node:path";

/** Relative to the working directory; the directory itself is ".". */
export function showPath(path: string, cwd: string): string {
  const shown = relative(cwd, path);
  return shown === "" ? "." : shown.split(sep).join("/");
}

/** Whether a path as shown is a folder or lies in it. */
export function isInside(path: string, folder: string): boolean {
  if (folder === ".") return !path.startsWith("../") && path !== "..";
  return path === folder || path.startsWith(`${folder}/`);
}
