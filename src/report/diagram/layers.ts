// The first half of a layered drawing (Sugiyama, Tagawa, Toda 1981): which layer a node stands in, and in which order.
// In: nodes and arcs from parent to child. Out: layers of nodes from left to right; an arc over several layers passes each
// by a node of its own, so that no line runs under a box.

export interface Arc {
  readonly from: number;
  readonly to: number;
}

/** A node of a layer: one that was given, by its number, or a passage of an arc. */
export interface Node {
  readonly box?: number;
}

/** Neighbours in layers next to each other. */
export interface Hop {
  readonly from: Node;
  readonly to: Node;
}

export interface Layering {
  readonly layers: readonly (readonly Node[])[];
  readonly hops: readonly Hop[];
  /** By arc, in their order: the nodes from its left end to its right one. `reversed`: the child stands left of its parent. */
  readonly ways: readonly { readonly nodes: readonly Node[]; readonly reversed: boolean }[];
}

export function layer(count: number, arcs: readonly Arc[]): Layering {
  const backward = findBackward(count, arcs);
  const forward = arcs.map((arc, at) => (backward.has(at) ? { from: arc.to, to: arc.from } : arc));
  const ranks = rank(count, forward);
  const layers: Node[][] = Array.from({ length: ranks.reduce((a, b) => Math.max(a, b), 0) + 1 }, () => []);
  const boxes = ranks.map((its, box): Node => {
    const node = { box };
    layers[its]?.push(node);
    return node;
  });
  const hops: Hop[] = [];
  const ways = forward.map(({ from, to }, at) => {
    const nodes = [boxes[from] as Node];
    for (let passed = (ranks[from] as number) + 1; passed < (ranks[to] as number); passed++) {
      const passage = {};
      layers[passed]?.push(passage);
      nodes.push(passage);
    }
    nodes.push(boxes[to] as Node);
    for (let step = 1; step < nodes.length; step++)
      hops.push({ from: nodes[step - 1] as Node, to: nodes[step] as Node });
    return { nodes, reversed: backward.has(at) };
  });
  return { layers: order(layers, hops), hops, ways };
}

/** The arcs that close a circle, found by walking along all of them. */
function findBackward(count: number, arcs: readonly Arc[]): ReadonlySet<number> {
  const outgoing: number[][] = Array.from({ length: count }, () => []);
  const parents = new Array<number>(count).fill(0);
  for (const [at, { from, to }] of arcs.entries()) {
    outgoing[from]?.push(at);
    parents[to] = (parents[to] as number) + 1;
  }
  const backward = new Set<number>();
  const state = new Array<"open" | "done" | undefined>(count);
  // Without recursion: a chain of ten thousand tables is no deeper than a list.
  const walk = (root: number): void => {
    const path = [{ node: root, next: 0 }];
    state[root] = "open";
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const at = outgoing[top.node]?.[top.next++];
      if (at === undefined) {
        state[top.node] = "done";
        path.pop();
        continue;
      }
      const { to } = arcs[at] as Arc;
      if (state[to] === "open") backward.add(at);
      else if (state[to] === undefined) {
        state[to] = "open";
        path.push({ node: to, next: 0 });
      }
    }
  };
  const roots = [...parents.keys()].sort((a, b) => (parents[a] as number) - (parents[b] as number) || a - b);
  for (const node of roots) if (state[node] === undefined) walk(node);
  return backward;
}

/** Each node right of all its parents, and as near to its children as that leaves it. */
function rank(count: number, arcs: readonly Arc[]): readonly number[] {
  const children: number[][] = Array.from({ length: count }, () => []);
  const waiting = new Array<number>(count).fill(0);
  for (const { from, to } of arcs) {
    children[from]?.push(to);
    waiting[to] = (waiting[to] as number) + 1;
  }
  const parents = [...waiting];
  const ranks = new Array<number>(count).fill(0);
  const ready = [...ranks.keys()].filter((node) => waiting[node] === 0);
  for (let at = 0; at < ready.length; at++) {
    const node = ready[at] as number;
    for (const child of children[node] ?? []) {
      ranks[child] = Math.max(ranks[child] as number, (ranks[node] as number) + 1);
      waiting[child] = (waiting[child] as number) - 1;
      if (waiting[child] === 0) ready.push(child);
    }
  }
  for (const node of ready.reverse()) {
    const its = children[node] ?? [];
    if (its.length < Math.max(1, parents[node] as number)) continue;
    ranks[node] = Math.min(...its.map((child) => ranks[child] as number)) - 1;
  }
  return ranks;
}

const sweeps = 12;

/** By the means of their neighbours' places, there and back, as long as crossings vanish. */
function order(start: readonly (readonly Node[])[], hops: readonly Hop[]): readonly (readonly Node[])[] {
  const left = neighboursBy(hops, ({ from, to }) => [to, from]);
  const right = neighboursBy(hops, ({ from, to }) => [from, to]);
  let layers = start.map((nodes) => [...nodes]);
  let best = layers;
  let fewest = countCrossings(layers, right);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const places = placesOf(layers);
    const neighbours = sweep % 2 === 0 ? left : right;
    const along = sweep % 2 === 0 ? layers.map((_, at) => at) : layers.map((_, at) => layers.length - 1 - at);
    layers = layers.map((nodes) => [...nodes]);
    for (const at of along) {
      const nodes = layers[at] as Node[];
      const means = new Map(nodes.map((node) => [node, meanOf(node, neighbours, places)]));
      nodes.sort((a, b) => (means.get(a) as number) - (means.get(b) as number));
      for (const [place, node] of nodes.entries()) places.set(node, place);
    }
    const crossings = countCrossings(layers, right);
    if (crossings < fewest) [best, fewest] = [layers, crossings];
  }
  return best;
}

type Neighbours = ReadonlyMap<Node, readonly Node[]>;

function neighboursBy(hops: readonly Hop[], ends: (hop: Hop) => readonly [Node, Node]): Neighbours {
  const found = new Map<Node, Node[]>();
  for (const hop of hops) {
    const [node, other] = ends(hop);
    const known = found.get(node);
    if (known) known.push(other);
    else found.set(node, [other]);
  }
  return found;
}

function placesOf(layers: readonly (readonly Node[])[]): Map<Node, number> {
  return new Map(layers.flatMap((nodes) => nodes.map((node, at) => [node, at] as const)));
}

function meanOf(node: Node, neighbours: Neighbours, places: ReadonlyMap<Node, number>): number {
  const near = neighbours.get(node);
  if (!near) return places.get(node) as number;
  return near.reduce((sum, other) => sum + (places.get(other) as number), 0) / near.length;
}

/** Pairs of hops that cross, by counting inversions in a tree of sums (Barth, Mutzel, Jünger 2004). */
function countCrossings(layers: readonly (readonly Node[])[], right: Neighbours): number {
  const places = placesOf(layers);
  let crossings = 0;
  for (const [at, nodes] of layers.entries()) {
    const size = layers[at + 1]?.length ?? 0;
    const sums = new Array<number>(size + 1).fill(0);
    let seen = 0;
    for (const node of nodes) {
      const ends = (right.get(node) ?? []).map((other) => places.get(other) as number).sort((a, b) => a - b);
      for (const end of ends) {
        let above = 0;
        for (let slot = end + 1; slot > 0; slot -= slot & -slot) above += sums[slot] as number;
        crossings += seen - above;
      }
      for (const end of ends) {
        seen += 1;
        for (let slot = end + 1; slot <= size; slot += slot & -slot) sums[slot] = (sums[slot] as number) + 1;
      }
    }
  }
  return crossings;
}
