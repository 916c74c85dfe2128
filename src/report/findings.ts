// What a report says of findings as a whole, and in other words. In: findings. Out: counts, texts, places.

import type { Finding, LintResult } from "../lint/finding.js";
import type { Severity } from "../rule/rule.js";
import type { Location, Position } from "../text/source-file.js";

/** Findings that ask for an answer: neither suppressed nor in the baseline. */
export function openFindings(result: LintResult): readonly Finding[] {
  return result.findings.filter((finding) => !finding.suppressed && !finding.baselined);
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  readonly baselined: number;
}

export function countFindings(result: LintResult): Counts {
  const open = openFindings(result);
  const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  return {
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
    suppressed: result.findings.filter((finding) => finding.suppressed).length,
    baselined: result.findings.filter((finding) => finding.baselined).length,
  };
}

const severities: readonly Severity[] = ["error", "warning", "info"];

/** Errors first, otherwise in the same order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** `start` is the first unit, `end` the one after the last. */
export function spanOf({ file, range }: Location): { readonly start: Position; readonly end: Position } {
  const start = file.positionAt(range.start);
  return { start, end: range.end > range.start ? file.positionAt(range.end) : start };
}

/** The last unit of a place, for formats whose ends belong to it: a line break at its end is not a line more. */
export function lastOf({ file, range }: Location): Position {
  return file.positionAt(Math.max(range.start, range.end - 1));
}

/** A file's path from the root of the repository: the paths of CI servers begin there, ours where the command runs. */
export function pathFromRoot(path: string, fromRoot: string | undefined): string {
  if (!fromRoot || /^(?:\/|[a-z]:)/i.test(path)) return path;
  const steps = fromRoot.split("/");
  const rest = path.split("/").filter((step) => {
    if (step !== ".." || steps.length === 0) return true;
    steps.pop();
    return false;
  });
  return [...steps, ...rest].join("/");
}

/** `1 error`, `2 errors`. */
export function numberOf(count: number, thing: string, things = `${thing}s`): string {
  return `${count} ${count === 1 ? thing : things}`;
}

/** Help and the remedy's SQL as plain text. */
export function helpOf({ help, remedySql }: Finding): string | undefined {
  return [help, remedySql].filter((text) => text !== undefined).join("\n") || undefined;
}

/** Message and help, for formats that have one text a finding. */
export function fullText(finding: Finding): string {
  const help = helpOf(finding);
  return help ? `${finding.message}\nhelp: ${help}` : finding.message;
}
