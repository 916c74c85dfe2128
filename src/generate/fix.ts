// Which fixes stand. In: items to try, and a trial. Out: those that make nothing worse. It lints nothing itself.

import type { Finding, LintResult } from "../lint/finding.js";

/** How items are tried. */
export interface Trial<T> {
  /** Tries some together: undefined where they are good, else those that are to blame, as far as that shows; none, where it does not. */
  readonly attempt: (items: readonly T[]) => Promise<readonly T[] | undefined>;
  /** Items of one group get in each other's way; items of several groups seldom do. */
  readonly groupOf: (item: T) => string;
}

/**
 * The items that are good together: all of them, or those that are left when what does harm is out. What is to blame beside others of
 * its group is tried apart from them; where nothing shows, halving finds it.
 */
export async function keepGood<T>(
  items: readonly T[],
  { attempt, groupOf }: Trial<T>,
): Promise<readonly T[]> {
  const kept: T[] = [];
  await settle(items, false);
  return kept;

  async function settle(some: readonly T[], isApart: boolean): Promise<void> {
    if (some.length === 0) return;
    const blamed = await attempt([...kept, ...some]);
    if (!blamed) {
      kept.push(...some);
      return;
    }
    if (some.length === 1) return;
    const [bad, rest] = [true, false].map((is) => some.filter((item) => blamed.includes(item) === is)) as [
      T[],
      T[],
    ];
    if (bad.length === 0) {
      const half = some.length >> 1;
      await settle(some.slice(0, half), isApart);
      await settle(some.slice(half), isApart);
      return;
    }
    await settle(rest, isApart);
    if (isApart) return;
    for (const layer of layersOf(bad, groupOf)) await settle(layer, true);
  }
}

/** The first of each group, then the second of each, and so on. */
function layersOf<T>(items: readonly T[], groupOf: (item: T) => string): readonly (readonly T[])[] {
  const layers: T[][] = [];
  const counts = new Map<string, number>();
  for (const item of items) {
    const group = groupOf(item);
    const at = counts.get(group) ?? 0;
    counts.set(group, at + 1);
    layers[at] ??= [];
    layers[at].push(item);
  }
  return layers;
}

/** A rule at one table of one file: what a finding is about may have another name afterwards, so that nothing finer can be compared. */
export function placeOf({ rule, subject, location }: Finding): string {
  return `${rule}\n${subject.table ?? ""}\n${location.file.path}`;
}

/** Findings that were not there before, as far as counts at their places tell. */
export function countNew(before: LintResult, after: LintResult): number {
  const failed = Math.max(0, after.failures.length - before.failures.length);
  return failed + newFindings(before.findings, after.findings, placeOf).length;
}

/** The last findings of each place that has more than before; suppressed ones aside. */
export function newFindings(
  before: readonly Finding[],
  after: readonly Finding[],
  placeOf: (finding: Finding) => string,
): readonly Finding[] {
  const room = new Map<string, number>();
  const open = (findings: readonly Finding[]) => findings.filter(({ suppressed }) => !suppressed);
  for (const finding of open(before)) room.set(placeOf(finding), (room.get(placeOf(finding)) ?? 0) + 1);
  return open(after).filter((finding) => {
    const left = room.get(placeOf(finding)) ?? 0;
    room.set(placeOf(finding), left - 1);
    return left <= 0;
  });
}
