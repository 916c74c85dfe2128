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
  const old = countByPlace(before.findings);
  let more = Math.max(0, after.failures.length - before.failures.length);
  for (const [place, count] of countByPlace(after.findings))
    more += Math.max(0, count - (old.get(place) ?? 0));
  return more;
}

function countByPlace(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, suppressed, subject, location } of findings) {
    if (suppressed) continue;
    const place = `${rule}\n${subject.table ?? ""}\n${location.file.path}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
