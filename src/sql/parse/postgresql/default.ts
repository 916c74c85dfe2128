// What follows DEFAULT on PostgreSQL. In: a cursor behind the word. Out: a DefaultValue: its kind, its value without casts.

import type { DefaultValue } from "../../definition.js";
import { decodeString } from "../../literal.js";
import { TokenKind } from "../../tokens.js";
import { Cursor } from "../cursor.js";
import type { Extent } from "./operators.js";
import { skipBrackets, skipExpression } from "./skip-expression.js";
import { readType } from "./type.js";

/** `bare`: in a column's definition, where constraints may follow. */
export function readDefault(cursor: Cursor, extent: Extent): DefaultValue {
  const start = cursor.at;
  if (cursor.done || cursor.isMark(",") || cursor.isMark(")")) {
    cursor.problem(cursor.here(-1), "DEFAULT has no value.");
    return { kind: "expression", text: "", range: cursor.here(-1) };
  }
  skipExpression(cursor, extent);
  if (cursor.at === start) return { kind: "expression", text: "", range: cursor.here() };
  const { kind, value } = classify(cursor, start);
  const text = cursor.textSince(start);
  const range = cursor.since(start);
  return value === undefined ? { kind, text, range } : { kind, text, range, value };
}

type Meaning = Pick<DefaultValue, "kind" | "value">;
const expression: Meaning = { kind: "expression" };

/** Parentheses around one value that are looked into; nobody writes more. */
const deepest = 20;

/** What the tokens from `start` up to here mean. */
function classify(cursor: Cursor, start: number): Meaning {
  const inside = new Cursor(cursor.tokens, cursor.file, cursor.dialect, start, cursor.at);
  return classifyWhole(inside);
}

function classifyWhole(inside: Cursor, depth = 0): Meaning {
  const meaning = classifyOperand(inside, depth);
  skipCasts(inside);
  if (meaning.kind === "now" && inside.accept("AT", "TIME", "ZONE")) {
    if (inside.kind() === TokenKind.String) inside.at++;
    skipCasts(inside);
  }
  return inside.done ? meaning : expression;
}

// 'x'::character varying, '{}'::jsonb: the value is what stands before.
function skipCasts(inside: Cursor): void {
  while (inside.acceptMark("::")) {
    readType(inside);
    if (inside.isMark("[")) skipBrackets(inside);
  }
}

function classifyOperand(inside: Cursor, depth: number): Meaning {
  if (depth > deepest) return expression;
  if (inside.isMark("(")) return classifyParenthesised(inside, depth);
  if (inside.accept("NULL")) return { kind: "null" };
  if (inside.accept("TRUE")) return { kind: "literal", value: "1" };
  if (inside.accept("FALSE")) return { kind: "literal", value: "0" };
  if (inside.is("CAST") && inside.isMark("(", 1)) return classifyCast(inside, depth);
  if (inside.kind() === TokenKind.String) return classifyString(inside);
  const sign = inside.isMark("-") ? "-" : "";
  if ((sign || inside.isMark("+")) && inside.kind(1) === TokenKind.Number) inside.at++;
  if (inside.kind() === TokenKind.Number) {
    inside.at++;
    return { kind: "literal", value: sign + inside.text(-1) };
  }
  return classifyWord(inside, depth);
}

function classifyString(inside: Cursor): Meaning {
  const isHexadecimal = /^x'/i.test(inside.text());
  const value = inside.string()?.value ?? "";
  if (!isHexadecimal) return { kind: "literal", value };
  // X'1F' is a string of bits (PostgreSQL 18 manual 4.1.2.5).
  const bits = [...value].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"));
  return { kind: "literal", value: bits.join("") };
}

/** CAST('x' AS text). */
function classifyCast(inside: Cursor, depth: number): Meaning {
  inside.at += 2;
  const meaning = classifyOperand(inside, depth + 1);
  if (!inside.accept("AS")) return expression;
  readType(inside);
  return inside.acceptMark(")") ? meaning : expression;
}

function classifyParenthesised(inside: Cursor, depth: number): Meaning {
  const open = inside.at;
  inside.skipParentheses();
  const content = new Cursor(inside.tokens, inside.file, inside.dialect, open + 1, inside.at - 1);
  return content.done ? expression : classifyWhole(content, depth + 1);
}

/** The current timestamp in its spellings, and constants behind the name of their type: date '2020-01-01'. */
function classifyWord(inside: Cursor, depth: number): Meaning {
  if (inside.acceptAny(["CURRENT_TIMESTAMP", "LOCALTIMESTAMP"])) {
    inside.skipParentheses();
    return { kind: "now" };
  }
  if (inside.isAny(["NOW", "TRANSACTION_TIMESTAMP"]) && inside.isMark("(", 1) && inside.isMark(")", 2)) {
    inside.at += 3;
    return { kind: "now" };
  }
  if (inside.is("TIMEZONE") && inside.isMark("(", 1) && inside.isMark(",", 3))
    return classifyTimezone(inside, depth);
  if (inside.kind() === TokenKind.Word && inside.kind(1) === TokenKind.String) {
    inside.at += 2;
    return { kind: "literal", value: decodeString(inside.text(-1), inside.dialect) };
  }
  return expression;
}

/** timezone('utc', now()): the function behind AT TIME ZONE (PostgreSQL 18 manual 9.9.4). */
function classifyTimezone(inside: Cursor, depth: number): Meaning {
  const open = inside.at + 1;
  inside.at = open;
  inside.skipParentheses();
  const moment = new Cursor(inside.tokens, inside.file, inside.dialect, open + 3, inside.at - 1);
  return !moment.done && classifyWhole(moment, depth + 1).kind === "now" ? { kind: "now" } : expression;
}
