// Counts verdicts as they fall. In: how each rule judged each subject. Out: statistics and the cells of the matrix.

import type { MatrixCell, RuleStatistics, Verdict } from "./finding.js";

/** The worst that was said of a cell is its verdict. */
const weights: Readonly<Record<Verdict, number>> = { fail: 4, suppressed: 3, unknown: 2, pass: 1, exempt: 0 };

interface Cell {
  verdict: Verdict;
  findings: number;
}

/** What fell to one rule. */
export class RuleTally {
  private readonly verdicts: Record<Verdict, number> = {
    pass: 0,
    fail: 0,
    suppressed: 0,
    exempt: 0,
    unknown: 0,
  };
  private readonly cells = new Map<string, Cell>();
  private milliseconds: number | undefined;
  // Subjects come table by table: the cell in hand is nearly always the one of the last call.
  private table: string | undefined;
  private cell: Cell | undefined;

  constructor(private readonly rule: string) {}

  count(verdict: Verdict, table?: string): void {
    this.verdicts[verdict]++;
    if (table !== undefined) this.mark(table, verdict, 0);
  }

  /** A finding in a table: `fail` or `suppressed`. */
  addFinding(table: string, verdict: Verdict): void {
    this.mark(table, verdict, verdict === "fail" ? 1 : 0);
  }

  addTime(milliseconds: number): void {
    this.milliseconds = (this.milliseconds ?? 0) + milliseconds;
  }

  statistics(): RuleStatistics {
    const { rule, verdicts, milliseconds } = this;
    return {
      rule,
      checked: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
      passed: verdicts.pass,
      failed: verdicts.fail,
      suppressed: verdicts.suppressed,
      exempt: verdicts.exempt,
      unknown: verdicts.unknown,
      ...(milliseconds === undefined ? {} : { milliseconds }),
    };
  }

  matrixCells(): readonly MatrixCell[] {
    return [...this.cells].map(([table, { verdict, findings }]) => ({
      rule: this.rule,
      table,
      verdict,
      findings,
    }));
  }

  private mark(table: string, verdict: Verdict, findings: number): void {
    if (table !== this.table) {
      this.table = table;
      this.cell = this.cells.get(table);
    }
    const { cell } = this;
    if (!cell) {
      this.cell = { verdict, findings };
      this.cells.set(table, this.cell);
      return;
    }
    if (weights[verdict] > weights[cell.verdict]) cell.verdict = verdict;
    cell.findings += findings;
  }
}

export class Tally {
  private readonly rules = new Map<string, RuleTally>();

  /** The tally of a rule; a rule without a subject counts as well: with zeros. */
  of(rule: string): RuleTally {
    let tally = this.rules.get(rule);
    if (!tally) {
      tally = new RuleTally(rule);
      this.rules.set(rule, tally);
    }
    return tally;
  }

  statistics(): readonly RuleStatistics[] {
    return [...this.rules.values()].map((tally) => tally.statistics());
  }

  cells(): readonly MatrixCell[] {
    return [...this.rules.values()].flatMap((tally) => tally.matrixCells());
  }
}
