// What a run fixes before it reports. In: what to lint and what to fix. Out: files rewritten or a patch printed, what was done on
// stderr, and what is found then.

import { UsageError } from "../config/errors.js";
import { unifiedDiff } from "../generate/edits-diff.js";
import { compareBaseline } from "../lint/baseline.js";
import type { Finding, LintResult } from "../lint/finding.js";
import { loadBaseline } from "../project/baseline.js";
import { type Fixing, fixProject } from "../project/fix.js";
import { type LintedProject, type LintOptions, lintProject } from "../project/lint.js";
import { rewrite } from "../project/rewrite.js";
import { numberOf } from "../report/findings.js";
import { didYouMean } from "../text/nearest.js";
import type { Io } from "./command.js";

export interface FixingFlags {
  readonly dryRun: boolean;
  readonly all: boolean;
  /** The revision whose migrations have run; "" is the main branch. */
  readonly base: string;
  /** Rules by id; all of them where none is named. */
  readonly only: readonly string[];
  /** The option or command that asks. */
  readonly asker: string;
}

export interface Fixed {
  readonly linted: LintedProject;
  /** Some files had to be left as they are. */
  readonly isIncomplete: boolean;
}

interface Known {
  readonly baseline: string | false | undefined;
  readonly quiet: boolean;
}

export async function fixFirst(
  asked: LintOptions & { readonly cwd: string },
  flags: FixingFlags,
  known: Known,
  io: Io,
): Promise<Fixed> {
  const fixing = await fixProject({ ...asked, ...flags, wanted: chooser(asked, flags, known) });
  checkRules(flags, fixing.linted);
  const refused = [...fixing.refused];
  for (const change of fixing.rewrites) {
    if (flags.dryRun) io.out(unifiedDiff(change.shown, change.before, change.after));
    else {
      const reason = rewrite(change);
      if (reason !== undefined) refused.push({ path: change.shown, reason });
    }
  }
  tellFixing(fixing, flags, io);
  for (const { path, reason } of refused) io.err(`integlint: ${path} is not fixed: ${reason}.\n`);
  const texts = flags.dryRun
    ? new Map(fixing.rewrites.map(({ path, after }) => [path, after] as const))
    : undefined;
  return { linted: await lintProject({ ...asked, texts }), isIncomplete: refused.length > 0 };
}

/** Findings that are open, of the rules that are meant. */
function chooser(
  asked: LintOptions & { readonly cwd: string },
  { only }: FixingFlags,
  { baseline: path, quiet }: Known,
): (result: LintResult) => readonly Finding[] {
  const baseline = path === false ? undefined : loadBaseline(path, asked);
  return ({ findings }) => {
    const marked = baseline ? compareBaseline(findings, baseline).findings : findings;
    return marked.filter(
      ({ rule, severity, suppressed, baselined }) =>
        !suppressed &&
        !baselined &&
        (!quiet || severity === "error") &&
        (only.length === 0 || only.includes(rule)),
    );
  };
}

function checkRules({ only }: FixingFlags, { project: { rules } }: LintedProject): void {
  const ids = rules.map(({ meta }) => meta.id);
  for (const id of only) {
    if (!ids.includes(id)) throw new UsageError(`--only: there is no rule "${id}".${didYouMean(id, ids)}`);
  }
}

function tellFixing({ rewrites, answered, ran }: Fixing, { dryRun, asker }: FixingFlags, io: Io): void {
  const what =
    rewrites.length === 0
      ? "nothing to fix"
      : `${dryRun ? "would fix" : "fixed"} ${numberOf(answered, "finding")} in ${numberOf(rewrites.length, "file")}`;
  io.err(`integlint: ${what}${asker === "fix" || ran === 0 ? "" : " of the new migrations"}.\n`);
  if (ran > 0)
    io.err(
      `integlint: ${numberOf(ran, "finding")} could be fixed in migrations that are on the base branch, and may have run: integlint fix --all edits those, too.\n`,
    );
}
