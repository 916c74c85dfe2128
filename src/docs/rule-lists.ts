// Rules → the index of their pages, and the table of the README. In: rules in order. Out: Markdown.

import { type Convention, conventions } from "../rule/conventions.js";
import type { Rule } from "../rule/rule.js";

/** The index, by the sections of the conventions; it stands beside the pages. */
export function renderRuleIndex(rules: readonly Rule[]): string {
  const sections = (Object.keys(conventions) as Convention[])
    .map((section) => ({ section, own: rules.filter(({ meta }) => meta.convention === section) }))
    .filter(({ own }) => own.length > 0)
    .map(({ section, own }) => {
      const title = `## [${conventions[section]}](../conventions.md#${section})`;
      return `${title}\n\n${own.map(({ meta }) => lineOf(meta)).join("\n")}`;
    });
  return ["<!-- Generated from the rules; npm test compares it. -->", "# Rules", ...sections]
    .join("\n\n")
    .concat("\n");
}

function lineOf({ id, summary, fixable }: Rule["meta"]): string {
  return `- [${id}](${id}.md)${fixable ? " (fixable)" : ""}: ${summary}`;
}

/** The README's table: every rule in one line. `pages` is the folder of the pages, seen from the README. */
export function renderRuleTable(rules: readonly Rule[], pages: string): string {
  const rows = rules.map(
    ({ meta }) => `| [${meta.id}](${pages}/${meta.id}.md) | ${meta.severity} | ${meta.summary} |`,
  );
  return ["| rule | recommended | what must hold |", "| --- | --- | --- |", ...rows].join("\n");
}
