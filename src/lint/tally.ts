// Counts verdicts as they fall. In: how each rule judged each subject. Out: statistics and the cells of the matrix.

import type { MatrixCell, RuleStatistics, Verdict } from "./finding.js";

const worstFirst: readonly Verdict[] = ["fail", "suppressed", "unknown", "pass", "exempt"];

interface Counts {
  verdicts: Record<Verdict, number>;
  milliseconds?: number;
  cells: Map<string, { verdict: Verdict; findings: number }>;
}

export class Tally {
  private readonly rules = new Map<string, Counts>();

  /** Rules without a subject count as well: with zeros. */
  open(rule: string): void {
    this.countsOf(rule);
  }

  count(rule: string, verdict: Verdict, table?: string): void {
    const counts = this.countsOf(rule);
    counts.verdicts[verdict]++;
    if (table !== undefined) this.mark(counts, table, verdict, 0);
  }

  /** A finding in a table: `fail` or `suppressed`. */
  addFinding(rule: string, table: string, verdict: Verdict): void {
    this.mark(this.countsOf(rule), table, verdict, verdict === "fail" ? 1 : 0);
  }

  addTime(rule: string, milliseconds: number): void {
    const counts = this.countsOf(rule);
    counts.milliseconds = (counts.milliseconds ?? 0) + milliseconds;
  }

  statistics(): readonly RuleStatistics[] {
    return [...this.rules].map(([rule, { verdicts, milliseconds }]) => ({
      rule,
      checked: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
      passed: verdicts.pass,
      failed: verdicts.fail,
      suppressed: verdicts.suppressed,
      exempt: verdicts.exempt,
      unknown: verdicts.unknown,
      ...(milliseconds === undefined ? {} : { milliseconds }),
    }));
  }

  cells(): readonly MatrixCell[] {
    return [...this.rules].flatMap(([rule, { cells }]) =>
      [...cells].map(([table, { verdict, findings }]) => ({ rule, table, verdict, findings })),
    );
  }

  private mark(counts: Counts, table: string, verdict: Verdict, findings: number): void {
    const cell = counts.cells.get(table);
    if (!cell) counts.cells.set(table, { verdict, findings });
    else {
      if (worstFirst.indexOf(verdict) < worstFirst.indexOf(cell.verdict)) cell.verdict = verdict;
      cell.findings += findings;
    }
  }

  private countsOf(rule: string): Counts {
    let counts = this.rules.get(rule);
    if (!counts) {
      counts = { verdicts: { pass: 0, fail: 0, suppressed: 0, exempt: 0, unknown: 0 }, cells: new Map() };
      this.rules.set(rule, counts);
    }
    return counts;
  }
}
