// What judges a table or a column, and what it says. In: a result. Out: a line for each rule that is about it.

import type { Vocabulary } from "../rule/vocabulary.js";
import { Words } from "../rule/vocabulary.js";
import type { Column, Table } from "../schema/model.js";
import type { Finding, LintResult, Verdict } from "./finding.js";
import { tableLabel } from "./judge.js";

export interface RuleVerdict {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly finding?: Finding;
}

/** The findings about it, one by one, and the rules that found nothing wrong with it or could not tell. */
export function verdictsOn(
  result: LintResult,
  vocabulary: Vocabulary,
  table: Table,
  column?: Column,
): readonly RuleVerdict[] {
  const label = tableLabel(table);
  const role = column && new Words(vocabulary).roleOf(column);
  const cells = new Map(
    result.matrix.filter((cell) => cell.table === label).map(({ rule, verdict }) => [rule, verdict]),
  );
  return result.rules.flatMap(({ rule: { meta } }): readonly RuleVerdict[] => {
    const rule = meta.id;
    const findings = result.findings.filter(
      (finding) => finding.rule === rule && isAbout(finding, label, column),
    );
    if (findings.length > 0)
      return findings.map((finding) => ({
        rule,
        verdict: finding.suppressed ? "suppressed" : "fail",
        finding,
      }));
    const verdict = cells.get(rule);
    const concerns = column
      ? meta.subject === "column" && role !== undefined && meta.roles?.includes(role)
      : verdict !== undefined && verdict !== "exempt" && verdict !== "fail";
    return concerns && verdict !== undefined
      ? [{ rule, verdict: verdict === "fail" ? "pass" : verdict }]
      : [];
  });
}

function isAbout({ subject }: Finding, table: string, column?: Column): boolean {
  if (subject.table !== table) return false;
  return column === undefined || (subject.kind === "column" && subject.name === column.name);
}
