// The conformance matrix as a page. In: a matrix. Out: one HTML file.

import { matrixTable, shareSentence } from "./html/matrix.js";
import { htmlPage } from "./html/page.js";
import type { MatrixReporter } from "./reporter.js";

export const matrixHtml: MatrixReporter = {
  name: "html",
  render(matrix, { tool }) {
    const subtitle = matrix.rows.length === 0 ? undefined : shareSentence(matrix);
    return htmlPage({ title: "Conformance", subtitle, body: matrixTable(matrix), tool });
  },
};
