// A diagram's geometry. In: boxes and links. Out: where each box stands, how each line runs, and the groups that belong together.
// Tables that foreign keys connect make a group; hubs and single tables have groups of their own.

import { groupBy } from "../../lint/group.js";
import { type Box, type Graph, headHeight, type Link, rowHeight } from "./graph.js";
import { type Layering, layer, type Node } from "./layers.js";
import { type Corner, place, type Size } from "./place.js";

export interface PlacedBox extends Corner {
  readonly box: number;
}

export interface Line {
  readonly link: number;
  /** From the row that refers to the one that is referred to: alternately a place to start from and one to go to. */
  readonly points: readonly Corner[];
  /** Which way the line leaves its child, and which way it enters its parent: 1 to the right, -1 to the left. */
  readonly leaves: 1 | -1;
  readonly enters: 1 | -1;
}

export interface Group extends Corner, Size {
  readonly kind: "hubs" | "connected" | "single";
}

export interface Layout extends Size {
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly Line[];
  readonly groups: readonly Group[];
}

interface Island extends Size {
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly Line[];
}

const islandGap = 36;
const groupPadding = 24;
/** Room for a line that leads back to its own table. */
const loopWidth = 26;

export function layoutOf(graph: Graph): Layout {
  const { boxes, links, hubs } = graph;
  const drawn = links.flatMap(({ child, parent }, at) =>
    child === parent || !(hubs.has(child) || hubs.has(parent)) ? at : [],
  );
  const islands = islandsOf(graph, drawn);
  const byChild = groupBy(drawn, (at) => (links[at] as Link).child);
  const isSingle = (members: readonly number[]) => members.length === 1;
  const draw = (members: readonly number[]) =>
    drawIsland(
      members,
      members.flatMap((box) => byChild.get(box) ?? []),
      graph,
    );
  const kinds = {
    hubs: [...hubs].sort((a, b) => a - b).map((hub) => draw([hub])),
    connected: islands.filter((members) => !isSingle(members)).map(draw),
    single: islands.filter(isSingle).map(draw),
  };
  const all = Object.values(kinds).flat();
  if (boxes.length === 0) return { boxes: [], lines: [], groups: [], width: 0, height: 0 };
  const area = all.reduce((sum, { width, height }) => sum + (width + islandGap) * (height + islandGap), 0);
  // A page is scrolled down, not sideways: it grows in height first.
  const widest = all.reduce((most, { width }) => Math.max(most, width), 0);
  const limit = Math.max(1140, Math.min(1800, Math.sqrt(area)), widest);

  const result = { boxes: [] as PlacedBox[], lines: [] as Line[], groups: [] as Group[] };
  let y = 0;
  let width = 0;
  for (const kind of ["hubs", "connected", "single"] as const) {
    // Each connected group has a frame of its own, the others share one.
    const shelf = kind === "connected" ? packed(kinds[kind].map(framed), limit) : packed(kinds[kind], limit);
    if (shelf.placed.length === 0) continue;
    const inset = kind === "connected" ? 0 : groupPadding;
    for (const { island, x: left, y: top } of shelf.placed) {
      const [dx, dy] = [left + inset, y + top + inset];
      if (kind === "connected")
        result.groups.push({ kind, x: dx, y: dy, width: island.width, height: island.height });
      moveInto(result, island, dx, dy);
    }
    const size = { width: shelf.width + 2 * inset, height: shelf.height + 2 * inset };
    if (kind !== "connected") result.groups.push({ kind, x: 0, y, ...size });
    y += size.height + islandGap;
    width = Math.max(width, size.width);
  }
  return { ...result, width, height: y - islandGap };
}

/** Boxes that lines connect, hubs left out; the largest first, otherwise in the order of their oldest table. */
function islandsOf({ boxes, links, hubs }: Graph, drawn: readonly number[]): readonly (readonly number[])[] {
  const leaders = boxes.map((_, at) => at);
  const leaderOf = (box: number): number => {
    let at = box;
    while (leaders[at] !== at) {
      leaders[at] = leaders[leaders[at] as number] as number;
      at = leaders[at] as number;
    }
    return at;
  };
  for (const at of drawn) {
    const { child, parent } = links[at] as Link;
    const [a, b] = [leaderOf(child), leaderOf(parent)];
    leaders[Math.max(a, b)] = Math.min(a, b);
  }
  const members = groupBy(
    [...leaders.keys()].filter((box) => !hubs.has(box)),
    leaderOf,
  );
  return [...members.values()].sort((a, b) => b.length - a.length);
}

function drawIsland(members: readonly number[], inside: readonly number[], { boxes, links }: Graph): Island {
  const own = new Map(members.map((box, at) => [box, at]));
  const isLoop = (at: number) => (links[at] as Link).child === (links[at] as Link).parent;
  const loops = inside.filter(isLoop);
  const across = inside.filter((at) => !isLoop(at));
  const linkAt = (at: number) => links[across[at] as number] as Link;
  const layering = layer(
    members.length,
    across.map((_, at) => ({
      from: own.get(linkAt(at).parent) as number,
      to: own.get(linkAt(at).child) as number,
    })),
  );
  const looping = new Set(loops.map((at) => (links[at] as Link).child));
  const sizes = members.map((box): Size => {
    const { width, height } = boxes[box] as Box;
    return { width: width + (looping.has(box) ? loopWidth : 0), height };
  });
  const portOf = (at: number, end: "left" | "right") => {
    const { childRow, parentRow } = linkAt(at);
    const isParent = (end === "left") !== layering.ways[at]?.reversed;
    return portY(isParent ? parentRow : childRow);
  };
  const placing = place(layering, sizes, portOf);
  const placed = layering.layers.flat().flatMap((node): PlacedBox[] => {
    const corner = placing.corners.get(node) as Corner;
    return node.box === undefined ? [] : [{ box: members[node.box] as number, ...corner }];
  });
  const corners = new Map(placed.map((box) => [box.box, box]));
  const lines = [
    ...layering.ways.map((way, at) => lineOf(way, across[at] as number, linkAt(at), placing, boxes, corners)),
    ...loops.map((at) => loopOf(at, links[at] as Link, boxes, corners)),
  ];
  return { boxes: placed, lines, width: placing.width, height: placing.height };
}

function portY(row: number): number {
  return row < 0 ? headHeight / 2 : headHeight + 4 + (row + 0.5) * rowHeight;
}

function lineOf(
  { nodes, reversed }: Layering["ways"][number],
  link: number,
  { child, childRow, parent, parentRow }: Link,
  { corners, rightOf }: ReturnType<typeof place>,
  boxes: readonly Box[],
  placed: ReadonlyMap<number, Corner>,
): Line {
  const end = (box: number, row: number, side: "left" | "right"): Corner => {
    const { x, y } = placed.get(box) as Corner;
    return { x: side === "left" ? x : x + (boxes[box] as Box).width, y: y + portY(row) };
  };
  const passages = nodes.slice(1, -1).flatMap((node: Node) => {
    const { x, y } = corners.get(node) as Corner;
    return [
      { x, y: y + 3 },
      { x: rightOf.get(node) as number, y: y + 3 },
    ];
  });
  const [left, right] = reversed
    ? [end(child, childRow, "right"), end(parent, parentRow, "left")]
    : [end(parent, parentRow, "right"), end(child, childRow, "left")];
  const points = [left, ...passages, right];
  return reversed
    ? { link, points, leaves: 1, enters: 1 }
    : { link, points: points.reverse(), leaves: -1, enters: -1 };
}

/** A table that refers to itself: out to the right and back. */
function loopOf(
  link: number,
  { child, childRow, parentRow }: Link,
  boxes: readonly Box[],
  placed: ReadonlyMap<number, Corner>,
): Line {
  const { x, y } = placed.get(child) as Corner;
  const right = x + (boxes[child] as Box).width;
  const back = childRow === parentRow ? -1 : parentRow;
  const points = [
    { x: right, y: y + portY(childRow) },
    { x: right, y: y + portY(back) },
  ];
  return { link, points, leaves: 1, enters: -1 };
}

function framed({ boxes, lines, width, height }: Island): Island {
  const framing: Island = {
    boxes: [],
    lines: [],
    width: width + 2 * groupPadding,
    height: height + 2 * groupPadding,
  };
  const inside = { boxes: [] as PlacedBox[], lines: [] as Line[] };
  moveInto(inside, { boxes, lines }, groupPadding, groupPadding);
  return { ...framing, ...inside };
}

function moveInto(
  into: { readonly boxes: PlacedBox[]; readonly lines: Line[] },
  { boxes, lines }: Pick<Island, "boxes" | "lines">,
  dx: number,
  dy: number,
): void {
  const move = <C extends Corner>(corner: C): C => ({ ...corner, x: corner.x + dx, y: corner.y + dy });
  into.boxes.push(...boxes.map(move));
  into.lines.push(...lines.map((line) => ({ ...line, points: line.points.map(move) })));
}

/** In rows, the tallest first, none wider than `limit`. */
function packed(islands: readonly Island[], limit: number) {
  const placed: { readonly island: Island; readonly x: number; readonly y: number }[] = [];
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const island of [...islands].sort((a, b) => b.height - a.height)) {
    if (x > 0 && x + island.width > limit) {
      x = 0;
      y += rowHeight + islandGap;
      rowHeight = 0;
    }
    placed.push({ island, x, y });
    rowHeight = Math.max(rowHeight, island.height);
    width = Math.max(width, x + island.width);
    x += island.width + islandGap;
  }
  return { placed, width, height: y + rowHeight };
}
