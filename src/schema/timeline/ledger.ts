// One kind of object under its names: every version, with the moment from which it holds. In: versions in order of time.
// Out: the version of a moment. Versions are only added at the end, so moments may be kept and asked in any order.

import type { Location } from "../../text/source-file.js";

/** Why a name is no longer there. */
export interface Trace {
  readonly how: "dropped" | "renamed";
  readonly to?: string;
  readonly at: Location;
}

export interface Entry<T> {
  readonly key: string;
  readonly moment: number;
  /** When an object came to be under whatever name: the order of creation. */
  readonly order: number;
  /** Missing from the moment on at which the object went away. */
  readonly value?: T;
  readonly trace?: Trace;
}

export class Ledger<T> {
  // Each rollback has ledgers of its own, and writes little: what holds it is made when it is needed.
  private entries: Map<string, Entry<T>[]> | undefined;
  /** In order of time. */
  private written: Entry<T>[] | undefined;

  constructor(
    private readonly base: Ledger<T> | undefined,
    private readonly from: number,
  ) {}

  find(key: string, moment: number): Entry<T> | undefined {
    const own = this.entries?.get(key);
    const found = own && lastUpTo(own, moment);
    return found ?? this.base?.find(key, Math.min(this.from, moment));
  }

  /** `order` places an object among the others; left out, it keeps its place or comes last. Gives back what it stands in for. */
  write(key: string, moment: number, value: T, order?: number): T | undefined {
    const last = this.find(key, moment);
    const place = order ?? (last?.value === undefined ? moment : last.order);
    this.append({ key, moment, order: place, value });
    return last?.value;
  }

  remove(key: string, moment: number, trace: Trace): void {
    this.append({ key, moment, order: moment, trace });
  }

  /** Everything of a moment, in the order of creation. */
  valuesAt(moment: number): T[] {
    return this.valuesOf(this.keys(), moment);
  }

  /** What some keys stood for at a moment, in the order of creation. */
  valuesOf(keys: Iterable<string>, moment: number): T[] {
    const found: Entry<T>[] = [];
    for (const key of keys) {
      const entry = this.find(key, moment);
      if (entry?.value !== undefined) found.push(entry);
    }
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return found.map(({ value }) => value as T);
  }

  revertTo(moment: number): void {
    const { written } = this;
    while (written && (written[written.length - 1]?.moment ?? -1) > moment)
      this.entries?.get((written.pop() as Entry<T>).key)?.pop();
  }

  /** Adds the keys that were written after `from`, up to and including `to`. */
  keysIn(from: number, to: number, into: Set<string>): void {
    const written = this.written ?? [];
    let low = 0;
    let high = written.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((written[middle] as Entry<T>).moment <= from) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < written.length && (written[at] as Entry<T>).moment <= to; at++)
      into.add((written[at] as Entry<T>).key);
  }

  private keys(): Iterable<string> {
    const own = this.entries?.keys();
    if (!this.base) return own ?? [];
    return own ? new Set([...this.base.keys(), ...own]) : this.base.keys();
  }

  private append(entry: Entry<T>): void {
    this.entries ??= new Map();
    const own = this.entries.get(entry.key);
    if (own) own.push(entry);
    else this.entries.set(entry.key, [entry]);
    if (this.written) this.written.push(entry);
    else this.written = [entry];
  }
}

function lastUpTo<T>(entries: readonly Entry<T>[], moment: number): Entry<T> | undefined {
  const newest = entries[entries.length - 1];
  if (newest && newest.moment <= moment) return newest;
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as Entry<T>).moment <= moment) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}
