// Findings as an editor shows them. In: findings. Out: diagnostics. Nothing is decided here.

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver/node";
import type { Finding } from "../lint/finding.js";
import { suppressionRules } from "../lint/suppression-problems.js";
import { rulePage } from "../project/rule-pages.js";
import type { Severity } from "../rule/rule.js";
import type { Location, Range } from "../text/source-file.js";
import { isWritten, locationOf, rangeOf } from "./places.js";

export const source = "integlint";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What these are about does nothing. */
const aboutTheUseless: ReadonlySet<string> = new Set([suppressionRules.unused.id, "redundant-index"]);

/** A remedy of more lines is offered as a code action only. */
const mostRemedyLines = 4;

export function diagnosticOf(finding: Finding, cwd: string): Diagnostic {
  const { rule, severity, location, related } = finding;
  const page = rulePage(finding.url);
  return {
    range: rangeOf(location.file, visibleRange(location)),
    severity: severities[severity],
    code: rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source,
    message: messageOf(finding),
    ...(aboutTheUseless.has(rule) && { tags: [DiagnosticTag.Unnecessary] }),
    relatedInformation: related
      .filter(({ at }) => isWritten(at))
      .map(({ at, message }) => ({ location: locationOf(at, cwd), message })),
    data: finding.fingerprint,
  };
}

/** Neither answered by a comment nor known to the baseline. */
export function isOpen({ suppressed, baselined }: Finding): boolean {
  return !suppressed && !baselined;
}

function messageOf({ message, help, remedySql }: Finding): string {
  if (help !== undefined) return `${message}\n${help}`;
  if (remedySql === undefined || remedySql.split("\n").length > mostRemedyLines) return message;
  return `${message}\n${remedySql}`;
}

/** A finding about a whole file stands at its first character: its first line is what can be seen. */
function visibleRange({ file, range }: Location): Range {
  if (range.start < range.end) return range;
  const start = Math.max(0, range.start);
  const { line } = file.positionAt(start);
  const end = file.lineStart(line) + file.lineText(line).length;
  return { start, end: Math.max(start, end) };
}
