// Arguments that every command shares → options of a project. In: parsed options. Out: what to open.

import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import type { PresetName } from "../config/layers.js";
import { kindOfPath } from "../project/files.js";
import type { ProjectOptions } from "../project/open.js";
import type { Dialect } from "../sql/definition.js";
import type { Io } from "./command.js";
import type { Arguments, configOptions } from "./options.js";

type ConfigArguments = Arguments<typeof configOptions>["options"];

export function projectOptions(options: ConfigArguments, io: Io): ProjectOptions & { readonly cwd: string } {
  return {
    cwd: workingFolder(options.cwd, io),
    config: options.config,
    noCodeConfig: !options["code-config"],
    onPhase: (_phase, done, of) => expectLongRun(io, done, of),
    flags: {
      dialect: options.dialect as Dialect | undefined,
      dialectVersion: dialectVersion(options["dialect-version"]),
      preset: options.preset === undefined ? undefined : (`integlint:${options.preset}` as PresetName),
      rules: options.rule,
    },
  };
}

/** More than these take rather a second than a tenth of one. */
const many = 200;

/** Tells the world outside at the first of many files. */
export function expectLongRun(io: Io, done?: number, of?: number): void {
  if (done === 0 && of !== undefined && of > many) io.expectLongRun?.();
}

export function workingFolder(cwd: string | undefined, io: Io): string {
  const folder = resolve(io.cwd, cwd ?? ".");
  if (kindOfPath(folder) !== "folder") throw new UsageError(`--cwd: there is no folder "${cwd}".`);
  return folder;
}

function dialectVersion(version: string | undefined): string | undefined {
  if (version !== undefined && !/^\d+(?:\.\d+)*$/.test(version))
    throw new UsageError(`--dialect-version: found "${version}", allowed: numbers and dots, such as 8.0.`);
  return version;
}
