// integlint fix [paths..]: what can be fixed safely, fixed where it stands. In: arguments. Out: migrations rewritten, a report of what is
// left, and an exit code.

import { UsageError } from "../../config/errors.js";
import type { ExitCode, Io } from "../command.js";
import type { fixOptions } from "../commands.js";
import type { Arguments } from "../options.js";
import { lintAndReport } from "./lint.js";

export async function run({ options, words }: Arguments<typeof fixOptions>, io: Io): Promise<ExitCode> {
  if (options.forward) return (await import("../correcting.js")).correct({ options, words }, io);
  checkForward(options);
  const { only, all, base = "", "dry-run": dryRun } = options;
  return lintAndReport({ ...unasked, ...options }, words, io, {
    fixing: { only, all, base, dryRun, asker: "fix" },
  });
}

function checkForward(options: Arguments<typeof fixOptions>["options"]): void {
  const found = (["name", "trust-rows"] as const).find(
    (name) => options[name] !== undefined && options[name] !== false,
  );
  if (found) throw new UsageError(`--${found} is about the migration that --forward writes.`);
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
  watch: false,
  cache: false,
  "cache-location": undefined,
  stats: false,
  "print-config": undefined,
} as const;
