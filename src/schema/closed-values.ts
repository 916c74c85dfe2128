// The closed set of values that a CHECK allows a column. In: the text of a condition. Out: its values, or nothing.
// It understands IN, = ANY (ARRAY[…]), = 'x' and their AND and OR; what it does not understand closes nothing.

import type { Dialect } from "../sql/definition.js";
import { closingOf, type ExpressionToken as Token, tokenizeExpression } from "./expression-text.js";

/** Tokens between the outermost parentheses that wrap all of them, and without casts behind. */
function unwrap(tokens: readonly Token[]): readonly Token[] {
  let inner = withoutCast(tokens);
  while (inner[0]?.text === "(" && inner[0].kind === "sign" && closingOf(inner, 0) === inner.length - 1) {
    inner = withoutCast(inner.slice(1, -1));
  }
  return inner;
}

function withoutCast(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== "sign") continue;
    if (text === "(" || text === "[") depth++;
    else if (text === ")" || text === "]") depth--;
    else if (text === "::" && depth === 0 && isType(tokens.slice(at + 1))) return tokens.slice(0, at);
  }
  return tokens;
}

function isType(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind, text }) => kind === "word" || kind === "number" || "[](),.::".includes(text));
}

/** Cuts at a word or sign that stands in no parentheses. */
function cut(tokens: readonly Token[], separator: string): (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "sign" && (token.text === "(" || token.text === "[")) depth++;
    if (token.kind === "sign" && (token.text === ")" || token.text === "]")) depth--;
    if (depth === 0 && token.kind !== "string" && token.text === separator) parts.push([]);
    else parts[parts.length - 1]?.push(token);
  }
  return parts;
}

function isColumn(tokens: readonly Token[], column: string): boolean {
  const inner = unwrap(tokens);
  const last = inner[inner.length - 1];
  if (last?.kind !== "word" || last.text.toLowerCase() !== column) return false;
  return inner.length === 1 || (inner.length === 3 && inner[1]?.text === ".");
}

function literalOf(tokens: readonly Token[]): string | undefined {
  const inner = unwrap(tokens);
  const last = inner[inner.length - 1];
  if (last?.kind === "string") return inner.length === 1 ? last.text : undefined;
  if (last?.kind !== "number" || inner.length > 2) return undefined;
  if (inner.length === 1) return last.text;
  return inner[0]?.text === "-" ? `-${last.text}` : undefined;
}

function literalsOf(list: readonly Token[]): readonly string[] | undefined {
  const values = cut(list, ",").map(literalOf);
  return values.every((value) => value !== undefined) ? (values as string[]) : undefined;
}

/** `null` alone allows no further value, but closes nothing by itself. */
function allowed(tokens: readonly Token[], column: string): readonly string[] | undefined {
  const inner = unwrap(tokens);
  const alternatives = cut(inner, "or");
  if (alternatives.length > 1) {
    const sets = alternatives.map((part) => allowed(part, column));
    return sets.every((set) => set !== undefined) ? [...new Set(sets.flat() as string[])] : undefined;
  }
  const conditions = cut(inner, "and");
  if (conditions.length > 1) {
    return conditions.map((part) => allowed(part, column)).find((set) => set !== undefined && set.length > 0);
  }
  return allowedByComparison(inner, column);
}

function allowedByComparison(tokens: readonly Token[], column: string): readonly string[] | undefined {
  // MySQL reads `a = 'x' = 0` as `(a = 'x') = 0`.
  const [inColumn, inList, furtherList] = cut(tokens, "in");
  if (inColumn && inList && !furtherList && isColumn(inColumn, column)) return literalsOf(unwrap(inList));
  const [left, right, further] = cut(tokens, "=");
  if (left && right && !further && isColumn(left, column)) {
    if (right[0]?.kind === "word" && right[0].text === "any") {
      const array = unwrap(right.slice(1));
      return array[0]?.text === "array" ? literalsOf(array.slice(2, -1)) : undefined;
    }
    const value = literalOf(right);
    return value === undefined ? undefined : [value];
  }
  const end = tokens.length - 2;
  if (end > 0 && tokens[end]?.text === "is" && tokens[end + 1]?.text === "null") {
    return isColumn(tokens.slice(0, end), column) ? [] : undefined;
  }
  return undefined;
}

/** The values that a condition allows a column, in the order written; `undefined` where it leaves the set open. */
export function closedValuesOf(
  expression: string,
  column: string,
  dialect: Dialect,
): readonly string[] | undefined {
  const values = allowed(tokenizeExpression(expression, dialect), column.toLowerCase());
  return values === undefined || values.length === 0 ? undefined : values;
}
