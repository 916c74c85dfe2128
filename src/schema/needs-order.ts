// Things behind what they need. In: things in an order, what each needs. Out: the things, each behind its needs, otherwise in their order. It
// knows nothing of what the things are.

/** In a circle the first goes first. Read again, the order stays the same. Time grows with the needs, not with the things' square. */
export function inNeedsOrder<T>(things: readonly T[], needsOf: (thing: T) => readonly T[]): readonly T[] {
  const places = new Map(things.map((thing, place) => [thing, place]));
  const neededBy: number[][] = things.map(() => []);
  const open = things.map((thing, place) => {
    const needs = new Set(needsOf(thing));
    let count = 0;
    for (const need of needs) {
      const other = places.get(need);
      if (other === undefined || other === place) continue;
      neededBy[other]?.push(place);
      count++;
    }
    return count;
  });
  const ready = new Smallest();
  for (const [place, count] of open.entries()) if (count === 0) ready.add(place);
  const ordered: T[] = [];
  const done = new Set<number>();
  let first = 0;
  while (ordered.length < things.length) {
    while (done.has(first)) first++;
    const place = ready.take() ?? first;
    // The first of a circle may have become ready later on.
    if (done.has(place)) continue;
    done.add(place);
    ordered.push(things[place] as T);
    for (const other of neededBy[place] ?? []) {
      const left = (open[other] ?? 0) - 1;
      open[other] = left;
      if (left === 0) ready.add(other);
    }
  }
  return ordered;
}

/** Numbers of which the smallest comes back first: a binary heap. */
class Smallest {
  private readonly heap: number[] = [];

  add(number: number): void {
    const { heap } = this;
    let at = heap.push(number) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) <= number) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = number;
  }

  take(): number | undefined {
    const { heap } = this;
    const smallest = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return smallest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++;
      if (child >= heap.length || (heap[child] as number) >= last) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = last;
    return smallest;
  }
}
