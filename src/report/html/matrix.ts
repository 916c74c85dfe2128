// The conformance matrix on a page. In: a matrix. Out: its table: tables down, rules across under their sections.

import { type Matrix, type MatrixRow, percentOf, type Share } from "../../lint/matrix.js";
import { escapeHtml } from "../escape.js";
import { numberOf } from "../findings.js";
import { nameHtml } from "./page.js";
import { verdictHtml, verdictKeyHtml } from "./verdict.js";

/** Where on the page a cell's findings are: an id, where there are any. */
export type CellLink = (table: string, rule: string) => string | undefined;

export function matrixTable(matrix: Matrix, linkOf: CellLink = () => undefined): string {
  const { sections, rows } = matrix;
  if (rows.length === 0) return "<p>No tables.</p>";
  const columns = sections.flatMap((section) => section.columns);
  const titles = sections.map(
    ({ title, columns: its }) =>
      `<th scope="colgroup" colspan="${its.length}" title="${escapeHtml(title)}">${escapeHtml(title)}</th>`,
  );
  const rules = columns.map(
    ({ rule, summary }) =>
      `<th scope="col" title="${escapeHtml(summary)}"><span class="up">${escapeHtml(rule)}</span></th>`,
  );
  const shares = columns.map(({ share }) => `<td class="mark">${percent(share)}</td>`);
  const bodies = byClass(rows).map(
    (its) => `<tbody>
<tr class="class"><th scope="rowgroup" colspan="${columns.length + 2}">${escapeHtml(its[0]?.class ?? "")}</th></tr>
${its.map((row) => rowHtml(row, columns, linkOf)).join("\n")}
</tbody>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="Conformance matrix"><table class="matrix">
<thead>
<tr><th rowspan="2" scope="col">Table</th><th rowspan="2" scope="col">Share</th>${titles.join("")}</tr>
<tr>${rules.join("")}</tr>
</thead>
${bodies.join("\n")}
<tfoot><tr><th scope="row">Share</th><td class="mark">${percent(matrix.share)}</td>${shares.join("")}</tr></tfoot>
</table></div>
${verdictKeyHtml()}`;
}

/** `85 % conform: 85 of 100 judged, 9 tables.` */
export function shareSentence({ share, rows }: Matrix): string {
  return `${percent(share)} conform: ${share.passed} of ${share.judged} judged, ${numberOf(rows.length, "table")}.`;
}

export function percent(share: Share): string {
  const value = percentOf(share);
  return value === undefined ? "–" : `${value} %`;
}

function byClass(rows: readonly MatrixRow[]): readonly (readonly MatrixRow[])[] {
  const groups: MatrixRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.class === row.class) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function rowHtml(
  { table, share, cells }: MatrixRow,
  columns: readonly { readonly rule: string }[],
  linkOf: CellLink,
): string {
  const marks = columns.map(({ rule }) => {
    const mark = verdictHtml(cells.get(rule)?.verdict);
    const target = linkOf(table, rule);
    const label = escapeHtml(`Findings of ${rule} in ${table}`);
    const inside =
      target === undefined
        ? mark
        : `<a href="#${target}" data-rule="${escapeHtml(rule)}" data-table="${escapeHtml(table)}" aria-label="${label}">${mark}</a>`;
    return `<td class="mark">${inside}</td>`;
  });
  return `<tr><th scope="row">${nameHtml(table)}</th><td class="mark">${percent(share)}</td>${marks.join("")}</tr>`;
}
