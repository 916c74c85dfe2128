// Statements with one mistake. In: a statement that a server takes, random numbers. Out: the text with one token left out, doubled,
// swapped with the next one, or misspelt: what a hurried hand leaves behind.

import type { Dialect } from "../../src/sql/definition.js";
import type { Random } from "../fuzz/mutate.js";
import { tokensOf } from "./tokens.js";

export interface Mutant {
  readonly kind: string;
  readonly text: string;
}

const kinds = ["left out", "doubled", "swapped", "misspelt", "mark left out"] as const;

export function mutate(text: string, dialect: Dialect, random: Random): Mutant | undefined {
  const tokens = tokensOf(text, dialect);
  const kind = random.pick(kinds);
  const words = tokens.filter(({ start, end }) => /^[a-z_]{4,}$/i.test(text.slice(start, end)));
  const marks = tokens.filter(({ start }) => "(),".includes(text.charAt(start)));
  const candidates = kind === "misspelt" ? words : kind === "mark left out" ? marks : tokens;
  if (candidates.length < 2) return undefined;
  const token = random.pick(candidates);
  const { start, end } = token;
  const written = text.slice(start, end);
  const put = (what: string, until = end): Mutant => ({
    kind,
    text: text.slice(0, start) + what + text.slice(until),
  });
  switch (kind) {
    case "left out":
    case "mark left out":
      return put("");
    case "doubled":
      return put(`${written} ${written}`);
    case "misspelt": {
      const at = random.below(written.length - 1);
      const swapped =
        written.slice(0, at) + written.charAt(at + 1) + written.charAt(at) + written.slice(at + 2);
      return swapped === written ? undefined : put(swapped);
    }
    case "swapped": {
      const next = tokens[tokens.indexOf(token) + 1];
      if (!next) return undefined;
      return put(text.slice(next.start, next.end) + text.slice(end, next.start) + written, next.end);
    }
  }
}
