// Where an expression of PostgreSQL ends. In: a cursor at its first token. Out: the place behind it, problems with its operands.
// It builds nothing: definitions keep expressions as text. Subqueries are passed over whole.

import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readList } from "./list.js";
import { isReservedWord } from "./names.js";
import { acceptOperator, type Extent, isPrefixSign, noteMissing, skipTest, startsTest } from "./operators.js";
import { readType, startsTypedConstant } from "./type.js";

/** Deeper than any person nests: from here on parentheses are only counted. */
const deepest = 100;

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
  return noteMissing(cursor);
}

const constants =
  "NULL TRUE FALSE CURRENT_DATE CURRENT_USER CURRENT_ROLE SESSION_USER SYSTEM_USER USER CURRENT_CATALOG CURRENT_SCHEMA DEFAULT".split(
    " ",
  );
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
    if (!cursor.isMark("(", 1) && !cursor.isMark(".", 1)) return noteMissing(cursor);
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
  return startsTest(cursor) && skipTest(cursor);
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
