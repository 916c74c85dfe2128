// Expressions in PL/pgSQL, which end at a word or at `;`. In: a cursor at one. Out: an Expression; unknown, where more of it
// follows than can be read.

import type { Expression } from "../../expression.js";
import type { Cursor } from "../cursor.js";
import { readExpression } from "../expression.js";

/** Reads up to one of the words, or `;`, or the end; the place is there afterwards. */
export function readValue(cursor: Cursor, until: readonly string[]): Expression {
  const start = cursor.at;
  const value = readExpression(cursor);
  if (isStop(cursor, until)) return value;
  cursor.at = start;
  stopsBefore(cursor, until);
  return { kind: "unknown", range: cursor.since(start) };
}

function isStop(cursor: Cursor, until: readonly string[]): boolean {
  return cursor.done || cursor.isMark(";") || cursor.isAny(until);
}

/** Steps to one of the words, outside of parentheses and of CASE … END; to `;` at the latest. */
export function stopsBefore(cursor: Cursor, until: readonly string[]): void {
  let cases = 0;
  while (!cursor.done && !cursor.isMark(";")) {
    if (cases === 0 && cursor.isAny(until)) return;
    if (cursor.is("CASE")) cases++;
    else if (cursor.is("END") && cases > 0) cases--;
    // A `(` that is never closed would swallow the rest of the body.
    cursor.at++;
  }
}

/** Steps to the next `;`, and gives its index. */
export function skipToSemicolon(cursor: Cursor): number {
  while (!cursor.done && !cursor.isMark(";")) cursor.at++;
  return cursor.at;
}
