// What readers of all dialects expect, and how they say that it is missing. In: a cursor. Out: whether it stood there.

import type { Cursor } from "./cursor.js";

/** Steps over `(`; a problem where none stands. */
export function expectParenthesis(cursor: Cursor, what: string): boolean {
  if (cursor.acceptMark("(")) return true;
  cursor.problem(cursor.here(), `Expected \`(\` and ${what}${found(cursor)}.`);
  return false;
}

/** ", found `x`", or ", but the statement ends". */
export function found(cursor: Cursor): string {
  return cursor.done ? ", but the statement ends" : `, found \`${cursor.text()}\``;
}

/** Steps over `)`; a problem where none stands. */
export function closeParenthesis(cursor: Cursor): void {
  if (!cursor.acceptMark(")")) cursor.problem(cursor.here(), "A `)` is missing at the end.");
}
