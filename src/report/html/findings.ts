// Findings on a page. In: findings. Out: a form that filters them, and an article each, by file.

import type { Finding } from "../../lint/finding.js";
import { compareText } from "../../lint/fingerprint.js";
import { groupBy } from "../../lint/group.js";
import { conventions } from "../../rule/conventions.js";
import type { Severity } from "../../rule/rule.js";
import type { Location } from "../../text/source-file.js";
import { escapeHtml } from "../escape.js";
import { numberOf } from "../findings.js";
import { visibleLines } from "../visible.js";
import { excerptHtml } from "./excerpt.js";

const severities: readonly Severity[] = ["error", "warning", "info"];

/** `idOf` names a finding's place on the page. */
export function findingsHtml(findings: readonly Finding[], idOf: (finding: Finding) => string): string {
  const files = [...groupBy(findings, ({ location }) => location.file)].map(
    ([file, its], at) => `<section class="file" aria-labelledby="file${at}">
<h3 id="file${at}">${escapeHtml(file.path)} <span class="quiet">${numberOf(its.length, "finding")}</span></h3>
${its.map((finding) => findingHtml(finding, idOf(finding))).join("\n")}
</section>`,
  );
  return `${filterHtml(findings)}\n${files.join("\n")}`;
}

function filterHtml(findings: readonly Finding[]): string {
  const boxes = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    return `<label class="${severity}"><input type="checkbox" name="severity" value="${severity}" checked> ${severity} <span class="quiet">${count}</span></label>`;
  });
  const rules = countBy(findings, ({ rule }) => rule);
  const tables = countBy(findings, ({ subject }) => subject.table);
  return `<form class="filter" id="filter" hidden>
<fieldset><legend>Severity</legend>${boxes.join("")}</fieldset>
<label>Rule <select name="rule"><option value="">all rules</option>${options(rules)}</select></label>
<label>Table <select name="table"><option value="">all tables</option>${options(tables)}</select></label>
<label>Text <input type="search" name="text" placeholder="file, SQL …"></label>
<button type="reset">Show all</button>
<output name="count" aria-live="polite"></output>
</form>`;
}

function countBy(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string | undefined,
): readonly (readonly [string, number])[] {
  const counts = [...groupBy(findings, keyOf)].map(([key, its]) => [key, its.length] as const);
  return counts.sort(([a], [b]) => compareText(a, b));
}

function options(entries: readonly (readonly [string, number])[]): string {
  return entries
    .map(([value, count]) => {
      const text = escapeHtml(value);
      return `<option value="${text}">${text} (${count})</option>`;
    })
    .join("");
}

function findingHtml(finding: Finding, id: string): string {
  const { rule, severity, message, help, remedySql, section, location, subject, related } = finding;
  const table = subject.table === undefined ? "" : ` data-table="${escapeHtml(subject.table)}"`;
  const because = section ? ` <span class="quiet">${escapeHtml(conventions[section])}</span>` : "";
  const places = related.map(
    ({ at, message: text }) => `<li><code>${escapeHtml(placeOf(at))}</code> ${escapeHtml(text)}</li>`,
  );
  const parts = [
    `<p class="meta"><span class="badge ${severity}">${severity}</span> <a href="#rule-${escapeHtml(rule)}"><code>${escapeHtml(rule)}</code></a>${because}</p>`,
    `<h4>${escapeHtml(message)}</h4>`,
    `<p class="place"><a href="#${id}"><code>${escapeHtml(placeOf(location))}</code></a></p>`,
    excerptHtml(location),
    help ? `<p class="help"><b>Help</b> ${escapeHtml(help)}</p>` : "",
    remedySql
      ? `<pre class="sql" tabindex="0" aria-label="SQL that answers it">${linesHtml(remedySql)}</pre>`
      : "",
    places.length > 0 ? `<ul class="see">${places.join("")}</ul>` : "",
  ];
  return `<article id="${id}" class="finding ${severity}" data-severity="${severity}" data-rule="${escapeHtml(rule)}"${table}>
${parts.filter((part) => part !== "").join("\n")}
</article>`;
}

function placeOf({ file, range }: Location): string {
  const { line, column } = file.positionAt(range.start);
  return `${file.path}:${line}:${column}`;
}

function linesHtml(text: string): string {
  return visibleLines(text).map(escapeHtml).join("\n");
}
