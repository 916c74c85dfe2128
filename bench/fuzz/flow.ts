// What holds for every project, however broken its SQL. In: a text and its dialect. Out: the properties that the whole flow breaks on
// it, in words: read, replayed, linted by every rule, reported by every reporter. An exception is left to the caller.

import { rules } from "../../rules/index.js";
import type { Finding, LintResult } from "../../src/lint/finding.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import { type Range, SourceFile } from "../../src/text/source-file.js";
import { lintFixture } from "../../test/lint-fixture.js";
import { poisonTokens } from "./properties.js";
import { checkReports } from "./reports.js";

export const version = { mysql: "8.0", mariadb: "10.11", postgresql: "15" } as const;

/** The text as a migration, its second half as the rollback, its first half as a later migration. */
export function filesOf(text: string): ReadonlyMap<string, string> {
  const half = text.length >> 1;
  return new Map([
    ["001_a.sql", text],
    ["001_a_rollback.sql", text.slice(half)],
    ["002_b.sql", text.slice(0, half)],
  ]);
}

export function lintText(text: string, dialect: Dialect): LintResult {
  return lintFixture({ dialect, version: version[dialect], texts: filesOf(text), rules, suppressions: true });
}

export function findFlowFaults(text: string, dialect: Dialect): readonly string[] {
  poisonTokens();
  const result = lintText(text, dialect);
  return [...new Set([...checkResult(result, dialect), ...checkReports(result)])];
}

export function* checkResult(result: LintResult, dialect: Dialect): Generator<string> {
  for (const { rule, error } of result.failures)
    yield `the rule ${rule} failed: ${error.split("\n").slice(0, 3).join(" ")}`;
  const fingerprints = new Set<string>();
  const isReadable = result.files.every(({ text }) => firstProblem(text, dialect) === undefined);
  for (const finding of result.findings) {
    const { rule, location, related, fingerprint } = finding;
    yield* checkPlace(location.file, location.range, `a finding of ${rule}`);
    for (const { at } of related) yield* checkPlace(at.file, at.range, `a related place of ${rule}`);
    if (fingerprints.has(fingerprint)) yield `two findings of ${rule} have one fingerprint`;
    fingerprints.add(fingerprint);
    yield* checkWords(finding, result);
    if (isReadable) yield* checkRemedy(finding, dialect);
  }
  yield* checkEdits(result.findings, dialect);
  for (const { location, reason } of result.unresolved)
    yield* checkPlace(location.file, location.range, `a blind spot (${reason})`);
}

function* checkPlace(file: SourceFile, { start, end }: Range, whose: string): Generator<string> {
  if (!(start >= 0 && start <= end && end <= file.text.length))
    yield `${whose} stands at ${start}–${end} of ${file.text.length} units`;
}

/** What a template prints of a value that is not there. */
const slip = /\bundefined\b|\bNaN\b|\[object Object\]/;

function* checkWords({ rule, message, help }: Finding, { files }: LintResult): Generator<string> {
  if (message === "") yield `a finding of ${rule} says nothing`;
  const found = slip.exec(`${message}\n${help ?? ""}`)?.[0];
  if (found !== undefined && !files.some(({ text }) => text.includes(found)))
    yield `a finding of ${rule} says ${found}`;
}

/** What integlint proposes for SQL that it can read, it must be able to read. */
function* checkRemedy({ rule, remedySql }: Finding, dialect: Dialect): Generator<string> {
  if (remedySql === undefined) return;
  const fault = firstProblem(remedySql, dialect, true);
  if (fault !== undefined)
    yield `the remedy of ${rule} cannot be read: ${fault} "${remedySql.slice(0, 200)}"`;
}

export function firstProblem(text: string, dialect: Dialect, onlyCertain = false): string | undefined {
  const { statements } = readScript(new SourceFile("a.sql", text), { dialect });
  return statements.flatMap(({ problems }) => problems).find(({ certain }) => certain || !onlyCertain)
    ?.message;
}

/** Edits stand in their file, and what they make is no worse to read than what they change. */
function* checkEdits(findings: readonly Finding[], dialect: Dialect): Generator<string> {
  for (const { rule, edits, location } of findings) {
    if (!edits) continue;
    const { text } = location.file;
    let fixed = text;
    for (const { range, text: replacement } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
      yield* checkPlace(location.file, range, `an edit of ${rule}`);
      fixed = fixed.slice(0, range.start) + replacement + fixed.slice(range.end);
    }
    if (firstProblem(text, dialect) === undefined && firstProblem(fixed, dialect, true) !== undefined)
      yield `the edits of ${rule} make a text that cannot be read`;
  }
}
