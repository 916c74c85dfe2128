// Checkstyle XML. In: a LintResult. Out: an element a file with findings, lines and columns from 1.

import { groupBy } from "../lint/group.js";
import { attributes } from "./escape.js";
import { openFindings } from "./findings.js";
import type { Reporter } from "./reporter.js";
import { visible } from "./visible.js";

export const checkstyle: Reporter = {
  name: "checkstyle",
  render(result) {
    const byFile = groupBy(openFindings(result), (finding) => finding.location.file);
    const files = [...byFile].map(([file, findings]) => {
      const errors = findings.map(({ location, severity, message, rule }) => {
        const { line, column } = file.positionAt(location.range.start);
        const source = `integlint.${rule}`;
        return `    <error${attributes({ line, column, severity, message: visible(message), source })}/>\n`;
      });
      return `  <file${attributes({ name: file.path })}>\n${errors.join("")}  </file>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join("")}</checkstyle>\n`;
  },
};
