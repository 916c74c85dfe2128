// A project, fixed in the place. In: what a lint is asked for, and which findings are to be answered. Out: the texts that the
// migrations would have, and what is found in them then. Nothing is written here, and nothing that makes the project worse is kept.

import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { applyEdits, chooseWishes } from "../generate/edits.js";
import { keepGood, newFindings, placeOf } from "../generate/fix.js";
import type { Finding, LintResult } from "../lint/finding.js";
import { compareText } from "../migration/names.js";
import type { Edit } from "../rule/rule.js";
import type { SourceFile } from "../text/source-file.js";
import { type LintedProject, type LintOptions, lintProject } from "./lint.js";
import { type Rewrite, whyNotRewritable } from "./rewrite.js";

export interface FixOptions extends LintOptions {
  readonly cwd: string;
  /** Also in migrations that git has on the base branch: they may have run. */
  readonly all: boolean;
  /** The revision whose migrations have run; "" is the main branch. */
  readonly base: string;
  /** The option or command that asks: it is named where git cannot answer. */
  readonly asker: string;
  /** Those of a result's findings whose edits are wanted. */
  readonly wanted: (result: LintResult) => readonly Finding[];
}

export interface Fixing {
  readonly rewrites: readonly (Rewrite & { readonly shown: string })[];
  /** How many findings were answered, wholly or in part. */
  readonly answered: number;
  /** Files that have something to fix and cannot be written, each with its reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Findings with edits in migrations that are not new. */
  readonly ran: number;
  /** As the texts would be. */
  readonly linted: LintedProject;
}

/** What an edit makes room for may be found only after it; more rounds than this, and two rules contradict each other. */
const mostRounds = 20;

interface FindingWish {
  readonly file: SourceFile;
  readonly edits: readonly Edit[];
  readonly finding: Finding;
}

export async function fixProject(options: FixOptions): Promise<Fixing> {
  const { cwd } = options;
  const isNew = options.all ? () => true : await newFiles(options);
  const first = await lintProject(lintingOf(options));
  const original = new Map(first.project.files.map((file) => [file.path, file.text]));
  const refused = new Map<string, string>();
  const harmful = new Set<string>();
  let linted = first;
  let texts: ReadonlyMap<string, string> = new Map();
  let answered = 0;
  let hasKept = false;
  for (let round = 0; round < mostRounds; round++) {
    const wishes = wishesOf(linted).filter(
      (wish) => isNew(wish.file.path) && !harmful.has(keyOf(wish)) && isWritable(wish),
    );
    const chosen = chooseWishes(wishes);
    const before = linted;
    const tried = texts;
    const attempt = async (some: readonly FindingWish[]) => {
      const trial = withEdits(tried, some, cwd);
      const after = await lintProject({ ...lintingOf(options), texts: trial });
      const harm = newFindings(before.result.findings, after.result.findings, placeOf);
      const isHarmless = harm.length === 0 && after.result.failures.length <= before.result.failures.length;
      if (!isHarmless)
        return some.filter(({ file }) => harm.some((one) => one.location.file.path === file.path));
      const idle = idleOf(some, wishesOf(before), wishesOf(after));
      if (idle.length > 0) return idle;
      [texts, linted] = [trial, after];
      return undefined;
    };
    const kept = await keepGood(chosen, { attempt, groupOf: ({ file }) => file.path });
    const isKept = new Set(kept);
    for (const wish of chosen) if (!isKept.has(wish)) harmful.add(keyOf(wish));
    answered += kept.length;
    hasKept ||= kept.length > 0;
    if (kept.length > 0 || chosen.length < wishes.length) continue;
    // What did harm beside something that is another by now may be good after all.
    if (!hasKept || harmful.size === 0) break;
    harmful.clear();
    hasKept = false;
  }
  const rewrites = [...texts].map(([path, after]) => {
    const shown = [...original.keys()].find((key) => resolve(cwd, key) === path) as string;
    return { path, shown, before: original.get(shown) as string, after };
  });
  return {
    rewrites: rewrites
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => compareText(a.shown, b.shown)),
    answered,
    refused: [...refused].map(([path, reason]) => ({ path, reason })),
    ran: options.all ? 0 : wishesOf(first).filter(({ file }) => !isNew(file.path)).length,
    linted,
  };

  function wishesOf({ project: { isReported }, result }: LintedProject): readonly FindingWish[] {
    return options.wanted(result).flatMap((finding) => {
      const { edits, location } = finding;
      const isAsked = isReported?.(location.file.path) ?? true;
      return isAsked && edits?.length ? [{ file: location.file, edits, finding }] : [];
    });
  }

  /** What cannot be written in the end is not tried: its findings stay. */
  function isWritable({ file: { path } }: FindingWish): boolean {
    const before = original.get(path) as string;
    const reason = refused.get(path) ?? whyNotRewritable({ path: resolve(cwd, path), before, after: before });
    if (reason !== undefined) refused.set(path, reason);
    return reason === undefined;
  }
}

/** Everything is judged, also where nobody asked: a fix here may do harm there. */
function lintingOf(options: FixOptions): LintOptions {
  return { ...options, everywhere: true };
}

async function newFiles({ cwd, asker, base }: FixOptions): Promise<(path: string) => boolean> {
  const { Git } = await import("./git.js");
  const files = new Set(askGit(() => new Git(cwd, asker)).newSince(base));
  return (path) => files.has(resolve(cwd, path));
}

/** Without git nobody knows what has run. */
function askGit<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      `${error.message} Without git nothing tells which migrations are new: integlint fix --all edits all of them.`,
    );
  }
}

function withEdits(
  texts: ReadonlyMap<string, string>,
  wishes: readonly FindingWish[],
  cwd: string,
): ReadonlyMap<string, string> {
  const result = new Map(texts);
  for (const file of new Set(wishes.map((wish) => wish.file))) {
    const edits = wishes.filter((wish) => wish.file === file).flatMap((wish) => wish.edits);
    result.set(resolve(cwd, file.path), applyEdits(file.text, edits));
  }
  return result;
}

/** Those that answer nothing: what they were to answer asks for them again. */
function idleOf(
  tried: readonly FindingWish[],
  before: readonly FindingWish[],
  after: readonly FindingWish[],
): readonly FindingWish[] {
  const balance = new Map<string, number>();
  for (const wish of before) balance.set(keyOf(wish), (balance.get(keyOf(wish)) ?? 0) + 1);
  for (const wish of after) balance.set(keyOf(wish), (balance.get(keyOf(wish)) ?? 0) - 1);
  return tried.filter((wish) => (balance.get(keyOf(wish)) ?? 0) <= 0);
}

function keyOf({ finding: { rule, location }, edits }: FindingWish): string {
  return `${rule} ${location.file.path} ${JSON.stringify(edits.map(({ text }) => text))} ${location.file.text.slice(location.range.start, location.range.end)}`;
}
