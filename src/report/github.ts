// GitHub's workflow commands: one annotation a finding. In: a LintResult. Out: lines that the runner reads from stdout.
// A step shows ten annotations of each kind, so the worst come first.

import type { Finding } from "../lint/finding.js";
import type { Severity } from "../rule/rule.js";
import { fullText, lastOf, openFindings, pathFromRoot, worstFirst } from "./findings.js";
import type { Reporter } from "./reporter.js";
import { visible, visibleLines } from "./visible.js";

export const github: Reporter = {
  name: "github",
  render: (result, { fromRoot }) =>
    worstFirst(openFindings(result))
      .map((finding) => commandOf(finding, fromRoot))
      .join(""),
};

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

function commandOf(finding: Finding, fromRoot: string | undefined): string {
  const { file, range } = finding.location;
  const start = file.positionAt(range.start);
  const last = lastOf(finding.location);
  const path = visible(pathFromRoot(file.path, fromRoot));
  const properties: Record<string, string | number> = { file: path, line: start.line };
  if (last.line > start.line) properties.endLine = last.line;
  else {
    // Columns are for places on one line (checks API, annotations); the last one is part of the place.
    properties.col = start.column;
    properties.endColumn = last.column;
  }
  properties.title = finding.rule;
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const message = visibleLines(fullText(finding)).join("\n");
  return `::${commands[finding.severity]} ${list.join(",")}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
