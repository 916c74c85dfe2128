// How deep statements stand in each other: blocks in blocks, code in strings in code. In: readers that go one level down. Out: whether
// they may. What is deeper than anybody writes is left unread, and said to be: the reader and all that walk its statements recurse.

import type { Tokens } from "../tokens.js";

/** Deeper than any person nests. */
const deepest = 100;

/** More rounds than these, all loops taken together that stand in each other, are not followed: 2 in 2 in 2 … double with each level. */
export const mostRounds = 200;

export class Nesting {
  private depth = 0;
  private rounds = 1;
  /** The texts of strings that were opened. */
  readonly opened: Tokens[] = [];

  /** Goes one level down; false where that is too deep. */
  enter(): boolean {
    if (this.depth >= deepest) return false;
    this.depth++;
    return true;
  }

  /** Behind each `enter` that was let in. */
  leave(): void {
    this.depth--;
  }

  /** Reads what stands in a loop of so many rounds; undefined, and not read, where those are too many. */
  inRounds<T>(count: number, read: () => T): T | undefined {
    const outside = this.rounds;
    // A loop of no rounds holds others all the same.
    const inside = outside * Math.max(count, 1);
    if (inside > mostRounds) return undefined;
    this.rounds = inside;
    const result = read();
    this.rounds = outside;
    return result;
  }
}

export const tooDeep = {
  kind: "opaque",
  reason: `statements stand in each other more than ${deepest} levels deep`,
  mayChangeSchema: true,
} as const;
