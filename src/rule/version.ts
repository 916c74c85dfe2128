// Versions of a server. In: versions as numbers. Out: which is newer.

/** Whether a version is a later one or the same; parts that it leaves out mean the newest of its series: 8.0 has 8.0.16. */
export function isAtLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (let at = 0; at < wanted.length; at++) {
    const own = version[at];
    if (own === undefined) return true;
    if (own !== wanted[at]) return own > (wanted[at] as number);
  }
  return true;
}
