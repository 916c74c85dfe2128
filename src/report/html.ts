// One self-contained page. In: a title, a body of escaped parts. Out: HTML that loads nothing and runs nothing.

import { escapeXml } from "./escape.js";
import { visible } from "./visible.js";

/** Any text, to be read between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return escapeXml(visible(text));
}

/** `body` is HTML already. The policy lets a page that slipped through do nothing. */
export function htmlPage(title: string, body: string, tool: { name: string; version: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(`${tool.name} ${tool.version}`)}">
<title>${escapeHtml(title)}</title>
<style>
${style}
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;
}

const style = `:root { color-scheme: light dark; --line: #8884; --pass: #1a7f37; --fail: #cf222e; --suppressed: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --pass: #3fb950; --fail: #f85149; --suppressed: #d29922; } }
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem; }
h1 { font-size: 1.4rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { vertical-align: bottom; }
tbody th { font-weight: 600; white-space: nowrap; }
.mark { text-align: center; }
.up { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; white-space: nowrap; }
.facts td { min-width: 11rem; max-width: 22rem; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .suppressed { color: var(--suppressed); }
.unknown, .exempt, .none, .quiet { opacity: .6; }
.class th { background: #8881; text-align: left; }`;
