// A report to read in a browser and to hand on. In: a LintResult. Out: one HTML file: numbers, findings with their code, rules, the
// matrix, a diagram of the schema and all its tables. It loads nothing.

import type { Finding, LintResult } from "../lint/finding.js";
import { groupBy } from "../lint/group.js";
import { makeMatrix, percentOf } from "../lint/matrix.js";
import { suppressionRules } from "../lint/suppression-problems.js";
import { conventions } from "../rule/conventions.js";
import { escapeHtml } from "./escape.js";
import { countFindings, numberOf, openFindings, worstFirst } from "./findings.js";
import { diagramHtml } from "./html/diagram.js";
import { findingsHtml } from "./html/findings.js";
import { matrixTable, shareSentence } from "./html/matrix.js";
import { htmlPage, nameHtml, section, tiles } from "./html/page.js";
import { tablesHtml } from "./html/tables.js";
import type { Reporter } from "./reporter.js";

/** A browser shows no more articles with pleasure; the rest is counted. */
const mostFindings = 2_000;

export const html: Reporter = {
  name: "html",
  readsSchema: true,
  render(result, { tool }) {
    const open = openFindings(result);
    const shown = open.length > mostFindings ? inOrder(open, worstFirst(open).slice(0, mostFindings)) : open;
    const ids = new Map(shown.map((finding, at) => [finding, `f${at + 1}`]));
    const matrix = makeMatrix(result);
    const first = new Map<string, string>();
    for (const [{ rule, subject }, id] of ids) {
      const cell = `${rule}\0${subject.table}`;
      if (!first.has(cell)) first.set(cell, id);
    }
    const left = open.length - shown.length;
    const note =
      left > 0
        ? `<p class="note">${numberOf(left, "finding")} more, not worse than these: ask for another format, or for fewer files.</p>`
        : "";
    const findings =
      open.length === 0
        ? "<p>Nothing to report.</p>"
        : note + findingsHtml(shown, (finding) => ids.get(finding) as string);
    const counted = result.schema.tables.length;
    const sections = [
      ["findings", "Findings", findings, `${open.length || ""}`],
      ["rules", "Rules", rulesHtml(result, open), ""],
      [
        "conformance",
        "Conformance",
        matrixTable(matrix, (table, rule) => first.get(`${rule}\0${table}`)),
        shareSentence(matrix),
      ],
      ["diagram", "Diagram", diagramHtml(result.schema), "as the migrations leave the schema"],
      ["tables", "Tables", tablesHtml(result.schema), `${counted || ""}`],
    ] as const;
    const kept = sections.filter(
      ([id]) => counted > 0 || id === "findings" || (id === "rules" && open.length > 0),
    );
    return htmlPage({
      title: "integlint report",
      subtitle: subtitleOf(result),
      body: [
        summaryHtml(result, percentOf(matrix.share)),
        ...kept.map(([id, title, body, aside]) => section(id, title, body, aside)),
      ].join("\n"),
      tool,
      interactive: true,
      sections: kept.map(([id, title]) => [id, title]),
    });
  },
};

/** Some of the findings, in the order of all. */
function inOrder(all: readonly Finding[], some: readonly Finding[]): readonly Finding[] {
  const kept = new Set(some);
  return all.filter((finding) => kept.has(finding));
}

function subtitleOf(result: LintResult): string {
  const migrations = result.migrations.filter(({ migration }) => migration.kind === "migration").length;
  return [
    escapeHtml(`${result.dialect} ${result.dialectVersion}`),
    numberOf(migrations, "migration"),
    `${numberOf(result.files.length, "file")} checked`,
    numberOf(result.tables.length, "table"),
  ].join(" · ");
}

function summaryHtml(result: LintResult, conforming: number | undefined): string {
  const { errors, warnings, infos, suppressed, baselined } = countFindings(result);
  const numbers = tiles([
    [errors, "errors", errors > 0 ? "error" : "pass"],
    [warnings, "warnings", warnings > 0 ? "warning" : "pass"],
    [infos, "infos", infos > 0 ? "info" : "pass"],
    ...(conforming === undefined ? [] : [[`${conforming} %`, "conform"] as const]),
    ...(suppressed > 0 ? [[suppressed, "suppressed"] as const] : []),
    ...(baselined > 0 ? [[baselined, "in the baseline"] as const] : []),
  ]);
  return numbers + failuresHtml(result) + blindHtml(result);
}

function failuresHtml({ failures }: LintResult): string {
  if (failures.length === 0) return "";
  const items = failures.map(({ rule, error }) => `<li>${nameHtml(rule)} ${escapeHtml(error)}</li>`);
  return `\n<div class="note"><p><b>${numberOf(failures.length, "internal error")} in rules.</b> What they would have found is missing here.</p><ul>${items.join("")}</ul></div>`;
}

const mostBlindSpots = 20;

/** What the replay could not follow is said before anything is concluded from the schema. */
function blindHtml({ unresolved }: LintResult): string {
  if (unresolved.length === 0) return "";
  const items = unresolved.slice(0, mostBlindSpots).map(({ location: { file, range }, reason }) => {
    const { line, column } = file.positionAt(Math.max(0, range.start));
    return `<li><code>${escapeHtml(`${file.path}:${line}:${column}`)}</code> ${escapeHtml(reason)}</li>`;
  });
  const more = unresolved.length - items.length;
  const rest = more > 0 ? `<li>… and ${more} more</li>` : "";
  return `\n<div class="note"><p><b>${numberOf(unresolved.length, "change")} could not be followed</b>: the schema below may differ from the database.</p><ul>${items.join("")}${rest}</ul></div>`;
}

/** The rules that found something, the busiest first. */
function rulesHtml({ rules }: LintResult, open: readonly Finding[]): string {
  if (open.length === 0) return "<p>No rule found anything.</p>";
  const metas = new Map(rules.map(({ rule: { meta } }) => [meta.id, meta]));
  const own = Object.values(suppressionRules);
  const found = [...groupBy(worstFirst(open), ({ rule }) => rule)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const most = found[0]?.[1].length ?? 1;
  const rows = found.map(([id, findings]) => {
    const meta = metas.get(id);
    const summary = meta?.summary ?? own.find((check) => check.id === id)?.summary ?? "";
    const severity = findings[0]?.severity ?? "info";
    const name = escapeHtml(id);
    const why = meta ? `<br><span class="quiet">${escapeHtml(meta.why)}</span>` : "";
    const width = Math.max(3, Math.round((findings.length / most) * 90));
    return `<tr id="rule-${name}"><th scope="row"><a href="#findings" data-rule="${name}">${nameHtml(id)}</a></th><td><span class="badge ${severity}">${severity}</span></td><td><svg class="bar ${severity}" width="${width}" height="8" aria-hidden="true"><rect width="${width}" height="8" rx="4"></rect></svg>${findings.length}</td><td>${meta ? escapeHtml(conventions[meta.convention]) : ""}</td><td>${escapeHtml(summary)}${why}</td></tr>`;
  });
  return `<div class="wide"><table class="rules"><thead><tr><th scope="col">Rule</th><th scope="col">Severity</th><th scope="col">Findings</th><th scope="col">Convention</th><th scope="col">What must hold, and why</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}
