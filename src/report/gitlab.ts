// GitLab's Code Quality report. In: a LintResult. Out: a JSON list of issues, lines from 1.

import type { Severity } from "../rule/rule.js";
import { toJson } from "./escape.js";
import { helpOf, lastOf, openFindings, pathFromRoot } from "./findings.js";
import type { Reporter } from "./reporter.js";

const severities: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info" };

export const gitlab: Reporter = {
  name: "gitlab",
  render: (result, { fromRoot }) =>
    toJson(
      openFindings(result).map((finding) => {
        const { file, range } = finding.location;
        const lines = { begin: file.positionAt(range.start).line, end: lastOf(finding.location).line };
        const help = helpOf(finding);
        return {
          type: "issue",
          check_name: finding.rule,
          description: finding.message,
          content: help && { body: help },
          categories: ["Style"],
          severity: severities[finding.severity],
          fingerprint: finding.fingerprint,
          location: { path: pathFromRoot(file.path, fromRoot), lines },
        };
      }),
    ),
};
