// The assignments of SET and ON DUPLICATE KEY UPDATE. In: the words behind. Out: columns with their expressions, and the rest.

import { isName, type Word } from "./words.js";

export interface Assignment {
  /** The column as written, table included: `t`, `name`. */
  readonly column: readonly string[];
  /** The column's own name. */
  readonly name: Word;
  readonly value: readonly Word[];
}

const endings = /^(WHERE|FROM|ORDER|LIMIT|RETURNING|ON)$/;

/** Assignments up to the first word that ends them; the words must start on the level that they stand on. */
export function assignmentsIn(words: readonly Word[]): {
  readonly assignments: readonly Assignment[];
  readonly rest: readonly Word[];
} {
  const level = words[0]?.depth ?? 0;
  const end = words.findIndex(({ keyword, depth }) => depth <= level && endings.test(keyword));
  const body = end < 0 ? words : words.slice(0, end);
  const assignments = cutAtCommas(body, level).flatMap((part) => {
    const equals = part.findIndex(({ keyword }) => keyword === "=" || keyword === ":=");
    if (equals < 1) return [];
    const column = part.slice(0, equals).filter(isName);
    const name = column.at(-1);
    return name ? [{ column: column.map(({ text }) => text), name, value: part.slice(equals + 1) }] : [];
  });
  return { assignments, rest: end < 0 ? [] : words.slice(end) };
}

/** Parts between the commas of one level. */
export function cutAtCommas(words: readonly Word[], level: number): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (word.keyword === "," && word.depth === level) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}
