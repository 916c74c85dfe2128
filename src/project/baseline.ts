// The baseline's file. In: a path. Out: a baseline, or a file written whole or not at all.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { reasonOf } from "../config/load.js";
import { type Baseline, printBaseline, readBaseline } from "../lint/baseline.js";
import { confineTo } from "./confine.js";
import { writeWhole } from "./write.js";

export const defaultBaseline = ".integlint-baseline.json";

/** Without a path, the usual file, if it is there. What is wrong with it is quoted: a stranger's may not lead elsewhere. */
export function loadBaseline(
  path: string | undefined,
  { cwd, noCodeConfig }: { readonly cwd: string; readonly noCodeConfig?: boolean },
): Baseline | undefined {
  const shown = path ?? defaultBaseline;
  const file = resolve(cwd, shown);
  if (path === undefined && !existsSync(file)) return undefined;
  if (noCodeConfig) confineTo(cwd, [shown])(file);
  try {
    return readBaseline(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${shown}: ${reasonOf(error)}`);
  }
}

export function saveBaseline(path: string, cwd: string, baseline: Baseline): void {
  writeWhole(resolve(cwd, path), printBaseline(baseline));
}
