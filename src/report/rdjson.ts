// reviewdog's diagnostic format. In: a LintResult. Out: one JSON object. Columns count UTF-8 bytes from 1, the end is exclusive.

import type { Severity } from "../rule/rule.js";
import type { Range, SourceFile } from "../text/source-file.js";
import { toJson } from "./escape.js";
import { fullText, openFindings } from "./findings.js";
import type { Reporter } from "./reporter.js";

const severities: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

export const rdjson: Reporter = {
  name: "rdjson",
  render: (result, { tool }) =>
    toJson({
      source: { name: tool.name },
      diagnostics: openFindings(result).map((finding) => {
        const { file, range } = finding.location;
        return {
          message: fullText(finding),
          location: { path: file.path, range: rangeObject(file, range) },
          severity: severities[finding.severity],
          code: { value: finding.rule },
          suggestions: finding.edits?.map((edit) => ({
            range: rangeObject(file, edit.range),
            text: edit.text,
          })),
        };
      }),
    }),
};

function rangeObject(file: SourceFile, { start, end }: Range): object {
  return { start: place(file, start), end: place(file, end) };
}

function place(file: SourceFile, offset: number): object {
  const { line, column } = file.positionAt(offset);
  const start = file.lineStart(line);
  const before = file.text.slice(start, start + column - 1);
  return { line, column: new TextEncoder().encode(before).length + 1 };
}
