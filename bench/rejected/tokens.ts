// Places in a statement as a person counts them. In: a text. Out: its tokens, and how many of them lie between two places.

import type { Dialect } from "../../src/sql/definition.js";
import { split } from "../../src/sql/split.js";
import { Tokens } from "../../src/sql/tokens.js";
import type { Range } from "../../src/text/source-file.js";

export function tokensOf(text: string, dialect: Dialect): readonly Range[] {
  const all = new Tokens(text);
  split(all, { dialect, versionNumber: 999_999, keepRows: true });
  const tokens: Range[] = [];
  for (let at = 0; at < all.count; at++) {
    tokens.push({ start: all.starts[at] as number, end: all.ends[at] as number });
  }
  return tokens;
}

/** The end of the text is a place, too. */
export function distanceBetween(tokens: readonly Range[], one: number, other: number): number {
  const indexOf = (place: number) => {
    const found = tokens.findIndex(({ end }) => end > place);
    return found < 0 ? tokens.length : found;
  };
  return Math.abs(indexOf(one) - indexOf(other));
}
