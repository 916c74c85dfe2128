// The comparison of integrations as the convention document has it. In: a matrix of facts. Out: one Markdown table.

import type { Verdict } from "../lint/finding.js";
import { escapeMarkdown } from "./escape.js";
import type { IntegrationReporter } from "./reporter.js";

export const integrationsMarkdown: IntegrationReporter = {
  name: "markdown",
  render({ integrations, features, apart }) {
    if (integrations.length === 0) return "No integrations.\n";
    const rows = [
      ["Feature", ...integrations.map(({ name }) => escapeMarkdown(name)), "Recommendation"],
      ["---", ...integrations.map(() => "---"), "---"],
      ["**Tables**", ...integrations.map(({ tables }) => tables.map(escapeMarkdown).join(", ")), ""],
      ...features.map(({ feature, cells, recommendation }) => [
        `**${feature}**`,
        ...cells.map(({ fact, verdict, broken }) => {
          const rules = broken.length === 0 ? "" : `<br>${broken.map(escapeMarkdown).join(", ")}`;
          return `${glyphOf(verdict)}${escapeMarkdown(fact)}${rules}`;
        }),
        escapeMarkdown(recommendation),
      ]),
    ];
    const table = rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
    const rest =
      apart.length === 0
        ? ""
        : `\nConfiguration of no integration: ${apart.map(escapeMarkdown).join(", ")}\n`;
    return `## Schema comparison matrix\n\n${table}\n✅ the section's rules hold · ❌ one does not · 💬 suppressed · ❔ unknown\n${rest}`;
  },
};

const glyphs: Readonly<Partial<Record<Verdict, string>>> = {
  pass: "✅ ",
  fail: "❌ ",
  suppressed: "💬 ",
  unknown: "❔ ",
};

function glyphOf(verdict: Verdict | undefined): string {
  return (verdict && glyphs[verdict]) ?? "";
}
