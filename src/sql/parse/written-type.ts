// How a type is written, in one form. In: a cursor behind the type. Out: its text.

import type { Cursor } from "./cursor.js";

/** As written, white space folded: `DECIMAL(10, 2)`. */
export function writtenType(cursor: Cursor, start: number): string {
  const text = cursor.textSince(start);
  if (!text.includes("(") || !/[ ,]/.test(text)) return text;
  return text
    .replace(/ ?\( ?/g, "(")
    .replace(/ ?, ?/g, ", ")
    .replace(/ \)/g, ")");
}
