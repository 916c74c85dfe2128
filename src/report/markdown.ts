// A comment on a pull request, or a job's summary. In: a LintResult. Out: Markdown: findings worst first, then the matrix.
// GitHub refuses a comment of more than 65,536 characters: what does not fit is counted instead.

import type { Finding, LintResult } from "../lint/finding.js";
import { makeMatrix } from "../lint/matrix.js";
import { conventions } from "../rule/conventions.js";
import type { Severity } from "../rule/rule.js";
import { escapeMarkdown } from "./escape.js";
import { countFindings, numberOf, openFindings, worstFirst } from "./findings.js";
import { matrixSections } from "./matrix-markdown.js";
import type { Reporter } from "./reporter.js";
import { cut, visibleLines } from "./visible.js";

const limit = 60_000;
/** Kept free of findings, so that the matrix has a chance. */
const matrixRoom = 10_000;
/** For the sentence that counts what was left out. */
const closingRoom = 200;
const longestSql = 4_000;

export const markdown: Reporter = {
  name: "markdown",
  render(result) {
    const page = new Page();
    page.add(headOf(result), limit);
    const left = page.addAll(worstFirst(openFindings(result)).map(itemOf), limit - matrixRoom);
    if (left > 0) page.add(`\n… and ${numberOf(left, "more finding")}.\n`, limit);
    if (result.tables.length === 0) return page.text;
    const sections = matrixSections(makeMatrix(result)).map((section) => `\n${section}`);
    const missing = page.addAll(sections, limit - closingRoom);
    if (missing > 0) page.add("\nThe rest of the matrix is in `integlint matrix`.\n", limit);
    return page.text;
  },
};

class Page {
  text = "";

  add(part: string, most: number): boolean {
    if (this.text.length + part.length > most) return false;
    this.text += part;
    return true;
  }

  /** Adds parts while they fit; how many did not. */
  addAll(parts: readonly string[], most: number): number {
    let at = 0;
    while (at < parts.length && this.add(parts[at] as string, most - closingRoom)) at++;
    return parts.length - at;
  }
}

const icons: Readonly<Record<Severity, string>> = { error: "❌", warning: "⚠️", info: "ℹ️" };

function headOf(result: LintResult): string {
  const { errors, warnings, infos, suppressed, baselined } = countFindings(result);
  const counts = [
    errors > 0 && `${icons.error} ${numberOf(errors, "error")}`,
    warnings > 0 && `${icons.warning} ${numberOf(warnings, "warning")}`,
    infos > 0 && `${icons.info} ${numberOf(infos, "info")}`,
  ].filter((part) => part !== false);
  const aside = [
    `${numberOf(result.files.length, "file")} checked`,
    suppressed > 0 && `${suppressed} suppressed`,
    baselined > 0 && `${baselined} in the baseline`,
    result.failures.length > 0 && `**${numberOf(result.failures.length, "internal error")} in rules**`,
  ].filter((part) => part !== false);
  return `## integlint: ${counts.join(", ") || "✅ no findings"}\n\n${aside.join(" · ")}\n\n`;
}

function itemOf(finding: Finding): string {
  const { file, range } = finding.location;
  const { line, column } = file.positionAt(range.start);
  const section = finding.section ? ` · ${conventions[finding.section]}` : "";
  const lines = [
    `- ${icons[finding.severity]} **${escapeMarkdown(`${file.path}:${line}:${column}`)}** ${escapeMarkdown(finding.message)}`,
    `  <sub>${escapeMarkdown(finding.rule)}${section}</sub>`,
    ...(finding.help ? [`  <br>help: ${escapeMarkdown(finding.help)}`] : []),
    ...(finding.remedySql ? fenced(finding.remedySql) : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** A fence longer than any row of backticks inside cannot be closed from inside. */
function fenced(sql: string): readonly string[] {
  const lines = visibleLines(cut(sql, longestSql));
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return ["", `${fence}sql`, ...lines, fence, ""].map((line) => (line === "" ? "" : `  ${line}`));
}
