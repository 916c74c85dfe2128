// For programs. In: a LintResult. Out: everything in it, as schema/report.schema.json describes.
// Lines and columns count from 1, columns and offsets in UTF-16 units; `end` is the first place behind.

import type { Finding, LintedMigration, LintResult } from "../lint/finding.js";
import { makeMatrix } from "../lint/matrix.js";
import type { Location } from "../text/source-file.js";
import { countFindings } from "./findings.js";
import { JsonText } from "./json-text.js";
import { writeMatrix } from "./matrix-json.js";
import type { ReportContext, Reporter } from "./reporter.js";

export const json: Reporter = {
  name: "json",
  render: (result, context) => `${reportText(result, context)}\n`,
};

function reportText(result: LintResult, context: ReportContext): string {
  const summary = {
    files: result.files.length,
    migrations: result.migrations.filter(({ migration }) => migration.kind === "migration").length,
    statements: result.statements,
    tables: result.tables.length,
    ...countFindings(result),
  };
  return new JsonText()
    .field("version", 1)
    .field("tool", context.tool)
    .field("dialect", result.dialect)
    .field("dialectVersion", result.dialectVersion)
    .field("summary", summary)
    .list("findings", result.findings, findingObject)
    .list("failures", result.failures, ({ rule, at, error }) => ({ rule, ...(at && placeObject(at)), error }))
    .list("migrations", result.migrations, migrationObject)
    .object("matrix", (text) => writeMatrix(text, makeMatrix(result)))
    .list("unresolved", result.unresolved, ({ location, reason }) => ({ ...placeObject(location), reason }))
    .field("statistics", context.statistics ? result.statistics : undefined)
    .end();
}

function findingObject(finding: Finding): object {
  const { rule, severity, message, help, remedySql, section, url, location, subject, fingerprint } = finding;
  const { suppressed, baselined, edits } = finding;
  return {
    rule,
    severity,
    message,
    help,
    section,
    url,
    ...placeObject(location),
    subject,
    related: finding.related.map(({ at, message }) => ({ message, ...placeObject(at) })),
    fix: edits && {
      edits: edits.map(({ range, text }) => ({ ...placeObject({ file: location.file, range }), text })),
    },
    remedySql,
    fingerprint,
    suppressed: suppressed && { reason: suppressed.reason, ...placeObject(suppressed.at) },
    baselined,
  };
}

function placeObject({ file, range }: Location): { file: string; range: object } {
  return { file: file.path, range: { start: place(range.start), end: place(range.end) } };

  function place(offset: number): object {
    // What was computed stands in no text: its file's beginning is as good a place as any.
    const within = Math.max(0, Math.min(offset, file.text.length));
    return { ...file.positionAt(within), offset: within };
  }
}

function migrationObject({ migration, touches }: LintedMigration): object {
  const { kind, version, name, forward, rollback } = migration;
  return { kind, version, name, file: forward?.file.path, rollback: rollback?.file.path, touches };
}
