// A diagram as SVG inside a page. In: a graph and its layout. Out: markup that links each box to `#t<number>` and styles by class.
// Lines end as in crow's-foot notation: a foot where many rows refer, a circle where none may, a bar for exactly one.

import { groupBy } from "../../lint/group.js";
import { escapeHtml } from "../escape.js";
import { numberOf } from "../findings.js";
import { cut, visible, widthOf } from "../visible.js";
import {
  type Box,
  type BoxRow,
  type Graph,
  glyph,
  headHeight,
  type Link,
  markWidth,
  padding,
  rowHeight,
} from "./graph.js";
import { type Group, type Line, layoutOf, type PlacedBox } from "./layout.js";
import type { Corner } from "./place.js";

const margin = 16;
const titleHeight = 22;
/** As long as the signs at the end of a line. */
const stub = 20;

/** `id` tells diagrams of one page apart. */
export function diagramSvg(graph: Graph, id: string): string {
  const layout = layoutOf(graph);
  const width = Math.ceil(layout.width + 2 * margin);
  const height = Math.ceil(layout.height + 2 * margin + titleHeight);
  const byChild = groupBy(graph.links, ({ child }) => child);
  const parts = [
    ...layout.groups.map(groupOf),
    ...layout.lines.map((line) => lineOf(line, graph.links[line.link] as Link, graph)),
    ...layout.boxes.map((placed) => boxOf(placed, graph, byChild.get(placed.box) ?? [])),
  ];
  const label = `Diagram: ${numberOf(graph.boxes.length, "table")}, ${numberOf(graph.links.length, "foreign key")}. The tables are listed below.`;
  return `<svg id="${id}" class="diagram" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${label}">
<g transform="translate(${margin} ${margin + titleHeight})">
${parts.join("\n")}
</g>
</svg>`;
}

const titles: Readonly<Record<Group["kind"], string>> = {
  hubs: "Referred to by many",
  connected: "",
  single: "No other foreign keys",
};

function groupOf({ kind, x, y, width, height }: Group): string {
  const title = titles[kind] && `<text x="${round(x + 4)}" y="${round(y - 7)}">${titles[kind]}</text>`;
  return `<g class="group ${kind}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="10"></rect>${title}</g>`;
}

function boxOf({ box: at, x, y }: PlacedBox, { boxes, hubs }: Graph, keys: readonly Link[]): string {
  const box = boxes[at] as Box;
  const refers = [...new Set(keys.map(({ parent }) => parent))];
  const { width, height } = box;
  const knowledge = box.table === undefined ? "missing" : box.table.knowledge;
  const name = visible(box.label);
  const more =
    box.more > 0
      ? `<text class="quiet" x="${padding}" y="${textY(box.rows.length)}">… ${box.more} more</text>`
      : "";
  const inside = [
    `<rect class="frame" width="${width}" height="${height}" rx="6"></rect>`,
    `<path class="head" d="M0 ${headHeight}V6a6 6 0 0 1 6-6H${width - 6}a6 6 0 0 1 6 6V${headHeight}z"></path>`,
    `<text class="name" x="${padding}" y="20">${escapeHtml(cut(name, 40))}</text>`,
    ...box.rows.map((row, index) => rowOf(row, index, box)),
    more,
  ].join("");
  const kind = hubs.has(at) ? " hub" : "";
  const label = `${name}, ${describe(box)}`;
  const open = box.table === undefined ? "<g" : `<a href="#t${at}"`;
  return `${open} class="box ${knowledge}${kind}" data-box="${at}" data-refers="${refers.join(" ")}" transform="translate(${round(x)} ${round(y)})" aria-label="${escapeHtml(label)}"><title>${escapeHtml(label)}</title>${inside}</${box.table === undefined ? "g" : "a"}>`;
}

function describe({ table }: Box): string {
  if (table === undefined) return "which no migration creates";
  const columns = numberOf(table.columns.length, "column");
  if (table.knowledge === "external") return `${columns} known from the configuration`;
  return table.knowledge === "partial" ? `${columns} known` : columns;
}

function rowOf({ mark, name, detail, refers, title, nullable }: BoxRow, at: number, { width }: Box): string {
  const y = textY(at);
  const sign = mark && `<text class="key ${mark.toLowerCase()}" x="${padding}" y="${y}">${mark}</text>`;
  const kind = refers ? "target" : "type";
  const own = nullable ? "column" : "column required";
  return `<g><title>${escapeHtml(title)}</title>${sign}<text class="${own}" x="${padding + markWidth}" y="${y}">${escapeHtml(name)}</text><text class="${kind}" x="${round(width - padding - widthOf(detail) * glyph)}" y="${y}">${escapeHtml(detail)}</text></g>`;
}

function textY(row: number): number {
  return headHeight + 4 + row * rowHeight + 13.5;
}

function lineOf({ points, leaves, enters }: Line, link: Link, graph: Graph): string {
  const { child, parent, optional, single, key } = link;
  const [first, last] = [points[0] as Corner, points[points.length - 1] as Corner];
  const path =
    child === parent
      ? `M${at(first)}C${at({ x: first.x + 30, y: first.y })} ${at({ x: last.x + 30, y: last.y })} ${at(last)}`
      : curve(first, leaves, points, last, enters);
  const ends = [
    single ? bar(first, leaves, 8) : crowsFoot(first, leaves),
    circle(first, leaves, single ? 14 : 17),
    bar(last, -enters, 7),
    optional ? circle(last, -enters, 13) : bar(last, -enters, 11),
  ].join("");
  const label = `${graph.boxes[child]?.label} (${key.columns.join(", ")}) → ${graph.boxes[parent]?.label} (${key.targetColumns.join(", ")})`;
  const kind = optional ? "line optional" : "line";
  return `<g class="${kind}" data-child="${child}" data-parent="${parent}"><title>${escapeHtml(label)}</title><path class="reach" d="${path}"></path><path d="${path}"></path>${ends}</g>`;
}

/** Straight along passages and where the ends are marked, bent between. */
function curve(
  first: Corner,
  leaves: number,
  points: readonly Corner[],
  last: Corner,
  enters: number,
): string {
  const out = { x: first.x + stub * leaves, y: first.y };
  const into = { x: last.x - stub * enters, y: last.y };
  const stops = [out, ...points.slice(1, -1), into];
  let path = `M${at(first)}L${at(out)}`;
  for (let step = 1; step < stops.length; step++) {
    const [from, to] = [stops[step - 1] as Corner, stops[step] as Corner];
    const middle = (from.x + to.x) / 2;
    path +=
      Math.abs(from.y - to.y) < 0.5
        ? `L${at(to)}`
        : `C${at({ x: middle, y: from.y })} ${at({ x: middle, y: to.y })} ${at(to)}`;
  }
  return `${path}L${at(last)}`;
}

function crowsFoot({ x, y }: Corner, way: number): string {
  const tip = round(x + 12 * way);
  return end(`M${round(x)} ${round(y - 6)}L${tip} ${round(y)}L${round(x)} ${round(y + 6)}`);
}

function bar({ x, y }: Corner, way: number, distance: number): string {
  return end(`M${round(x + distance * way)} ${round(y - 5)}v10`);
}

function end(path: string): string {
  return `<path class="end" d="${path}"></path>`;
}

function circle({ x, y }: Corner, way: number, distance: number): string {
  return `<circle class="end" cx="${round(x + distance * way)}" cy="${round(y)}" r="3.5"></circle>`;
}

function at({ x, y }: Corner): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
