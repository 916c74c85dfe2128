// The second half of a layered drawing: where each node stands. In: layers in order, sizes. Out: a corner for every node.
// Boxes move towards what they are linked with, as far as their neighbours in the layer leave room.

import { groupBy } from "../../lint/group.js";
import type { Hop, Layering, Node } from "./layers.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Where a link meets a node, measured from the node's top. */
export type PortOf = (way: number, end: "left" | "right") => number;

const gap = 26;
const passageHeight = 6;
const rounds = 8;

export interface Placing {
  readonly corners: ReadonlyMap<Node, Corner>;
  /** The right edge of a node's layer: passages are that wide. */
  readonly rightOf: ReadonlyMap<Node, number>;
  readonly width: number;
  readonly height: number;
}

export function place({ layers, hops, ways }: Layering, sizes: readonly Size[], portOf: PortOf): Placing {
  const heightOf = (node: Node) => (node.box === undefined ? passageHeight : (sizes[node.box]?.height ?? 0));
  const pulls = pullsOf(ways, portOf);
  const tops = new Map<Node, number>();
  for (const nodes of layers) {
    let y = 0;
    for (const node of nodes) {
      tops.set(node, y);
      y += heightOf(node) + gap;
    }
  }
  for (let round = 0; round < rounds; round++) {
    const along = round % 2 === 0 ? layers : [...layers].reverse();
    const side = round >= rounds - 2 ? "both" : round % 2 === 0 ? "left" : "right";
    for (const nodes of along) settle(nodes, heightOf, (node) => wishOf(node, tops, pulls, side), tops);
  }
  const least = [...tops.values()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const outgoing = groupBy(hops, ({ from }) => from);
  const corners = new Map<Node, Corner>();
  const rightOf = new Map<Node, number>();
  let x = 0;
  for (const [at, nodes] of layers.entries()) {
    const width = Math.max(0, ...nodes.map(({ box }) => (box === undefined ? 0 : (sizes[box]?.width ?? 0))));
    for (const node of nodes) {
      corners.set(node, { x, y: (tops.get(node) as number) - least });
      rightOf.set(node, x + width);
    }
    x += width;
    if (at < layers.length - 1) x += channelWidth(nodes, outgoing);
  }
  const height = layers
    .flat()
    .reduce((lowest, node) => Math.max(lowest, (corners.get(node) as Corner).y + heightOf(node)), 0);
  return { corners, rightOf, width: x, height };
}

/** The more lines leave a layer, the more room they have to bend. */
function channelWidth(nodes: readonly Node[], outgoing: ReadonlyMap<Node, readonly Hop[]>): number {
  const leaving = nodes.reduce((sum, node) => sum + (outgoing.get(node)?.length ?? 0), 0);
  return 88 + Math.min(96, leaving * 4);
}

interface Pull {
  readonly other: Node;
  readonly side: "left" | "right";
  /** How much lower the other's port lies in it than one's own in oneself. */
  readonly offset: number;
  readonly weight: number;
}

function pullsOf(ways: Layering["ways"], portOf: PortOf): ReadonlyMap<Node, readonly Pull[]> {
  const pulls = new Map<Node, Pull[]>();
  const add = (node: Node, pull: Pull) => {
    const known = pulls.get(node);
    if (known) known.push(pull);
    else pulls.set(node, [pull]);
  };
  for (const [at, { nodes }] of ways.entries()) {
    for (let step = 1; step < nodes.length; step++) {
      const [from, to] = [nodes[step - 1] as Node, nodes[step] as Node];
      const out = from.box === undefined ? passageHeight / 2 : portOf(at, "left");
      const into = to.box === undefined ? passageHeight / 2 : portOf(at, "right");
      // Passages in a row should make a straight line.
      const weight = from.box === undefined && to.box === undefined ? 8 : 1;
      add(to, { other: from, side: "left", offset: out - into, weight });
      add(from, { other: to, side: "right", offset: into - out, weight });
    }
  }
  return pulls;
}

function wishOf(
  node: Node,
  tops: ReadonlyMap<Node, number>,
  pulls: ReadonlyMap<Node, readonly Pull[]>,
  wanted: Pull["side"] | "both",
): number {
  let sum = 0;
  let weights = 0;
  for (const { other, side, offset, weight } of pulls.get(node) ?? []) {
    if (wanted !== "both" && side !== wanted) continue;
    sum += weight * ((tops.get(other) as number) + offset);
    weights += weight;
  }
  return weights === 0 ? (tops.get(node) as number) : sum / weights;
}

/**
 * The tops nearest to what the nodes of a layer wish, in order and without touching: least squares, by pooling neighbours that
 * would overlap (pool adjacent violators).
 */
function settle(
  nodes: readonly Node[],
  heightOf: (node: Node) => number,
  wish: (node: Node) => number,
  tops: Map<Node, number>,
): void {
  const pools: { sum: number; count: number }[] = [];
  const stacked: number[] = [];
  let below = 0;
  for (const node of nodes) {
    stacked.push(below);
    let pool = { sum: wish(node) - below, count: 1 };
    below += heightOf(node) + gap;
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  let at = 0;
  for (const { sum, count } of pools) {
    for (let member = 0; member < count; member++, at++)
      tops.set(nodes[at] as Node, sum / count + (stacked[at] as number));
  }
}
