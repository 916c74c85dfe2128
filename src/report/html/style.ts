// The look of every page: light and dark as the reader's system has it, and on paper. In: nothing. Out: CSS.

export const style = `:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --text: #1c2128; --quiet: #5d6673; --line: #d8dde4; --soft: #eef1f5; --accent: #0a5bd3;
  --error: #c0212b; --error-soft: #fdecec; --warning: #8a5a00; --warning-soft: #fdf3dc; --info: #0a5bd3; --info-soft: #e6f0ff;
  --pass: #1a7f37; --pass-soft: #e3f5e8; --mark: #ffe58a; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) { :root {
  --page: #0f1318; --card: #171c23; --text: #dfe4ea; --quiet: #98a2b0; --line: #303842; --soft: #1f262f; --accent: #6cb0ff;
  --error: #ff7b78; --error-soft: #3b1a1d; --warning: #e3b341; --warning-soft: #362a10; --info: #6cb0ff; --info-soft: #15273f;
  --pass: #57c26b; --pass-soft: #14301c; --mark: #6b5510;
} }
*, *::before { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
.top, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 28px; }
.top { padding-top: 30px; } footer { padding-top: 24px; padding-bottom: 40px; }
h1 { font-size: 1.65rem; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 4px; }
h2 { font-size: 1.2rem; letter-spacing: -.01em; margin: 40px 0 14px; }
h2 .quiet, h3 .quiet { font-weight: 400; font-size: .85rem; letter-spacing: 0; margin-left: 6px; }
h3 { font-size: 1rem; margin: 26px 0 10px; overflow-wrap: anywhere; }
h4 { font-size: .97rem; font-weight: 600; line-height: 1.4; margin: 6px 0 2px; overflow-wrap: anywhere; }
p { margin: 4px 0; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.quiet { color: var(--quiet); }
code, pre, svg text { font-family: var(--mono); } code { font-size: .88em; unicode-bidi: isolate; overflow-wrap: anywhere; }
.jumps { position: sticky; top: 0; z-index: 5; background: var(--page); border-bottom: 1px solid var(--line); margin-top: 14px;
  padding: 0 max(28px, calc((100% - 1184px) / 2)); display: flex; flex-wrap: wrap; }
.jumps a { padding: 9px 2px 8px; margin-right: 22px; color: var(--quiet); font-weight: 500; font-size: .9rem; border-bottom: 2px solid transparent; }
.jumps a:hover { color: var(--text); border-color: var(--accent); text-decoration: none; }
section, article, [id] { scroll-margin-top: 54px; }
.broad { width: min(100vw - 72px, 1760px); max-width: none; position: relative; left: 50%; transform: translateX(-50%); }
.broad > :is(h2, p) { margin-left: max(0px, (100% - 1184px) / 2); }
.key span { margin-right: 18px; white-space: nowrap; font-size: .85rem; }
.tiles { display: flex; flex-wrap: wrap; gap: 10px; margin: 22px 0 0; }
.tile { display: flex; flex-direction: column-reverse; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px 9px; min-width: 108px; }
.tile dt { color: var(--quiet); font-size: .8rem; } .tile dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile.error dd { color: var(--error); } .tile.warning dd { color: var(--warning); } .tile.info dd { color: var(--info); } .tile.pass dd { color: var(--pass); }
.note { background: var(--warning-soft); border: 1px solid var(--line); border-left: 3px solid var(--warning); border-radius: 6px; padding: 8px 14px; margin: 16px 0 0; }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; font-size: .88rem; }
th, td { border-bottom: 1px solid var(--line); padding: 5px 10px; text-align: left; vertical-align: top; }
tbody:last-child tr:last-child > *, tfoot tr:last-child > * { border-bottom: 0; }
thead th { vertical-align: bottom; color: var(--quiet); font-weight: 600; font-size: .8rem; }
tbody th { font-weight: 500; }
.grid, .rules { width: 100%; } .grid caption { text-align: left; font-size: .8rem; font-weight: 600; color: var(--quiet); padding: 8px 10px 2px; }
.table .wide { margin-top: 8px; } .grid tbody th { white-space: nowrap; }
.matrix th, .matrix td { border-right: 1px solid var(--line); } .matrix tr > :last-child { border-right: 0; }
.matrix tbody th, .matrix tfoot th, .matrix thead tr:first-child > :first-child { position: sticky; left: 0; background: var(--card); white-space: nowrap; }
.matrix thead th[scope=colgroup] { font-size: .72rem; line-height: 1.25; max-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.matrix .class th { background: var(--soft); color: var(--quiet); font-size: .78rem; }
.mark { text-align: center; font-variant-numeric: tabular-nums; white-space: nowrap; }
.matrix .mark { padding: 0; min-width: 30px; height: 31px; line-height: 31px; } .matrix td:nth-child(2) { padding: 0 8px; } .matrix tfoot .mark { font-size: .72rem; color: var(--quiet); padding: 0 3px; }
.matrix .mark a { display: block; background: var(--error-soft); } .matrix .mark a:hover { text-decoration: none; filter: brightness(.95); }
.up { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; white-space: nowrap; font-family: var(--mono); font-size: .78rem; line-height: 1.1; }
.facts td { min-width: 11rem; max-width: 22rem; }
.pass { color: var(--pass); } .fail { color: var(--error); font-weight: 700; } .suppressed { color: var(--warning); } .unknown, .exempt, .none { color: var(--quiet); }
.bar { fill: currentColor; vertical-align: middle; margin-right: 8px; }
.rules th, .rules td:nth-child(3) { white-space: nowrap; } .rules td:last-child { min-width: 20rem; }
.badge { display: inline-block; font-size: .74rem; font-weight: 600; border-radius: 10px; padding: 1px 9px; }
.badge.error { background: var(--error-soft); color: var(--error); } .badge.warning { background: var(--warning-soft); color: var(--warning); } .badge.info { background: var(--info-soft); color: var(--info); }
.bar.error { color: var(--error); } .bar.warning { color: var(--warning); } .bar.info { color: var(--info); }
.filter, .tools { display: flex; flex-wrap: wrap; gap: 10px 13px; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; font-size: .88rem; }
.filter[hidden], .tools[hidden], .drawing[hidden], [hidden] { display: none; }
.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 12px; } .filter legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
select, input[type=search], button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: 3px 8px; max-width: 9rem; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
input[type=checkbox], input[type=radio] { accent-color: var(--accent); vertical-align: -1px; margin: 0 3px 0 0; }
output { color: var(--quiet); margin-left: auto; }
.finding { background: var(--card); border: 1px solid var(--line); border-left: 3px solid var(--info); border-radius: 8px; padding: 12px 16px 14px; margin: 10px 0; content-visibility: auto; contain-intrinsic-size: auto 220px; }
.finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
.finding:target { outline: 2px solid var(--accent); outline-offset: 1px; }
.meta { font-size: .85rem; } .place { font-size: .85rem; } .place a { color: var(--quiet); }
pre { margin: 8px 0 0; padding: 9px 12px; background: var(--soft); border-radius: 6px; overflow-x: auto; font-size: .81rem; line-height: 1.55; tab-size: 4; }
.code .n { display: inline-block; min-width: 3.2em; padding-right: 1.2em; text-align: right; color: var(--quiet); user-select: none; } .code .n.in { color: var(--text); font-weight: 600; }
.skip { padding-left: 2em; color: var(--quiet); }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 1px 0; } mark.point { border-left: 2px solid var(--error); margin-left: -1px; }
.help { margin-top: 8px; } .sql { border-left: 3px solid var(--pass); background: var(--pass-soft); white-space: pre-wrap; overflow-wrap: anywhere; } .help b { color: var(--pass); font-weight: 600; margin-right: 4px; }
.see { margin: 8px 0 0; padding-left: 18px; font-size: .88rem; }
.tools { border-radius: 8px 8px 0 0; border-bottom: 0; } .zoom { margin-left: auto; } .zoom button { margin-left: 4px; min-width: 34px; }
.canvas { overflow: auto; max-height: 86vh; background: var(--card); border: 1px solid var(--line); border-radius: 8px; } .tools:not([hidden]) + .canvas { border-radius: 0 0 8px 8px; }
.diagram { display: block; max-width: none; margin: 0 auto; }
.diagram text { font-size: 12px; fill: var(--text); unicode-bidi: isolate; }
.diagram .group rect { fill: var(--page); stroke: var(--line); stroke-dasharray: 2 4; } .diagram .group text { font: 600 11px system-ui, "DejaVu Sans", sans-serif; fill: var(--quiet); }
.diagram .box { text-decoration: none; } .diagram .frame { fill: var(--card); stroke: var(--line); stroke-width: 1.2; } .diagram .head { fill: var(--soft); }
.diagram .name { font-size: 13px; font-weight: 600; } .diagram .key { font-size: 9.5px; font-weight: 700; fill: var(--quiet); } .diagram .pk { fill: var(--warning); } .diagram .fk, .diagram .target { fill: var(--accent); }
.diagram .column { font-weight: 400; opacity: .8; } .diagram .required { font-weight: 600; opacity: 1; } .diagram .type { fill: var(--quiet); } .diagram text.quiet { fill: var(--quiet); }
.diagram .hub .head { fill: var(--info-soft); } .diagram .missing .frame, .diagram .external .frame { stroke-dasharray: 5 4; } .diagram .missing .head, .diagram .external .head { fill: none; }
.diagram .line path, .diagram .line circle { fill: none; stroke: var(--quiet); stroke-width: 1.3; } .diagram .line .reach { stroke: transparent; stroke-width: 12; } .diagram .line circle { fill: var(--card); }
.diagram .optional path:not(.end, .reach) { stroke-dasharray: 6 4; }
.diagram.active .box, .diagram.active .line { opacity: .22; transition: opacity .12s; } .diagram.active .near { opacity: 1; }
.diagram .line.near path:not(.reach), .diagram .line.near circle, .diagram .line:hover path:not(.reach) { stroke: var(--accent); stroke-width: 1.9; } .diagram .box:hover .frame, .diagram .box:focus-visible .frame, .diagram.active .near .frame { stroke: var(--accent); }
.legend { font-size: .82rem; margin-top: 6px; } .table { content-visibility: auto; contain-intrinsic-size: auto 400px; }
@media (max-width: 640px) { .top, main, footer { padding-left: 14px; padding-right: 14px; } .jumps { padding: 0 14px; } .broad { width: auto; left: 0; transform: none; } output { margin-left: 0; } }
@media print {
  :root { --page: #fff; --card: #fff; } body { font-size: 11px; } .jumps, .filter, .tools { display: none; }
  .top, main, footer { max-width: none; padding: 0; } .broad { width: auto; left: 0; transform: none; } .finding, .table, .wide, .canvas { break-inside: avoid; content-visibility: visible; }
  .canvas, .wide { max-height: none; overflow: visible; } .diagram { width: 100% !important; height: auto !important; max-height: 240mm; } pre { white-space: pre-wrap; } .matrix { font-size: 9px; } .up { font-size: 8px; } .matrix .mark { min-width: 0; }
}`;
