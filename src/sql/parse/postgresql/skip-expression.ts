// Where an expression of PostgreSQL ends. In: a cursor at its first token. Out: the place behind it, problems with its operands.
// It builds nothing: definitions keep expressions as text. Subqueries are passed over whole.

import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readList } from "./list.js";
import { isReservedWord } from "./names.js";
import { readType, startsTypedConstant } from "./type.js";

/** Deeper than any person nests: from here on parentheses are only counted. */
const deepest = 100;

/** `any`: a condition, USING, SET DEFAULT · `bare`: DEFAULT in a column's definition, which words such as NOT and IN end (b_expr in gram.y). */
export type Extent = "any" | "bare";

/** Steps over an expression; false, with a problem, where none stands or an operand is missing. */
export function skipExpression(cursor: Cursor, extent: Extent = "any", depth = 0): boolean {
  do {
    if (!skipOperand(cursor, extent, depth)) return false;
    while (skipPostfix(cursor, extent, depth));
  } while (acceptOperator(cursor, extent));
  return true;
}

/** `(a, b)` with expressions in it, or a subquery. */
export function skipExpressionList(cursor: Cursor, what: string, depth = 0): void {
  if (depth > deepest || startsQuery(cursor)) cursor.skipParentheses();
  else readList(cursor, { what, readOne: () => skipExpression(cursor, "any", depth + 1) });
}

const queryWords = ["SELECT", "WITH", "VALUES", "TABLE"];

function startsQuery(cursor: Cursor): boolean {
  let ahead = 0;
  while (cursor.isMark("(", ahead)) ahead++;
  return ahead > 0 && cursor.isAny(queryWords, ahead);
}

// PostgreSQL 18 manual 4.1.3.
const operatorUnits = new Set("+-*/<>=~!@#%^&|`?");

function isOperatorSign(cursor: Cursor): boolean {
  const kind = cursor.kind();
  if (kind === TokenKind.Variable) return cursor.text() === "@@";
  if (kind !== TokenKind.Mark && kind !== TokenKind.Placeholder) return false;
  const text = cursor.text();
  return operatorUnits.has(text[0] as string) && text !== "=>";
}

function acceptOperator(cursor: Cursor, extent: Extent): boolean {
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
    if (!cursor.isMark("(")) missing(cursor, "`(` and the values");
    return true;
  }
  if (!cursor.accept("BETWEEN")) return false;
  cursor.acceptAny(["SYMMETRIC", "ASYMMETRIC"]);
  return true;
}

// gram.y knows the comparisons and the arithmetic signs as binary operators alone.
function isPrefixSign(cursor: Cursor): boolean {
  return isOperatorSign(cursor) && !"*/<>=%^".includes(cursor.text()[0] as string);
}

function skipOperand(cursor: Cursor, extent: Extent, depth: number): boolean {
  while (isPrefixSign(cursor) || (extent === "any" && cursor.is("NOT"))) {
    if (cursor.kind() === TokenKind.Placeholder && cursor.kind(1) !== TokenKind.Placeholder) break;
    cursor.at++;
  }
  switch (cursor.kind()) {
    case TokenKind.String:
      do cursor.at++;
      while (cursor.continuesString());
      if (cursor.accept("UESCAPE")) cursor.at++;
      return true;
    case TokenKind.Number:
    case TokenKind.Variable:
      cursor.at++;
      return true;
    case TokenKind.QuotedName:
    case TokenKind.Placeholder:
      return skipNamed(cursor, depth);
    case TokenKind.Word:
      return skipWord(cursor, depth);
    case TokenKind.Mark:
      if (cursor.isMark("(")) {
        skipExpressionList(cursor, "an expression", depth);
        return true;
      }
      // psql's :'variable'.
      if (cursor.isMark(":") && cursor.touches()) {
        cursor.at += 2;
        return true;
      }
  }
  return missing(cursor);
}

function missing(cursor: Cursor, what = "an expression"): false {
  cursor.problem(cursor.here(), `Expected ${what}${found(cursor)}.`, undefined, false);
  return false;
}

const constants = [
  ...[
    "NULL",
    "TRUE",
    "FALSE",
    "CURRENT_DATE",
    "CURRENT_USER",
    "CURRENT_ROLE",
    "SESSION_USER",
    "SYSTEM_USER",
    "USER",
  ],
  ...["CURRENT_CATALOG", "CURRENT_SCHEMA", "DEFAULT"],
];
const clockConstants = ["CURRENT_TIMESTAMP", "CURRENT_TIME", "LOCALTIMESTAMP", "LOCALTIME"];
// Reserved, and still the name of what is called: = ANY (…), left(…).
const calledWords = [
  "ANY",
  "ALL",
  "SOME",
  "LEFT",
  "RIGHT",
  "LIKE",
  "ILIKE",
  "OVERLAPS",
  "BINARY",
  "COLLATION",
];

function skipWord(cursor: Cursor, depth: number): boolean {
  if (cursor.acceptAny(clockConstants)) return skipClockPrecision(cursor);
  if (cursor.is("CASE")) return skipCase(cursor, depth);
  if (cursor.is("ARRAY") && (cursor.isMark("[", 1) || cursor.isMark("(", 1))) {
    cursor.at++;
    if (!cursor.skipParentheses()) skipBrackets(cursor);
    return true;
  }
  if (cursor.isMark("(", 1)) {
    if (cursor.isAny(["EXISTS", "UNIQUE"])) {
      cursor.at++;
      return cursor.skipParentheses();
    }
    if (cursor.isAny(["CAST", "TREAT"])) return skipCast(cursor, depth);
  } else if (cursor.acceptAny(constants)) return true;
  if (startsTypedConstant(cursor)) {
    readType(cursor);
    cursor.at++;
    if (cursor.isAny(["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"])) skipIntervalFields(cursor);
    return true;
  }
  if (isReservedWord(cursor) && !(cursor.isAny(calledWords) && cursor.isMark("(", 1))) {
    if (!cursor.isMark("(", 1) && !cursor.isMark(".", 1)) return missing(cursor);
  }
  return skipNamed(cursor, depth);
}

function skipIntervalFields(cursor: Cursor): void {
  cursor.at++;
  if (cursor.accept("TO")) cursor.at++;
  if (cursor.text(-1).toUpperCase() === "SECOND") cursor.skipParentheses();
}

// CURRENT_TIMESTAMP() is MySQL's: PostgreSQL wants a number between the parentheses, or none of them.
function skipClockPrecision(cursor: Cursor): true {
  if (cursor.isMark("(") && cursor.isMark(")", 1)) {
    cursor.construct("current-timestamp-call", cursor.since(cursor.at - 1));
    cursor.at += 2;
  } else cursor.skipParentheses();
  return true;
}

// Their arguments have words of their own: extract(year FROM x), json_object('a': 1).
const ownSyntax = /^(extract|overlay|position|substring|trim|normalize|xml\w+|json\w*|merge_action)$/i;

/** A column, a call, a constant behind the name of its type. */
function skipNamed(cursor: Cursor, depth: number): boolean {
  const word = cursor.text();
  cursor.at++;
  let dotted = false;
  while (cursor.isMark(".") && (cursor.isName(1) || cursor.isMark("*", 1))) {
    cursor.at += 2;
    dotted = true;
  }
  if (cursor.isMark("(")) {
    if (!dotted && ownSyntax.test(word)) skipClosed(cursor);
    else skipArguments(cursor, depth);
    skipAggregateClauses(cursor);
  }
  if (cursor.kind() === TokenKind.String) cursor.at++;
  return true;
}

function skipClosed(cursor: Cursor): void {
  cursor.skipParentheses();
  if (!cursor.isMark(")", -1)) cursor.problem(cursor.here(), "A `)` is missing, but the statement ends.");
}

function skipAggregateClauses(cursor: Cursor): void {
  if (cursor.accept("WITHIN", "GROUP")) cursor.skipParentheses();
  if (cursor.is("FILTER") && cursor.isMark("(", 1)) {
    cursor.at++;
    cursor.skipParentheses();
  }
  if (cursor.is("OVER") && (cursor.isMark("(", 1) || cursor.isName(1))) {
    cursor.at++;
    if (!cursor.skipParentheses()) cursor.at++;
  }
}

function skipArguments(cursor: Cursor, depth: number): void {
  if (cursor.isMark("*", 1) && cursor.isMark(")", 2)) cursor.at += 3;
  else if (depth > deepest || startsQuery(cursor)) cursor.skipParentheses();
  else readList(cursor, { what: "arguments", mayBeEmpty: true, readOne: () => skipArgument(cursor, depth) });
}

function skipArgument(cursor: Cursor, depth: number): void {
  cursor.acceptAny(["DISTINCT", "ALL", "VARIADIC"]);
  if (cursor.isName() && (cursor.isMark("=>", 1) || cursor.isMark(":=", 1))) cursor.at += 2;
  skipExpression(cursor, "any", depth + 1);
  if (!cursor.is("ORDER") || !cursor.is("BY", 1)) return;
  while (!cursor.done && !cursor.isMark(")")) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
}

function skipCast(cursor: Cursor, depth: number): boolean {
  cursor.at++;
  if (depth > deepest) return cursor.skipParentheses();
  cursor.at++;
  if (!skipExpression(cursor, "any", depth + 1)) return false;
  if (!cursor.accept("AS")) return missingWord(cursor, "AS");
  readType(cursor);
  return cursor.acceptMark(")") || missingWord(cursor, ")");
}

function skipCase(cursor: Cursor, depth: number): boolean {
  if (depth > deepest) return skipToEnd(cursor);
  cursor.at++;
  if (!cursor.is("WHEN") && !skipExpression(cursor, "any", depth + 1)) return false;
  while (cursor.accept("WHEN")) {
    if (!skipExpression(cursor, "any", depth + 1)) return false;
    if (!cursor.accept("THEN")) return missingWord(cursor, "THEN");
    if (!skipExpression(cursor, "any", depth + 1)) return false;
  }
  if (cursor.accept("ELSE") && !skipExpression(cursor, "any", depth + 1)) return false;
  return cursor.accept("END") || missingWord(cursor, "END");
}

/** From CASE to its END. */
function skipToEnd(cursor: Cursor): true {
  let open = 0;
  do {
    if (cursor.is("CASE")) open++;
    else if (cursor.is("END")) open--;
    cursor.at++;
  } while (open > 0 && !cursor.done);
  return true;
}

function missingWord(cursor: Cursor, word: string): false {
  cursor.problem(cursor.here(), `Expected \`${word}\`${found(cursor)}.`, undefined, false);
  return false;
}

function skipPostfix(cursor: Cursor, extent: Extent, depth: number): boolean {
  if (cursor.acceptMark("::")) {
    readType(cursor);
    return true;
  }
  if (cursor.isMark("[")) return skipBrackets(cursor);
  if (cursor.isMark(".") && (cursor.isName(1) || cursor.isMark("*", 1))) {
    cursor.at += 2;
    return true;
  }
  if (cursor.accept("IS", "DOCUMENT") || cursor.accept("IS", "NOT", "DOCUMENT")) return true;
  if (extent === "bare") return false;
  if (cursor.accept("COLLATE")) return cursor.objectName() !== undefined;
  if (cursor.accept("AT", "TIME", "ZONE")) return skipOperand(cursor, extent, depth);
  if (cursor.accept("AT", "LOCAL") || cursor.acceptAny(["ISNULL", "NOTNULL"])) return true;
  return cursor.is("IS") && !startsDistinct(cursor) && skipTest(cursor);
}

function startsDistinct(cursor: Cursor): boolean {
  return cursor.is("DISTINCT", cursor.is("NOT", 1) ? 2 : 1);
}

/** IS NULL, IS NOT TRUE, IS JSON OBJECT. */
function skipTest(cursor: Cursor): boolean {
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

/** From `[` to its partner. */
export function skipBrackets(cursor: Cursor): boolean {
  let depth = 0;
  while (!cursor.done) {
    if (cursor.isMark("[")) depth++;
    else if (cursor.isMark("]")) depth--;
    cursor.at++;
    if (depth === 0) return true;
  }
  return true;
}
