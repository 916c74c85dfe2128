// integlint fix [paths..]: what can be fixed safely, fixed where it stands. In: arguments. Out: migrations rewritten, a report of what is
// left, and an exit code.

import type { ExitCode, Io } from "../command.js";
import type { fixOptions } from "../commands.js";
import type { Arguments } from "../options.js";
import { lintAndReport } from "./lint.js";

export async function run({ options, words }: Arguments<typeof fixOptions>, io: Io): Promise<ExitCode> {
  const { only, all, base = "", "dry-run": dryRun } = options;
  return lintAndReport({ ...unasked, ...options }, words, io, { only, all, base, dryRun, asker: "fix" });
}

/** Options of lint that fix has not got. */
const unasked = {
  stdin: false,
  "stdin-filename": undefined,
  changed: undefined,
  staged: false,
  fix: false,
  "fix-dry-run": false,
  "update-baseline": false,
  "report-unused-suppressions": false,
  cache: false,
  "cache-location": undefined,
  stats: false,
  "print-config": undefined,
} as const;
