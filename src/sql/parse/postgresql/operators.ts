// Operators and tests in expressions of PostgreSQL. In: a cursor where one may stand. Out: whether one did, the place behind it.

import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";

/** `any`: a condition, USING, SET DEFAULT · `bare`: DEFAULT in a column's definition, which words such as NOT and IN end (b_expr in gram.y). */
export type Extent = "any" | "bare";

// PostgreSQL 18 manual 4.1.3.
const operatorUnits = new Set("+-*/<>=~!@#%^&|`?");

function isOperatorSign(cursor: Cursor): boolean {
  const kind = cursor.kind();
  if (kind === TokenKind.Variable) return cursor.text() === "@@";
  if (kind !== TokenKind.Mark && kind !== TokenKind.Placeholder) return false;
  const text = cursor.text();
  return operatorUnits.has(text[0] as string) && text !== "=>";
}

export function acceptOperator(cursor: Cursor, extent: Extent): boolean {
  if (isOperatorSign(cursor)) {
    do cursor.at++;
    while (cursor.touches(-1) && isOperatorSign(cursor));
    return true;
  }
  if (cursor.is("OPERATOR") && cursor.isMark("(", 1)) {
    cursor.at++;
    return cursor.skipParentheses();
  }
  if (cursor.accept("IS", "DISTINCT", "FROM") || cursor.accept("IS", "NOT", "DISTINCT", "FROM")) return true;
  return extent === "any" && acceptWordOperator(cursor);
}

const negatable = ["LIKE", "ILIKE", "IN", "BETWEEN", "SIMILAR"];

// BETWEEN … AND … and LIKE … ESCAPE … are read as two operators each.
function acceptWordOperator(cursor: Cursor): boolean {
  if (cursor.acceptAny(["AND", "OR", "OVERLAPS", "ESCAPE"])) return true;
  if (cursor.is("NOT") && cursor.isAny(negatable, 1)) cursor.at++;
  if (cursor.accept("SIMILAR", "TO") || cursor.acceptAny(["LIKE", "ILIKE"])) return true;
  if (cursor.accept("IN")) {
    if (!cursor.isMark("(")) noteMissing(cursor, "`(` and the values");
    return true;
  }
  if (!cursor.accept("BETWEEN")) return false;
  cursor.acceptAny(["SYMMETRIC", "ASYMMETRIC"]);
  return true;
}

// gram.y knows the comparisons and the arithmetic signs as binary operators alone.
export function isPrefixSign(cursor: Cursor): boolean {
  return isOperatorSign(cursor) && !"*/<>=%^".includes(cursor.text()[0] as string);
}

/** A problem that the second opinion has to confirm. */
export function noteMissing(cursor: Cursor, what = "an expression"): false {
  cursor.problem(cursor.here(), `Expected ${what}${found(cursor)}.`, undefined, false);
  return false;
}

/** IS, but not IS DISTINCT FROM, which is an operator. */
export function startsTest(cursor: Cursor): boolean {
  return cursor.is("IS") && !cursor.is("DISTINCT", cursor.is("NOT", 1) ? 2 : 1);
}

/** IS NULL, IS NOT TRUE, IS JSON OBJECT. */
export function skipTest(cursor: Cursor): boolean {
  const ahead = cursor.is("NOT", 1) ? 2 : 1;
  if (cursor.isAny(["NULL", "TRUE", "FALSE", "UNKNOWN", "NORMALIZED"], ahead)) {
    cursor.at += ahead + 1;
    return true;
  }
  if (cursor.is("NORMALIZED", ahead + 1)) {
    cursor.at += ahead + 2;
    return true;
  }
  if (!cursor.is("JSON", ahead)) {
    cursor.at += ahead;
    cursor.problem(
      cursor.here(),
      `Expected NULL, TRUE or another test behind IS${found(cursor)}.`,
      undefined,
      false,
    );
    return false;
  }
  cursor.at += ahead + 1;
  cursor.acceptAny(["VALUE", "ARRAY", "OBJECT", "SCALAR"]);
  if ((cursor.is("WITH") || cursor.is("WITHOUT")) && cursor.is("UNIQUE", 1)) {
    cursor.at += 2;
    cursor.accept("KEYS");
  }
  return true;
}
