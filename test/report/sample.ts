// Findings at places that were counted by hand, and names that mean harm.

import type { LintResult } from "../../src/lint/finding.js";
import type { ReportContext } from "../../src/report/reporter.js";
import type { Problem } from "../../src/rule/rule.js";
import { acting } from "../acting.js";
import { lintOf, migrationOf, placeOf, ruleOf, scriptOf, tableOf } from "../lint/build.js";

export const context: ReportContext = {
  tool: { name: "integlint", version: "1.2.3" },
  color: false,
  width: 80,
  statistics: false,
};

/**
 * `bad` stands on line 2. In UTF-16 units: tab 1, ` 2, 😀 3–4, é 5, ` 6, blank 7, INT 8–10, comma 11, blank 12, bad 13–15.
 * In UTF-8 bytes: tab 1, ` 2, 😀 3–6, é 7–8, ` 9, blank 10, INT 11–13, comma 14, blank 15, bad 16–18.
 * In columns of a terminal with tabs of four: tab 0–3, ` 4, 😀 5–6, é 7, ` 8, blank 9, INT 10–12, comma 13, blank 14, bad 15–17.
 */
export const marked = "CREATE TABLE jobs (\r\n\t`😀é` INT, bad TEXT\r\n);\r\n";

export function resultOf(
  sql: string,
  problems: readonly (Partial<Problem> & { readonly on: string; readonly rule?: string })[],
  more: Parameters<typeof lintOf>[3] = {},
): LintResult {
  const migration = migrationOf("001_jobs", sql);
  const script = migration.forward ?? scriptOf("x", "");
  const rules = problems.map(({ on, rule = "bad-column", ...problem }) =>
    ruleOf(rule, "schema", (_, { report }) =>
      report({ at: placeOf(script, on), message: `Column ${on} is bad.`, ...problem }),
    ),
  );
  const passing = ruleOf("key-name", "table", () => undefined, { severity: "warning" });
  return lintOf([migration], [tableOf(script, "jobs", [])], [...rules, passing], {
    printChanges: (changes) => (changes as unknown as readonly string[]).join("\n"),
    ...more,
  });
}

/** What a remedy prints as, with the printer above. */
export function sqlOf(...lines: readonly string[]): NonNullable<Problem["remedy"]> {
  return lines as unknown as NonNullable<Problem["remedy"]>;
}

export const hostile =
  "x\u001b[31m\u0007\u009b2J\u202e<script>alert(1)</script>|`a`\n::error::]]>&\"'%0A [click](https://example.org) @all #1 \ud800";

/** One finding whose every text is hostile, in a file whose path is, too. */
export function hostileResult(): LintResult {
  const text = `CREATE TABLE \`${hostile.replaceAll("`", "")}\` (id INT);`;
  const script = scriptOf("dir/%0A<b>,a:b&\"'\u0007.sql", text);
  const migration = { kind: "migration" as const, version: "1", name: hostile, forward: script };
  const at = { file: script.file, range: { start: 13, end: 40 } };
  const rule = ruleOf("bad-table", "schema", (_, { report }) =>
    report({
      at,
      message: hostile,
      help: hostile,
      remedy: sqlOf(hostile),
      related: [{ at, message: hostile }],
      edits: [{ range: at.range, text: hostile }],
    }),
  );
  const broken = ruleOf("broken", "schema", () => {
    throw new Error(hostile);
  });
  const passing = ruleOf("key-name", "table", () => undefined);
  const table = tableOf(script, text.slice(14, 20), []).with({ name: hostile });
  return lintOf([migration], [table], [rule, broken, passing], {
    printChanges: (changes) => (changes as unknown as readonly string[]).join("\n"),
  });
}

export const dangerous = new RegExp(`\t|${acting.source}`, "u");
