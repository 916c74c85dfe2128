// The conformance matrix for programs. In: a matrix. Out: sections with rules, tables with verdicts, shares in whole numbers.

import { type Matrix, percentOf, type Share } from "../lint/matrix.js";
import { toJson } from "./escape.js";
import type { MatrixReporter } from "./reporter.js";

export const matrixJson: MatrixReporter = {
  name: "json",
  render: (matrix) => toJson(matrixObject(matrix)),
};

export function matrixObject({ sections, rows, share }: Matrix): object {
  return {
    sections: sections.map(({ section, title, columns }) => ({
      section,
      title,
      rules: columns.map((column) => ({ ...column, share: shareObject(column.share) })),
    })),
    tables: rows.map((row) => ({
      table: row.table,
      class: row.class,
      share: shareObject(row.share),
      cells: Object.fromEntries(
        [...row.cells].map(([rule, { verdict, findings }]) => [rule, { verdict, findings }]),
      ),
    })),
    share: shareObject(share),
  };
}

/** `percent` is null where nothing was judged. */
function shareObject(share: Share): object {
  return { ...share, percent: percentOf(share) ?? null };
}
