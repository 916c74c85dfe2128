// The conformance matrix: tables × rules, by section. In: a LintResult. Out: rows, columns and their shares.
// It counts what was judged and judges nothing.

import { type Convention, conventions } from "../rule/conventions.js";
import type { TableClass } from "../rule/vocabulary.js";
import type { LintResult, MatrixCell } from "./finding.js";
import { groupBy } from "./group.js";
import { tableLabel } from "./judge.js";

/** How many of the cells that were judged conform. Unknown and exempt ones are not among them; suppressed ones do not conform. */
export interface Share {
  readonly passed: number;
  readonly judged: number;
}

export interface MatrixColumn {
  readonly rule: string;
  readonly summary: string;
  readonly share: Share;
}

export interface MatrixSection {
  readonly section: Convention;
  readonly title: string;
  readonly columns: readonly MatrixColumn[];
}

export interface MatrixRow {
  readonly table: string;
  readonly class: TableClass;
  /** By rule; none where the table has no subject of the rule. */
  readonly cells: ReadonlyMap<string, MatrixCell>;
  readonly share: Share;
}

export interface Matrix {
  /** In the document's order; only sections and rules that judged a table. */
  readonly sections: readonly MatrixSection[];
  /** By class, then in the order of creation. */
  readonly rows: readonly MatrixRow[];
  readonly share: Share;
}

const classOrder: readonly TableClass[] = [
  "integration",
  "credentials",
  "configuration",
  "other",
  "reference",
];

export function makeMatrix(result: LintResult): Matrix {
  const byRule = groupBy(result.matrix, (cell) => cell.rule);
  const byTable = cellsByTable(result.matrix);
  const sections = (Object.keys(conventions) as Convention[]).flatMap((section): MatrixSection[] => {
    const columns = result.rules.flatMap(({ rule: { meta } }): MatrixColumn[] => {
      const cells = byRule.get(meta.id);
      if (!cells || meta.convention !== section) return [];
      return [{ rule: meta.id, summary: meta.summary, share: shareOf(cells) }];
    });
    return columns.length > 0 ? [{ section, title: conventions[section], columns }] : [];
  });
  const rows = result.tables.map(({ table, class: tableClass }): MatrixRow => {
    const label = tableLabel(table);
    const cells = byTable.get(label) ?? noCells;
    return { table: label, class: tableClass, cells, share: shareOf(cells.values()) };
  });
  rows.sort((a, b) => classOrder.indexOf(a.class) - classOrder.indexOf(b.class));
  return { sections, rows, share: shareOf(result.matrix) };
}

const noCells: ReadonlyMap<string, MatrixCell> = new Map();

function cellsByTable(cells: readonly MatrixCell[]): ReadonlyMap<string, ReadonlyMap<string, MatrixCell>> {
  const byTable = new Map<string, Map<string, MatrixCell>>();
  for (const cell of cells) {
    const own = byTable.get(cell.table);
    if (own) own.set(cell.rule, cell);
    else byTable.set(cell.table, new Map([[cell.rule, cell]]));
  }
  return byTable;
}

function shareOf(cells: Iterable<MatrixCell>): Share {
  let passed = 0;
  let judged = 0;
  for (const { verdict } of cells) {
    if (verdict === "pass") passed++;
    if (verdict === "pass" || verdict === "fail" || verdict === "suppressed") judged++;
  }
  return { passed, judged };
}

/** Whole percent, rounded down, so that 100 means all; undefined where nothing was judged. */
export function percentOf({ passed, judged }: Share): number | undefined {
  return judged === 0 ? undefined : Math.floor((passed * 100) / judged);
}
