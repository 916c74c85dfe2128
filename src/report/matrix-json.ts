// The conformance matrix for programs. In: a matrix. Out: sections with rules, tables with verdicts, shares in whole numbers.

import { type Matrix, percentOf, type Share } from "../lint/matrix.js";
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
    .list("tables", rows, (row) => ({
      table: row.table,
      class: row.class,
      share: shareObject(row.share),
      cells: Object.fromEntries(
        [...row.cells].map(([rule, { verdict, findings }]) => [rule, { verdict, findings }]),
      ),
    }))
    .field("share", shareObject(share));
}

/** `percent` is null where nothing was judged. */
function shareObject(share: Share): object {
  return { ...share, percent: percentOf(share) ?? null };
}
