// Loops of PL/pgSQL whose rounds stand in the text: FOREACH over ARRAY[…], FOR over numbers and over unnest(ARRAY[…]). In: a cursor at the
// word that begins the loop. Out: the variable and its values; nothing, where rows or variables decide. The cursor stays where it is.

import type { Expression } from "../../expression.js";
import type { Statement } from "../../statement.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { readExpression } from "../expression.js";
import { mostRounds } from "../nesting.js";

export interface Rounds {
  readonly variable: string;
  readonly values: readonly Expression[];
}

export function readRounds(cursor: Cursor): Rounds | undefined {
  const start = cursor.at;
  const rounds = readHead(cursor);
  cursor.at = start;
  return rounds;
}

function readHead(cursor: Cursor): Rounds | undefined {
  const isEach = cursor.accept("FOREACH");
  if (!isEach && !cursor.accept("FOR")) return undefined;
  const variable = cursor.name()?.text.toLowerCase();
  if (variable === undefined || !cursor.accept("IN") || (isEach && !cursor.accept("ARRAY"))) return undefined;
  const values = isEach
    ? (readArray(cursor) ?? readArrayVariable(cursor))
    : (readNumbers(cursor) ?? readUnnested(cursor));
  return values && cursor.is("LOOP") ? { variable, values } : undefined;
}

/** ARRAY['a', 'b'] or '{a, b}', with a cast behind it or not. */
function readArray(cursor: Cursor): readonly Expression[] | undefined {
  const values = cursor.kind() === TokenKind.String ? readArrayText(cursor) : readElements(cursor);
  if (values && cursor.acceptMark("::")) {
    cursor.objectName();
    while (cursor.acceptMark("[")) cursor.acceptMark("]");
  }
  return values;
}

/** Plain words alone: others have quotes and escapes of their own (PostgreSQL 18 manual 8.15.2). */
function readArrayText(cursor: Cursor): readonly Expression[] | undefined {
  const text = readExpression(cursor);
  if (text.kind !== "string" || !/^\{\s*\w+(?:\s*,\s*\w+)*\s*\}$/.test(text.value)) return undefined;
  const words = [...text.value.matchAll(/\w+/g)];
  if (words.some(([word]) => /^null$/i.test(word))) return undefined;
  return words.map(({ 0: value, index }): Expression => {
    const segments = text.segments.flatMap(({ inner, outer, length }) => {
      const from = Math.max(inner, index);
      const to = Math.min(inner + length, index + value.length);
      return from < to ? [{ inner: from - index, outer: outer + from - inner, length: to - from }] : [];
    });
    return { kind: "string", value, segments, range: text.range };
  });
}

/** A variable that has its value from its declaration, and that nothing may change. */
function readArrayVariable(cursor: Cursor): readonly Expression[] | undefined {
  if (!cursor.isName()) return undefined;
  const wanted = cursor.upper();
  const after = cursor.at + 1;
  let values: readonly Expression[] | undefined;
  for (cursor.at = cursor.first; !cursor.done; ) {
    const isRead = cursor.is("ARRAY", -1) || cursor.isMark("(", -1);
    if (cursor.upper() !== wanted || (cursor.at > cursor.first && isRead)) {
      cursor.at++;
      continue;
    }
    const declared = values ? undefined : readDeclaredArray(cursor);
    if (!declared) return undefined;
    values = declared;
  }
  cursor.at = after;
  return values;
}

/** `name CONSTANT text[] := ARRAY['a', 'b'];` */
function readDeclaredArray(cursor: Cursor): readonly Expression[] | undefined {
  cursor.at++;
  cursor.accept("CONSTANT");
  if (!cursor.objectName()) return undefined;
  cursor.skipParentheses();
  while (cursor.acceptMark("[")) cursor.acceptMark("]");
  if (!cursor.acceptMark(":=") && !cursor.acceptMark("=") && !cursor.accept("DEFAULT")) return undefined;
  const values = readArray(cursor);
  return cursor.isMark(";") ? values : undefined;
}

function readElements(cursor: Cursor): readonly Expression[] | undefined {
  if (!cursor.accept("ARRAY") || !cursor.acceptMark("[")) return undefined;
  const values: Expression[] = [];
  while (!cursor.done && !cursor.isMark("]")) {
    const value = readExpression(cursor);
    if (value.kind !== "string" && value.kind !== "number") return undefined;
    values.push(value);
    if (!cursor.acceptMark(",")) break;
  }
  return cursor.acceptMark("]") ? values : undefined;
}

function readUnnested(cursor: Cursor): readonly Expression[] | undefined {
  const bracket = cursor.isMark("(") && cursor.is("SELECT", 1);
  if (bracket) cursor.at++;
  if (!cursor.accept("SELECT", "UNNEST") || !cursor.acceptMark("(")) return undefined;
  const values = readArray(cursor);
  const isWhole = cursor.acceptMark(")") && (!bracket || cursor.acceptMark(")"));
  return isWhole ? values : undefined;
}

const numbers = /^(reverse\s+)?(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})\s*(?:by\s+(\d{1,9}))?$/i;

/** `1..3`, which is no one token to every reader: it is read as a text. */
function readNumbers(cursor: Cursor): readonly Expression[] | undefined {
  const start = cursor.at;
  while (!cursor.done && !cursor.is("LOOP") && !cursor.isMark(";") && cursor.kind() !== TokenKind.String)
    cursor.at++;
  const [, reverse, first, second, by = "1"] = numbers.exec(cursor.textSince(start).trim()) ?? [];
  const step = Number(by);
  if (first === undefined || second === undefined || step === 0) {
    cursor.at = start;
    return undefined;
  }
  const [from, to] = [Number(first), Number(second)];
  const range = cursor.since(start);
  const values: Expression[] = [];
  const isOpen = (value: number) => (reverse ? value >= to : value <= to);
  for (let value = from; isOpen(value) && values.length <= mostRounds; value += reverse ? -step : step)
    values.push({ kind: "number", value, range });
  return values;
}

/** Whether a round may end before its last statement, or be the last one. */
export function leavesEarly(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === "block")
      return leavesEarly(statement.body) || statement.rescues?.some((one) => leavesEarly(one.body));
    if (statement.kind === "if")
      return statement.branches.some((one) => leavesEarly(one.body)) || leavesEarly(statement.otherwise);
    return statement.verb === "EXIT" || statement.verb === "CONTINUE";
  });
}
