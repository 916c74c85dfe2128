// The expressions that decide what dynamic DDL does: literals, variables, calls, comparisons, small queries.
// In: a cursor at an expression. Out: an Expression; what is beyond it is `unknown`, and nothing throws.

import type { ObjectName } from "../definition.js";
import type { Expression, QueryExpression, Segment, StringExpression } from "../expression.js";
import { decodeSegments } from "../literal.js";
import { TokenKind } from "../tokens.js";
import type { Cursor } from "./cursor.js";

// Binary operators by how strongly they bind, weakest first. MySQL 8.4 manual 14.4.1.
const levels: readonly (readonly string[])[] = [
  [":="],
  ["OR", "||", "XOR"],
  ["AND", "&&"],
  ["=", "<=>", "<>", "!=", "<", ">", "<=", ">=", "IS", "LIKE", "IN", "NOT", "BETWEEN", "REGEXP", "RLIKE"],
  ["+", "-", "->", "->>"],
  ["*", "/", "%", "DIV", "MOD"],
];

/** Reads one expression, up to a comma, a closing parenthesis, or a word that cannot go on with it. */
export function readExpression(cursor: Cursor): Expression {
  return readLevel(cursor, 0, 0);
}

const deepest = 200;

function readLevel(cursor: Cursor, level: number, depth: number): Expression {
  const operators = levels[level];
  if (!operators || depth > deepest) return readUnary(cursor, depth);
  const start = cursor.at;
  let left = readLevel(cursor, level + 1, depth);
  while (!cursor.done) {
    const operator = operators.find((one) => (/[A-Z]/.test(one) ? cursor.is(one) : cursor.isMark(one)));
    if (!operator) return left;
    if (operator === "NOT" && !cursor.isAny(["IN", "LIKE", "BETWEEN", "REGEXP", "RLIKE"], 1)) return left;
    // PostgreSQL's || joins strings; so does MySQL's under PIPES_AS_CONCAT only.
    cursor.at++;
    left = readOperator(cursor, operator, left, start, level, depth + 1);
  }
  return left;
}

function readOperator(
  cursor: Cursor,
  operator: string,
  left: Expression,
  start: number,
  level: number,
  depth: number,
): Expression {
  const call = (name: string, ...args: Expression[]): Expression => ({
    kind: "call",
    name,
    arguments: args,
    range: cursor.since(start),
  });
  const negate = (negated: boolean, value: Expression) => (negated ? call("not", value) : value);
  if (operator === "IS") {
    const negated = cursor.accept("NOT");
    if (cursor.accept("NULL")) return negate(negated, call("is null", left));
    const right = readLevel(cursor, level + 1, depth);
    return negate(negated, call("=", left, right));
  }
  const negated = operator === "NOT";
  const word = negated ? cursor.text().toUpperCase() : operator;
  if (negated) cursor.at++;
  if (word === "IN") return negate(negated, call("in", left, ...readArguments(cursor, depth)));
  if (word === "BETWEEN") {
    const low = readLevel(cursor, level + 1, depth);
    cursor.accept("AND");
    const high = readLevel(cursor, level + 1, depth);
    return negate(negated, call("and", call(">=", left, low), call("<=", left, high)));
  }
  const right = readLevel(cursor, level + 1, depth);
  const names: Readonly<Record<string, string>> = {
    "&&": "and",
    "!=": "<>",
    "||": cursor.dialect === "postgresql" ? "concat" : "or",
  };
  return negate(negated, call(names[word] ?? word.toLowerCase(), left, right));
}

function readArguments(cursor: Cursor, depth: number): Expression[] {
  const list: Expression[] = [];
  if (!cursor.acceptMark("(")) return list;
  while (!cursor.done && !cursor.isMark(")")) {
    const before = cursor.at;
    if (cursor.isMark("*")) {
      list.push({ kind: "unknown", range: cursor.here() });
      cursor.at++;
    } else if (cursor.is("SELECT")) list.push(readQuery(cursor, depth));
    else list.push(readLevel(cursor, 0, depth + 1));
    if (!cursor.acceptMark(",") && !cursor.isMark(")")) cursor.skipToElementEnd();
    if (cursor.at === before) cursor.at++;
  }
  cursor.acceptMark(")");
  return list;
}

function readUnary(cursor: Cursor, depth: number): Expression {
  const start = cursor.at;
  if (cursor.accept("NOT") || cursor.acceptMark("!")) {
    const inner = depth > deepest ? readUnknown(cursor) : readLevel(cursor, 3, depth + 1);
    return { kind: "call", name: "not", arguments: [inner], range: cursor.since(start) };
  }
  if (cursor.isMark("-") && cursor.kind(1) === TokenKind.Number) {
    const value = -Number(cursor.text(1));
    cursor.at += 2;
    return { kind: "number", value, range: cursor.since(start) };
  }
  return readCasts(cursor, readPrimary(cursor, depth));
}

/** PostgreSQL's `x::regclass`: the value stays what it is. */
function readCasts(cursor: Cursor, value: Expression): Expression {
  while (cursor.isMark("::")) {
    cursor.at++;
    cursor.objectName();
    cursor.skipParentheses();
    while (cursor.acceptMark("[")) cursor.acceptMark("]");
  }
  return value;
}

function readPrimary(cursor: Cursor, depth: number): Expression {
  const start = cursor.at;
  if (depth > deepest) return readUnknown(cursor);
  switch (cursor.kind()) {
    case TokenKind.String:
      return readString(cursor);
    case TokenKind.Number: {
      const value = Number(cursor.text());
      cursor.at++;
      return { kind: "number", value, range: cursor.since(start) };
    }
    case TokenKind.Variable: {
      const name = cursor.text().toLowerCase().replace(/["'`]/g, "");
      cursor.at++;
      return { kind: "variable", name, range: cursor.since(start) };
    }
    case TokenKind.Mark:
      return cursor.isMark("(") ? readParenthesis(cursor, depth) : readUnknown(cursor);
    case TokenKind.QuotedName:
      return readColumn(cursor);
    case TokenKind.Word:
      return readWord(cursor, depth);
    default:
      return readUnknown(cursor);
  }
}

function readUnknown(cursor: Cursor): Expression {
  const start = cursor.at;
  if (!cursor.skipParentheses() && !cursor.done) cursor.at++;
  return { kind: "unknown", range: cursor.since(start) };
}

function readParenthesis(cursor: Cursor, depth: number): Expression {
  if (cursor.is("SELECT", 1)) {
    cursor.at++;
    const query = readQuery(cursor, depth + 1);
    cursor.acceptMark(")");
    return query;
  }
  const start = cursor.at;
  const inner = readArguments(cursor, depth + 1);
  return inner.length === 1 && inner[0] ? inner[0] : { kind: "unknown", range: cursor.since(start) };
}

function readString(cursor: Cursor): StringExpression {
  const start = cursor.at;
  let value = "";
  const segments: Segment[] = [];
  while (cursor.kind() === TokenKind.String) {
    const decoded = decodeSegments(cursor.text(), cursor.dialect, cursor.tokens.starts[cursor.at] as number);
    for (const segment of cursor.tokens.placed(decoded.segments))
      segments.push({ ...segment, inner: segment.inner + value.length });
    value += decoded.value;
    cursor.at++;
  }
  return { kind: "string", value, segments, range: cursor.since(start) };
}

function readColumn(cursor: Cursor): Expression {
  const start = cursor.at;
  const name = cursor.objectName();
  return { kind: "column", name: name?.name.text ?? "", range: cursor.since(start) };
}

function readWord(cursor: Cursor, depth: number): Expression {
  const start = cursor.at;
  const call = (name: string, args: readonly Expression[]): Expression => ({
    kind: "call",
    name,
    arguments: args,
    range: cursor.since(start),
  });
  if (cursor.accept("NULL")) return { kind: "null", range: cursor.since(start) };
  if (cursor.accept("TRUE")) return { kind: "number", value: 1, range: cursor.since(start) };
  if (cursor.accept("FALSE")) return { kind: "number", value: 0, range: cursor.since(start) };
  if (cursor.accept("CASE")) return call("case", readCase(cursor, depth));
  if (cursor.is("EXISTS") && cursor.isMark("(", 1)) {
    cursor.at += 2;
    const query = readQuery(cursor, depth);
    cursor.acceptMark(")");
    return { ...query, exists: true, range: cursor.since(start) };
  }
  if (cursor.isMark("(", 1)) {
    const name = cursor.text().toLowerCase();
    cursor.at++;
    if (name === "cast" || name === "convert") return readCast(cursor, depth);
    return call(name, readArguments(cursor, depth));
  }
  if (cursor.isAny(["CURRENT_SCHEMA", "CURRENT_DATABASE", "CURRENT_USER"])) {
    const name = cursor.text().toLowerCase();
    cursor.at++;
    return call(name, []);
  }
  return readFunctionOrColumn(cursor, depth);
}

// pg_catalog.to_regclass('…'): a qualified call.
function readFunctionOrColumn(cursor: Cursor, depth: number): Expression {
  const start = cursor.at;
  const column = readColumn(cursor);
  if (!cursor.isMark("(") || column.kind !== "column") return column;
  const args = readArguments(cursor, depth);
  return { kind: "call", name: column.name.toLowerCase(), arguments: args, range: cursor.since(start) };
}

function readCast(cursor: Cursor, depth: number): Expression {
  const start = cursor.at;
  cursor.acceptMark("(");
  const value = readLevel(cursor, 0, depth + 1);
  cursor.skipToElementEnd();
  while (cursor.acceptMark(",")) cursor.skipToElementEnd();
  cursor.acceptMark(")");
  return { ...value, range: cursor.since(start) };
}

/** Condition, value, …, else. */
function readCase(cursor: Cursor, depth: number): Expression[] {
  const start = cursor.at;
  const parts: Expression[] = [];
  const subject = cursor.is("WHEN") ? undefined : readLevel(cursor, 0, depth + 1);
  while (cursor.accept("WHEN")) {
    const value = readLevel(cursor, 0, depth + 1);
    parts.push(
      subject ? { kind: "call", name: "=", arguments: [subject, value], range: value.range } : value,
    );
    if (!cursor.accept("THEN")) break;
    parts.push(readLevel(cursor, 0, depth + 1));
  }
  parts.push(
    cursor.accept("ELSE") ? readLevel(cursor, 0, depth + 1) : { kind: "null", range: cursor.since(start) },
  );
  if (!cursor.accept("END")) cursor.at = cursor.last;
  return parts;
}

const afterFrom = [
  "WHERE",
  "GROUP",
  "HAVING",
  "ORDER",
  "LIMIT",
  "UNION",
  "INTO",
  "FOR",
  "JOIN",
  "INNER",
  "LEFT",
  "RIGHT",
  "CROSS",
  "NATURAL",
  "ON",
];

/** From SELECT on, to the parenthesis that closes it or to the end. */
export function readQuery(cursor: Cursor, depth = 0): QueryExpression {
  const start = cursor.at;
  cursor.accept("SELECT");
  let complex = cursor.acceptAny(["DISTINCT", "ALL"]) !== undefined;
  const select: Expression[] = [];
  do {
    if (cursor.acceptMark("*")) select.push({ kind: "unknown", range: cursor.here(-1) });
    else select.push(readLevel(cursor, 0, depth + 1));
    if (cursor.accept("AS") || (cursor.isName() && !cursor.isAny(["FROM", ...afterFrom]))) cursor.name();
  } while (cursor.acceptMark(","));
  // SELECT … INTO @x FROM …: the caller has read the variables, or reads them.
  if (cursor.is("INTO")) skipInto(cursor);
  const from: ObjectName[] = [];
  if (cursor.accept("FROM")) {
    do {
      const table = cursor.objectName();
      if (!table) {
        complex = true;
        cursor.skipParentheses();
      } else from.push(table);
      if (cursor.accept("AS") || (cursor.isName() && !cursor.isAny(afterFrom))) cursor.name();
    } while (cursor.acceptMark(","));
  }
  if (from.length > 1) complex = true;
  while (cursor.isAny(["JOIN", "INNER", "LEFT", "RIGHT", "CROSS", "NATURAL"])) {
    complex = true;
    skipTo(cursor, ["WHERE", "GROUP", "ORDER", "LIMIT", "INTO"]);
  }
  const where = cursor.accept("WHERE") ? readLevel(cursor, 0, depth + 1) : undefined;
  while (!cursor.done && !cursor.isMark(")") && !cursor.is("INTO")) {
    if (cursor.is("LIMIT") && cursor.text(1) === "1") {
      cursor.at += 2;
      continue;
    }
    if (!cursor.is("ORDER")) complex = true;
    cursor.at++;
    skipTo(cursor, ["LIMIT", "INTO", "UNION"]);
  }
  return {
    kind: "query",
    exists: false,
    select,
    from,
    ...(where ? { where } : {}),
    complex,
    range: cursor.since(start),
  };
}

function skipInto(cursor: Cursor): void {
  cursor.at++;
  cursor.accept("STRICT");
  do {
    cursor.at++;
    while (cursor.acceptMark(".")) cursor.at++;
  } while (cursor.acceptMark(","));
}

function skipTo(cursor: Cursor, words: readonly string[]): void {
  while (!cursor.done && !cursor.isMark(")") && !cursor.isAny(words)) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
}
