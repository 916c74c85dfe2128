// JUnit XML, as CI servers read it. In: a LintResult. Out: a suite a file, a case a finding; a file without findings is a case
// that passes. Infos pass, their text as output.

import type { Finding, LintResult } from "../lint/finding.js";
import { groupBy } from "../lint/group.js";
import { attributes, escapeXml } from "./escape.js";
import { fullText, openFindings } from "./findings.js";
import type { Reporter } from "./reporter.js";
import { visible, visibleLines } from "./visible.js";

export const junit: Reporter = {
  name: "junit",
  render(result) {
    const byFile = groupBy(openFindings(result), (finding) => finding.location.file);
    const suites = result.files.map((file) => suiteOf(file.path, byFile.get(file) ?? []));
    if (result.failures.length > 0) suites.push(failuresSuite(result));
    const sum = (count: (suite: Suite) => number) => suites.reduce((total, suite) => total + count(suite), 0);
    const totals = attributes({
      name: "integlint",
      tests: sum((suite) => suite.cases.length),
      failures: sum((suite) => suite.failures),
      errors: sum((suite) => suite.errors),
    });
    const body = suites.map(printSuite).join("");
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${body}</testsuites>\n`;
  },
};

interface Suite {
  readonly name: string;
  /** Of the suite: the schema of Jenkins' xUnit plugin refuses the attribute, and `line`, at a case. */
  readonly file?: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
}

function suiteOf(path: string, findings: readonly Finding[]): Suite {
  const cases = findings.length > 0 ? findings.map(caseOf) : [caseLine(path, path, "")];
  const failures = findings.filter((finding) => finding.severity !== "info").length;
  return { name: path, file: path, cases, failures, errors: 0 };
}

function caseOf(finding: Finding): string {
  const { file, range } = finding.location;
  const { line, column } = file.positionAt(range.start);
  const text = escapeXml([`${file.path}:${line}:${column}`, ...visibleLines(fullText(finding))].join("\n"));
  const inside =
    finding.severity === "info"
      ? `<system-out>${text}</system-out>`
      : `<failure${attributes({ message: visible(finding.message), type: finding.severity })}>${text}</failure>`;
  return caseLine(`${finding.rule} ${line}:${column}`, file.path, inside);
}

function failuresSuite({ failures }: LintResult): Suite {
  const cases = failures.map(({ rule, error }) =>
    caseLine(rule, "internal errors", `<error${attributes({ message: visible(error), type: "internal" })}/>`),
  );
  return { name: "internal errors", cases, failures: 0, errors: cases.length };
}

function caseLine(name: string, classname: string, inside: string): string {
  const head = attributes({ name, classname, time: 0 });
  return inside ? `    <testcase${head}>${inside}</testcase>\n` : `    <testcase${head}/>\n`;
}

function printSuite({ name, file, cases, failures, errors }: Suite): string {
  const head = attributes({ name, tests: cases.length, failures, errors, skipped: 0, time: 0, file });
  return `  <testsuite${head}>\n${cases.join("")}  </testsuite>\n`;
}
