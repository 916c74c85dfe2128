// Verdicts on a page: a sign, a colour, and a word for those who see neither. In: a verdict. Out: HTML.

import type { Verdict } from "../../lint/finding.js";

const signs: Readonly<Record<Verdict | "none", readonly [string, string]>> = {
  pass: ["✓", "conforms"],
  fail: ["✗", "does not conform"],
  suppressed: ["~", "suppressed"],
  unknown: ["?", "unknown"],
  exempt: ["–", "exempt"],
  none: ["·", "not concerned"],
};

export function verdictHtml(verdict: Verdict | undefined): string {
  const [sign, word] = signs[verdict ?? "none"];
  return `<span class="${verdict ?? "none"}" role="img" title="${word}" aria-label="${word}">${sign}</span>`;
}

export function verdictKeyHtml(): string {
  const entries = Object.entries(signs).map(
    ([kind, [sign, word]]) => `<span><b class="${kind}">${sign}</b> ${word}</span>`,
  );
  return `<p class="quiet key">${entries.join(" ")}</p>`;
}
