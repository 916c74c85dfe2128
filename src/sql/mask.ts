// A statement's text as another parser should see it. In: a statement. Out: its text, unit for unit in the same places, with comments
// blanked and placeholders replaced by names, so that the parser's places are places of the statement.

import { split } from "./split.js";
import type { Statement } from "./statement.js";
import { TokenKind, Tokens } from "./tokens.js";

export interface MaskedStatement {
  readonly text: string;
  /** Some of it is not the statement's own text. */
  readonly hasPlaceholders: boolean;
  /** Where each token begins and ends, in units of the text. */
  readonly tokens: readonly { readonly start: number; readonly end: number }[];
}

// Code for the newest server is code: whether it runs is not the grammar's question.
const newest = 999_999;

export function maskStatement({ location, dialect }: Statement): MaskedStatement {
  const { start, end } = location.range;
  const all = new Tokens(location.file.text);
  split(all, { dialect, versionNumber: newest, start, end, keepRows: true });
  const tokens: { start: number; end: number }[] = [];
  let text = "";
  let hasPlaceholders = false;
  for (let index = 0; index < all.count; index++) {
    const from = (all.starts[index] as number) - start;
    const to = (all.ends[index] as number) - start;
    const written = location.file.text.slice(from + start, to + start);
    // Delimiters inside a body are no tokens; they are kept.
    text += gap(location.file.text.slice(text.length + start, from + start));
    const isPlaceholder = all.kinds[index] === TokenKind.Placeholder;
    hasPlaceholders ||= isPlaceholder;
    text += isPlaceholder ? `p${"_".repeat(to - from - 1)}` : written;
    tokens.push({ start: from, end: to });
  }
  return { text: text + gap(location.file.text.slice(text.length + start, end)), hasPlaceholders, tokens };
}

/** Blanks, with line ends where they were. */
function gap(between: string): string {
  return between.replace(/[^\r\n]/g, " ");
}
