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
  readonly moment: number;
  /** When an object came to be under whatever name: the order of creation. */
  readonly order: number;
  /** Missing from the moment on at which the object went away. */
  readonly value?: T;
  readonly trace?: Trace;
}

export class Ledger<T> {
  private readonly entries = new Map<string, Entry<T>[]>();
  private readonly writtenKeys: string[] = [];
  private readonly writtenAt: number[] = [];

  constructor(
    private readonly base: Ledger<T> | undefined,
    private readonly from: number,
  ) {}

  find(key: string, moment: number): Entry<T> | undefined {
    const own = this.entries.get(key);
    const found = own && lastUpTo(own, moment);
    return found ?? this.base?.find(key, Math.min(this.from, moment));
  }

  /** `order` places an object among the others; left out, it keeps its place or comes last. Gives back what it stands in for. */
  write(key: string, moment: number, value: T, order?: number): T | undefined {
    const last = this.find(key, moment);
    const place = order ?? (last?.value === undefined ? moment : last.order);
    this.append(key, { moment, order: place, value });
    return last?.value;
  }

  remove(key: string, moment: number, trace: Trace): void {
    this.append(key, { moment, order: moment, trace });
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
    found.sort((a, b) => a.order - b.order);
    return found.map(({ value }) => value as T);
  }

  revertTo(moment: number): void {
    while ((this.writtenAt[this.writtenAt.length - 1] ?? -1) > moment) {
      this.writtenAt.pop();
      this.entries.get(this.writtenKeys.pop() as string)?.pop();
    }
  }

  /** Adds the keys that were written after `from`, up to and including `to`. */
  keysIn(from: number, to: number, into: Set<string>): void {
    let low = 0;
    let high = this.writtenAt.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.writtenAt[middle] as number) <= from) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.writtenAt.length && (this.writtenAt[at] as number) <= to; at++)
      into.add(this.writtenKeys[at] as string);
  }

  private keys(): Iterable<string> {
    if (!this.base) return this.entries.keys();
    return new Set([...this.base.keys(), ...this.entries.keys()]);
  }

  private append(key: string, entry: Entry<T>): void {
    const own = this.entries.get(key);
    if (own) own.push(entry);
    else this.entries.set(key, [entry]);
    this.writtenKeys.push(key);
    this.writtenAt.push(entry.moment);
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
