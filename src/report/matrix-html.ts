// The conformance matrix as a page. In: a matrix. Out: one HTML file: tables down, rules across under their sections.

import { type Matrix, type MatrixRow, percentOf, type Share } from "../lint/matrix.js";
import { escapeHtml, htmlPage } from "./html.js";
import type { MatrixReporter } from "./reporter.js";
import { verdictHtml, verdictKeyHtml } from "./verdict-html.js";

export const matrixHtml: MatrixReporter = {
  name: "html",
  render(matrix, { tool }) {
    const { passed, judged } = matrix.share;
    const total = `<p>${percent(matrix.share)} conform: ${passed} of ${judged} judged, ${matrix.rows.length} ${matrix.rows.length === 1 ? "table" : "tables"}.</p>`;
    const body =
      matrix.rows.length === 0 ? "<p>No tables.</p>" : `${total}\n${tableOf(matrix)}\n${verdictKeyHtml()}`;
    return htmlPage("Conformance", body, tool);
  },
};

function tableOf(matrix: Matrix): string {
  const { sections, rows } = matrix;
  const columns = sections.flatMap((section) => section.columns);
  const titles = sections.map(
    ({ title, columns: its }) => `<th scope="colgroup" colspan="${its.length}">${escapeHtml(title)}</th>`,
  );
  const rules = columns.map(
    ({ rule, summary }) =>
      `<th scope="col" title="${escapeHtml(summary)}"><span class="up">${escapeHtml(rule)}</span></th>`,
  );
  const shares = columns.map(({ share }) => `<td class="mark">${percent(share)}</td>`);
  const lines = rows.flatMap((row, at) => [
    ...(row.class === rows[at - 1]?.class ? [] : [classLine(row, columns.length + 2)]),
    `<tr><th scope="row">${escapeHtml(row.table)}</th><td class="mark">${percent(row.share)}</td>${columns
      .map(({ rule }) => `<td class="mark">${verdictHtml(row.cells.get(rule)?.verdict)}</td>`)
      .join("")}</tr>`,
  ]);
  return `<div class="wide"><table>
<thead>
<tr><th rowspan="2">Table</th><th rowspan="2">Share</th>${titles.join("")}</tr>
<tr>${rules.join("")}</tr>
</thead>
<tbody>
${lines.join("\n")}
</tbody>
<tfoot><tr><th scope="row">Share</th><td class="mark">${percent(matrix.share)}</td>${shares.join("")}</tr></tfoot>
</table></div>`;
}

function classLine(row: MatrixRow, span: number): string {
  return `<tr class="class"><th colspan="${span}">${escapeHtml(row.class)}</th></tr>`;
}

function percent(share: Share): string {
  const value = percentOf(share);
  return value === undefined ? "–" : `${value} %`;
}
