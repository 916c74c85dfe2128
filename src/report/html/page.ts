// The frame of every page. In: a title and sections of escaped parts. Out: one HTML file that loads nothing, and runs at most our
// own script, which the policy knows by its hash.

import { escapeHtml } from "../escape.js";
import { pageScript, pageScriptHash } from "./script.js";
import { style } from "./style.js";

export interface Page {
  readonly title: string;
  /** What the page is about, in a line: HTML. */
  readonly subtitle?: string;
  /** HTML. */
  readonly body: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** Filters and diagrams need the script; without it everything is there to be read. */
  readonly interactive?: boolean;
  /** Sections to jump to: id and title. */
  readonly sections?: readonly (readonly [string, string])[];
}

export function htmlPage({ title, subtitle, body, tool, interactive, sections = [] }: Page): string {
  const scripts = interactive ? `; script-src '${pageScriptHash}'` : "";
  const maker = escapeHtml(`${tool.name} ${tool.version}`);
  const links = sections.map(([id, name]) => `<a href="#${id}">${name}</a>`).join("");
  const jumps = links && `\n<nav class="jumps" aria-label="Sections">${links}</nav>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'${scripts}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${maker}">
<title>${escapeHtml(title)}</title>
<style>
${style}
</style>
</head>
<body>
<header class="top">
<h1>${escapeHtml(title)}</h1>
${subtitle ? `<p class="quiet">${subtitle}</p>\n` : ""}</header>${jumps}
<main>
${body}
</main>
<footer class="quiet">${maker}</footer>
${interactive ? `<script>${pageScript}</script>\n` : ""}</body>
</html>
`;
}

/** The matrix and the diagram take the room that a wide window has. */
const broad = new Set(["conformance", "diagram"]);

/** `title`, `body` and `note` are HTML. */
export function section(id: string, title: string, body: string, note = ""): string {
  const aside = note && ` <span class="quiet">${note}</span>`;
  const kind = broad.has(id) ? ' class="broad"' : "";
  return `<section id="${id}"${kind} aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${aside}</h2>
${body}
</section>`;
}

/** Numbers with a word each. `kind` colours them. */
export function tiles(entries: readonly (readonly [string | number, string, string?])[]): string {
  const items = entries.map(
    ([value, word, kind]) =>
      `<div class="tile${kind ? ` ${kind}` : ""}"><dt>${escapeHtml(word)}</dt><dd>${escapeHtml(String(value))}</dd></div>`,
  );
  return `<dl class="tiles">${items.join("")}</dl>`;
}

/** A name from SQL: in the face of code, and its direction is its own matter. */
export function nameHtml(name: string): string {
  return `<code>${escapeHtml(name)}</code>`;
}
