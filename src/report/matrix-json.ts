// The conformance matrix for programs. In: a matrix. Out: sections with rules, tables with verdicts, shares in whole numbers.

import { type Matrix, type MatrixRow, percentOf, type Share } from "../lint/matrix.js";
import { JsonText } from "./json-text.js";
import type { MatrixReporter } from "./reporter.js";

export const matrixJson: MatrixReporter = {
  name: "json",
  render(matrix) {
    const text = new JsonText();
    writeMatrix(text, matrix);
    return `${text.end()}\n`;
  },
};

export function writeMatrix(text: JsonText, { sections, rows, share }: Matrix): void {
  text
    .list("sections", sections, ({ section, title, columns }) => ({
      section,
      title,
      rules: columns.map((column) => ({ ...column, share: shareObject(column.share) })),
    }))
    .texts("tables", rows, ({ table, class: tableClass, share: own, cells }) =>
      new JsonText()
        .field("table", table)
        .field("class", tableClass)
        .field("share", shareObject(own))
        .object("cells", (text) => writeCells(text, cells))
        .end(),
    )
    .field("share", shareObject(share));
}

function writeCells(text: JsonText, cells: MatrixRow["cells"]): void {
  for (const { rule, verdict, findings } of cells.values())
    text.text(rule, `{"verdict":"${verdict}","findings":${findings}}`);
}

/** `percent` is null where nothing was judged. */
function shareObject(share: Share): object {
  return { ...share, percent: percentOf(share) ?? null };
}
