// Which fixes stand. In: items to try, and a trial. Out: those that make nothing worse. It lints nothing itself.

import type { Finding, LintResult } from "../lint/finding.js";

/**
 * The items that pass the trial together: all of them, or as many as halving finds, so that one that does harm keeps no other
 * back.
 */
export async function keepGood<T>(
  items: readonly T[],
  isGood: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  const kept: T[] = [];
  const rest = [items];
  for (let some = rest.pop(); some !== undefined; some = rest.pop()) {
    if (some.length === 0) continue;
    if (await isGood([...kept, ...some])) kept.push(...some);
    else if (some.length > 1) {
      const half = some.length >> 1;
      rest.push(some.slice(half), some.slice(0, half));
    }
  }
  return kept;
}

/**
 * Findings that were not there before, as far as counts tell: more of a rule at one table of one file. What a finding is about may
 * have another name by now, so that nothing finer can be compared.
 */
export function countNew(before: LintResult, after: LintResult): number {
  const failed = Math.max(0, after.failures.length - before.failures.length);
  const placeOf = ({ rule, subject, location }: Finding) =>
    `${rule}\n${subject.table ?? ""}\n${location.file.path}`;
  return failed + countMore(before.findings, after.findings, placeOf);
}

/** How many findings there are more at their places, suppressed ones aside. */
export function countMore(
  before: readonly Finding[],
  after: readonly Finding[],
  placeOf: (finding: Finding) => string,
): number {
  const old = countBy(before, placeOf);
  let more = 0;
  for (const [place, count] of countBy(after, placeOf)) more += Math.max(0, count - (old.get(place) ?? 0));
  return more;
}

function countBy(
  findings: readonly Finding[],
  placeOf: (finding: Finding) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (finding.suppressed) continue;
    const place = placeOf(finding);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
