// One line a finding, for problem matchers and grep. In: a LintResult. Out: `file:line:col: severity rule: message`.

import { openFindings } from "./findings.js";
import type { Reporter } from "./reporter.js";
import { visible } from "./visible.js";

export const compact: Reporter = {
  name: "compact",
  render(result) {
    return openFindings(result)
      .map(({ location: { file, range }, severity, rule, message }) => {
        const { line, column } = file.positionAt(range.start);
        return `${visible(file.path)}:${line}:${column}: ${severity} ${rule}: ${visible(message)}\n`;
      })
      .join("");
  },
};
