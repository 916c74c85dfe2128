// The conformance matrix for a page or a pull request. In: a matrix. Out: Markdown, one table a section.

import type { Verdict } from "../lint/finding.js";
import { type Matrix, type MatrixSection, percentOf, type Share } from "../lint/matrix.js";
import { escapeMarkdown } from "./escape.js";
import type { MatrixReporter } from "./reporter.js";

export const matrixMarkdown: MatrixReporter = {
  name: "markdown",
  render: (matrix) => (matrix.rows.length === 0 ? "No tables.\n" : `${matrixSections(matrix).join("\n")}`),
};

/** A heading with the share of all, then one table a section; each ends in a line break. */
export function matrixSections(matrix: Matrix): readonly string[] {
  const { passed, judged } = matrix.share;
  return [
    `## Conformance: ${percent(matrix.share)}\n\n${passed} of ${judged} judged. ✅ conforms · ❌ does not · 💬 suppressed · ❔ unknown · – exempt\n`,
    ...matrix.sections.map((section) => sectionOf(section, matrix)),
  ];
}

function sectionOf({ title, columns }: MatrixSection, { rows }: Matrix): string {
  const concerned = rows.filter((row) => columns.some((column) => row.cells.has(column.rule)));
  const lines = [
    ["Table", ...columns.map((column) => escapeMarkdown(column.rule))],
    ["---", ...columns.map(() => ":-:")],
    ...concerned.map((row) => [
      escapeMarkdown(row.table),
      ...columns.map((column) => glyphOf(row.cells.get(column.rule)?.verdict)),
    ]),
    ["**Share**", ...columns.map((column) => `**${percent(column.share)}**`)],
  ];
  return `### ${title}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("")}`;
}

const glyphs: Readonly<Record<Verdict, string>> = {
  pass: "✅",
  fail: "❌",
  suppressed: "💬",
  unknown: "❔",
  exempt: "–",
};

function glyphOf(verdict: Verdict | undefined): string {
  return verdict ? glyphs[verdict] : "";
}

function percent(share: Share): string {
  const value = percentOf(share);
  return value === undefined ? "–" : `${value} %`;
}
