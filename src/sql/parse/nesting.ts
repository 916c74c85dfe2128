// How deep statements stand in each other: blocks in blocks, code in strings in code. In: readers that go one level down. Out: whether
// they may. What is deeper than anybody writes is left unread, and said to be: the reader and all that walk its statements recurse.

import type { Tokens } from "../tokens.js";

/** Deeper than any person nests. */
const deepest = 100;

export class Nesting {
  private depth = 0;
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
}

export const tooDeep = {
  kind: "opaque",
  reason: `statements stand in each other more than ${deepest} levels deep`,
  mayChangeSchema: true,
} as const;
