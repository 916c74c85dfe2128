// reviewdog's diagnostic format. In: a LintResult. Out: one JSON object. Columns count UTF-8 bytes from 1, the end is exclusive.

import type { Severity } from "../rule/rule.js";
import type { Range, SourceFile } from "../text/source-file.js";
import { toJson } from "./escape.js";
import { fullText, openFindings } from "./findings.js";
import type { Reporter } from "./reporter.js";

const severities: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

export const rdjson: Reporter = {
  name: "rdjson",
  render: (result, { tool }) => {
    const columns = new Columns();
    return toJson({
      source: { name: tool.name },
      diagnostics: openFindings(result).map((finding) => {
        const { file, range } = finding.location;
        return {
          message: fullText(finding),
          location: { path: file.path, range: columns.rangeObject(file, range) },
          severity: severities[finding.severity],
          code: { value: finding.rule },
          suggestions: finding.edits?.map((edit) => ({
            range: columns.rangeObject(file, edit.range),
            text: edit.text,
          })),
        };
      }),
    });
  },
};

const encoder = new TextEncoder();

class Columns {
  private file: SourceFile | undefined;
  private line = 0;
  /** Units before it on its line, and the bytes that they are. */
  private units = 0;
  private bytes = 0;

  rangeObject(file: SourceFile, { start, end }: Range): object {
    return { start: this.place(file, start), end: this.place(file, end) };
  }

  /** Counted on from the last place, where it is one behind that on the same line: a line may be megabytes long. */
  private place(file: SourceFile, offset: number): object {
    const { line, column } = file.positionAt(offset);
    if (file !== this.file || line !== this.line || column - 1 < this.units) {
      this.file = file;
      this.line = line;
      this.units = 0;
      this.bytes = 0;
    }
    const start = file.lineStart(line);
    this.bytes += encoder.encode(file.text.slice(start + this.units, start + column - 1)).length;
    this.units = column - 1;
    return { line, column: this.bytes + 1 };
  }
}
