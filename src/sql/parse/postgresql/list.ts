// Lists in parentheses. In: a cursor at the parenthesis, and who reads an element. Out: whether a list stood there.
// A comma too many or missing, a parenthesis that is not closed: each costs one problem, and the elements are read.

import type { Cursor } from "../cursor.js";
import { expectParenthesis, found } from "../expect.js";

export interface ListOptions {
  /** As a message names the elements: "the columns of the key". */
  readonly what: string;
  readonly readOne: () => void;
  /** `()` is fine. */
  readonly mayBeEmpty?: boolean;
}

/** `( a, b )`. */
export function readList(cursor: Cursor, options: ListOptions): boolean {
  const { what, mayBeEmpty = false } = options;
  if (!expectParenthesis(cursor, what)) return false;
  if (cursor.isMark(")") && !mayBeEmpty) {
    cursor.problem(cursor.here(), `Expected ${what}, found \`)\`.`);
  }
  readListRest(cursor, options);
  return true;
}

/** From an element on: `a, b )`. */
export function readListRest(cursor: Cursor, options: ListOptions): void {
  readElements(cursor, options);
  closeParenthesis(cursor);
}

function readElements(cursor: Cursor, { readOne }: ListOptions): void {
  while (!cursor.done && !cursor.isMark(")")) {
    if (cursor.isMark(",")) {
      cursor.problem(cursor.here(), "A comma too many: nothing stands before it.", "Remove the comma.");
      cursor.at++;
      continue;
    }
    const before = cursor.at;
    readOne();
    if (!endElement(cursor, before)) return;
  }
}

/** Past the comma behind an element; false where the list ends or cannot be read on. */
function endElement(cursor: Cursor, before: number): boolean {
  if (!cursor.isMark(",") && !cursor.isMark(")") && !cursor.done) {
    // Where the element's reader has said what is wrong here, the next one begins here: its comma was forgotten.
    if (cursor.at > before && hasProblemHere(cursor)) return true;
    cursor.problem(cursor.here(), `Expected a comma or \`)\`${found(cursor)}.`, undefined, false);
    if (cursor.lacksParenthesis()) return false;
    cursor.skipToElementEnd();
  }
  if (!cursor.acceptMark(",")) return false;
  if (cursor.isMark(")")) cursor.problem(cursor.here(-1), "Trailing comma before `)`.", "Remove the comma.");
  return true;
}

export function hasProblemHere(cursor: Cursor): boolean {
  return cursor.hasProblemAt(cursor.here().start);
}

/** Steps over `)`. Where something else stands, it is passed over, unless the statement has a `)` too few: then that is taken as meant. */
export function closeParenthesis(cursor: Cursor): void {
  if (cursor.acceptMark(")")) return;
  if (cursor.done || cursor.lacksParenthesis()) {
    if (cursor.done || !hasProblemHere(cursor)) {
      cursor.problem(cursor.here(), `A \`)\` is missing${found(cursor)}.`, "Write `)` where the list ends.");
    }
    return;
  }
  cursor.problem(cursor.here(), `Expected \`)\`${found(cursor)}.`, undefined, false);
  skipToClose(cursor);
  cursor.acceptMark(")");
}

function skipToClose(cursor: Cursor): void {
  while (!cursor.done && !cursor.isMark(")")) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
}
