// Findings that a team lives with for now. In: findings, a baseline. Out: which findings it knows, which of its entries are
// answered, a new baseline as text. It knows rule and subject, never a line, and reads no file.

import type { Finding, FindingSubject } from "./finding.js";
import { compareText } from "./fingerprint.js";

export interface BaselineEntry {
  readonly rule: string;
  /** For the reader of a diff: `column releases.tenantId`. */
  readonly subject: string;
  readonly fingerprint: string;
}

/** Sorted by rule, subject, fingerprint. */
export type Baseline = readonly BaselineEntry[];

export interface BaselineComparison {
  /** The same findings in the same order; those that the baseline knows are marked. */
  readonly findings: readonly Finding[];
  /** Entries without a finding: what they stand for is fixed. */
  readonly stale: Baseline;
}

/** `findings` must be those of a whole run, or entries of files left out come back as stale. */
export function compareBaseline(findings: readonly Finding[], baseline: Baseline): BaselineComparison {
  const known = new Map(baseline.map((entry) => [entry.fingerprint, entry]));
  const found = new Set<string>();
  const marked = findings.map((finding) => {
    if (finding.suppressed || !known.has(finding.fingerprint)) return finding;
    found.add(finding.fingerprint);
    return { ...finding, baselined: true };
  });
  return { findings: marked, stale: baseline.filter((entry) => !found.has(entry.fingerprint)) };
}

/** The baseline that knows these findings, suppressed ones aside. */
export function makeBaseline(findings: readonly Finding[]): Baseline {
  return findings
    .filter((finding) => !finding.suppressed)
    .map(({ rule, subject, fingerprint }) => ({ rule, subject: describe(subject), fingerprint }))
    .sort(
      (a, b) =>
        compareText(a.rule, b.rule) ||
        compareText(a.subject, b.subject) ||
        compareText(a.fingerprint, b.fingerprint),
    );
}

function describe({ kind, table, name }: FindingSubject): string {
  if (kind === "table" || kind === "schema")
    return [kind, table ?? name].filter((word) => word !== "").join(" ");
  if (kind === "statement") return table ? `statement on ${table} in ${name}` : `statement in ${name}`;
  return table ? `${kind} ${table}.${name}` : `${kind} ${name}`;
}

/** JSON with one line an entry, so that a diff shows entries. */
export function printBaseline(baseline: Baseline): string {
  const lines = baseline.map((entry) => `    ${JSON.stringify(entry)}`);
  const entries = lines.length > 0 ? `[\n${lines.join(",\n")}\n  ]` : "[]";
  return `{\n  "version": 1,\n  "findings": ${entries}\n}\n`;
}

/** Throws an Error that says what is wrong with a text that is no baseline. */
export function readBaseline(text: string): Baseline {
  const parsed: unknown = JSON.parse(text);
  if (!isRecord(parsed)) throw new Error("a baseline is a JSON object");
  if (parsed.version !== 1) throw new Error(`baseline version ${JSON.stringify(parsed.version)} is not 1`);
  if (!Array.isArray(parsed.findings)) throw new Error("`findings` is not a list");
  return parsed.findings.map((entry: unknown, at) => {
    if (!isRecord(entry)) throw new Error(`findings[${at}] is not an object`);
    return {
      rule: textOf(entry, "rule", at),
      subject: textOf(entry, "subject", at),
      fingerprint: textOf(entry, "fingerprint", at),
    };
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(entry: Readonly<Record<string, unknown>>, key: string, at: number): string {
  const value = entry[key];
  if (typeof value !== "string") throw new Error(`findings[${at}].${key} is not a text`);
  return value;
}
