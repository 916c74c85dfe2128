// SARIF 2.1.0 for code scanning. In: a LintResult. Out: one run with rules, results, fixes, suppressions, failures of rules.
// Columns count UTF-16 units from 1, the end exclusive (sections 3.14.17 and 3.30). Paths are URLs relative to the source root.

import type { Finding, LintResult } from "../lint/finding.js";
import { suppressionRules } from "../lint/suppression-problems.js";
import { conventions } from "../rule/conventions.js";
import type { Severity } from "../rule/rule.js";
import type { Location, Range, SourceFile } from "../text/source-file.js";
import { encodePath, toJson } from "./escape.js";
import { helpOf, pathFromRoot, spanOf } from "./findings.js";
import type { ReportContext, Reporter } from "./reporter.js";

export const sarif: Reporter = {
  name: "sarif",
  render: (result, context) =>
    toJson({
      $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      version: "2.1.0",
      runs: [runObject(result, context)],
    }),
};

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

function runObject(result: LintResult, { tool, fromRoot }: ReportContext): object {
  const rules = ruleObjects(result);
  const indexes = new Map(rules.map((rule, at) => [rule.id, at]));
  return {
    tool: { driver: { name: tool.name, version: tool.version, rules } },
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: result.failures.length === 0,
        toolExecutionNotifications: result.failures.map(({ rule, at, error }) => ({
          level: "error",
          message: { text: error },
          associatedRule: { id: rule },
          locations: at && [{ physicalLocation: physical(at, fromRoot) }],
        })),
      },
    ],
    results: result.findings.map((finding) => resultObject(finding, indexes.get(finding.rule), fromRoot)),
  };
}

function ruleObjects({ rules, findings }: LintResult): readonly { readonly id: string }[] {
  const found = new Set(findings.map((finding) => finding.rule));
  return [
    ...rules.flatMap(({ rule: { meta }, severity }) =>
      severity === "off" && !found.has(meta.id)
        ? []
        : {
            id: meta.id,
            shortDescription: { text: meta.summary },
            fullDescription: { text: `${meta.summary} ${meta.why}` },
            help: { text: `${meta.why} See \`integlint explain ${meta.id}\`.` },
            defaultConfiguration: { level: levels[severity === "off" ? "info" : severity] },
            properties: { tags: [conventions[meta.convention]], fixable: meta.fixable },
          },
    ),
    ...Object.values(suppressionRules).flatMap(({ id, summary, severity }) =>
      found.has(id)
        ? { id, shortDescription: { text: summary }, defaultConfiguration: { level: levels[severity] } }
        : [],
    ),
  ];
}

function resultObject(finding: Finding, ruleIndex: number | undefined, fromRoot?: string): object {
  const { location, related, edits, subject, remedySql } = finding;
  const help = helpOf(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: plain(help ? `${finding.message}\n${help}` : finding.message) },
    locations: [{ physicalLocation: physical(location, fromRoot), logicalLocations: logical(finding) }],
    relatedLocations: related.map(({ at, message }, id) => ({
      id,
      message: { text: plain(message) },
      physicalLocation: physical(at, fromRoot),
    })),
    partialFingerprints: { "subject/v1": finding.fingerprint },
    fixes: edits?.length
      ? [
          {
            artifactChanges: [
              {
                artifactLocation: artifact(location.file, fromRoot),
                replacements: edits.map(({ range, text }) => ({
                  deletedRegion: region({ file: location.file, range }),
                  insertedContent: { text },
                })),
              },
            ],
          },
        ]
      : undefined,
    suppressions: suppressionsOf(finding, fromRoot),
    properties: { subject, remedySql },
  };
}

/** Plain messages may hold links, `[text](target)` (section 3.11.6): a name that looks like one is none. */
function plain(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, "\\[");
}

/** A result with suppressions in some places needs an empty list in the others (section 3.27.23). */
function suppressionsOf({ suppressed, baselined }: Finding, fromRoot?: string): readonly object[] {
  if (suppressed) {
    const location = { physicalLocation: physical(suppressed.at, fromRoot) };
    return [{ kind: "inSource", justification: suppressed.reason, location }];
  }
  return baselined ? [{ kind: "external", justification: "in the baseline" }] : [];
}

function logical({ subject }: Finding): readonly object[] | undefined {
  if (subject.table === undefined) return undefined;
  const inTable = subject.kind === "column" || subject.kind === "index" || subject.kind === "foreignKey";
  const fullyQualifiedName = inTable ? `${subject.table}.${subject.name}` : subject.table;
  return [{ fullyQualifiedName, kind: inTable ? "member" : "type" }];
}

function physical(location: Location, fromRoot?: string): object {
  const known = location.range.start >= 0;
  return {
    artifactLocation: artifact(location.file, fromRoot),
    region: known ? region(location) : undefined,
  };
}

function artifact(file: SourceFile, fromRoot?: string): object {
  const path = pathFromRoot(file.path, fromRoot);
  return path.startsWith("/")
    ? { uri: `file://${encodePath(path)}` }
    : { uri: encodePath(path), uriBaseId: "%SRCROOT%" };
}

function region(location: { readonly file: SourceFile; readonly range: Range }): object {
  const { start, end } = spanOf(location);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
