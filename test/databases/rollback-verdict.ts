// What the rules say of a migration's rollback, and what a server made of it. In: histories, runs. Out: a word and the reasons.

import { rollbackComplete } from "../../rules/rollback-complete.js";
import { rollbackOrder } from "../../rules/rollback-order.js";
import type { Problem, Rule } from "../../src/rule/rule.js";
import type { MigrationHistory } from "../../src/schema/history.js";
import { withoutPositions } from "./catalog.js";

/** `proved`: gives the schema back · `incomplete`: does not · `stops`: a statement of it fails · `not provable`: not known. */
export type Verdict = "proved" | "incomplete" | "stops" | "not provable";

export interface RollbackVerdict {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

export function judgeRollback(history: MigrationHistory): RollbackVerdict {
  const complete = problemsOf(rollbackComplete, history);
  const order = problemsOf(rollbackOrder, history);
  const errors = complete.problems.filter(({ severity }) => severity === undefined);
  const reasons = [...order.problems, ...errors].map(({ message }) => message);
  if (complete.isUnknown)
    return { verdict: "not provable", reasons: complete.problems.map(({ message }) => message) };
  if (errors.length > 0) return { verdict: "incomplete", reasons };
  return { verdict: order.problems.length > 0 ? "stops" : "proved", reasons };
}

function problemsOf(rule: Rule, history: MigrationHistory) {
  const problems: Problem[] = [];
  let isUnknown = false;
  const context = {
    report: (problem: Problem) => problems.push(problem),
    exempt: () => undefined,
    unknown: () => {
      isUnknown = true;
    },
  };
  rule.check({ migration: history.migration, history } as never, context as never);
  return { problems, isUnknown };
}

/**
 * What a catalog has after a rollback and had not before, `+`, or the other way round, `-`: without the order of columns, comments, and the
 * indexes that a foreign key brought along, which count as nothing.
 */
export function catalogDifferences(before: readonly string[], after: readonly string[]): readonly string[] {
  const [old, now] = [before, after].map((lines) => new Set(withoutPositions(lines.map(withoutComment))));
  if (!old || !now) return [];
  const gone = [...old].filter((line) => !now.has(line)).map((line) => `- ${line}`);
  return [...gone, ...[...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`)];
}

function withoutComment(line: string): string {
  if (line.startsWith("table ")) return line.replace(/^(table \S+).*$/, "$1");
  return line.startsWith("column ") ? line.replace(/(?<! DEFAULT) '(?:[^']|'')*'$/, "") : line;
}
