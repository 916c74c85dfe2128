// The text of a condition or default, as far as a schema has to understand it: which columns it names, and whether two
// texts mean the same. In: text. Out: tokens, answers, text. It evaluates nothing.

import type { Dialect } from "../sql/definition.js";

export interface ExpressionToken {
  readonly kind: "word" | "string" | "number" | "sign";
  /** Bare words in lower case, quoted ones as written; strings without their quotes. */
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

const tokenPattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?:[nNeE]|_\w+\s*)?'((?:[^'\\]|''|\\[\s\S])*)'|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(::|<>|!=|<=|>=|\|\||[\s\S])/y;

/** `"x"` is a name on PostgreSQL and a string elsewhere (MySQL 8.0 manual 9.1.1, without ANSI_QUOTES). */
export function tokenizeExpression(text: string, dialect: Dialect): ExpressionToken[] {
  const tokens: ExpressionToken[] = [];
  let start = 0;
  tokenPattern.lastIndex = 0;
  for (let match = tokenPattern.exec(text); match; match = tokenPattern.exec(text)) {
    const end = tokenPattern.lastIndex;
    const token = tokenOf(match, dialect, start, end);
    if (token) tokens.push(token);
    start = end;
  }
  return tokens;
}

function tokenOf(
  [, string, double, backtick, word, number, sign]: RegExpExecArray,
  dialect: Dialect,
  start: number,
  end: number,
): ExpressionToken | undefined {
  if (word !== undefined) return { kind: "word", text: word.toLowerCase(), quoted: false, start, end };
  if (sign !== undefined) return { kind: "sign", text: sign, quoted: false, start, end };
  if (number !== undefined) return { kind: "number", text: number, quoted: false, start, end };
  if (string !== undefined) {
    const text = string.replace(/''/g, "'").replace(/\\([\s\S])/g, "$1");
    return { kind: "string", text, quoted: false, start, end };
  }
  if (double !== undefined) {
    const kind = dialect === "postgresql" ? "word" : "string";
    return { kind, text: double.replace(/""/g, '"'), quoted: true, start, end };
  }
  if (backtick === undefined) return undefined;
  return { kind: "word", text: backtick.replace(/``/g, "`"), quoted: true, start, end };
}

/** Where the bracket at `open` closes; -1 where it does not. */
export function closingOf(tokens: readonly ExpressionToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at] as ExpressionToken;
    if (token.kind !== "sign") continue;
    if (token.text === "(" || token.text === "[") depth++;
    else if ((token.text === ")" || token.text === "]") && --depth === 0) return at;
  }
  return -1;
}

/** The tokens without parentheses around all of them. */
export function withoutParentheses(tokens: readonly ExpressionToken[]): readonly ExpressionToken[] {
  let inner = tokens;
  while (inner[0]?.kind === "sign" && inner[0].text === "(" && closingOf(inner, 0) === inner.length - 1)
    inner = inner.slice(1, -1);
  return inner;
}

/** One text for spellings that differ in white space, letter case of words, quotes of names and outer parentheses. */
export function foldExpression(text: string, dialect: Dialect): string {
  const tokens = tokenizeExpression(text, dialect);
  return withoutParentheses(dialect === "postgresql" ? withoutCasts(tokens) : tokens)
    .map(({ kind, text: value }, at, all) => {
      if (kind !== "string") return value.toLowerCase();
      const isSequence = all[at - 1]?.text === "(" && all[at - 2]?.text === "nextval";
      return `'${(isSequence ? foldName(value) : value).replace(/'/g, "''")}'`;
    })
    .join(" ");
}

/** A name within a text, as PostgreSQL reads it: `app."Seq"`. */
export function foldName(name: string): string {
  return name.replace(/"(?:[^"]|"")*"|[^"]+/g, (part) => (part.startsWith('"') ? part : part.toLowerCase()));
}

/** PostgreSQL writes a type behind every string that it shows: `'a'::text`. What a string is follows from what it meets. */
function withoutCasts(tokens: readonly ExpressionToken[]): readonly ExpressionToken[] {
  const kept: ExpressionToken[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as ExpressionToken;
    const isCast = token.kind === "sign" && token.text === "::" && kept.at(-1)?.kind === "string";
    if (isCast) at = typeEnd(tokens, at + 1) - 1;
    else kept.push(token);
  }
  return kept;
}

// The words that may follow the first one of a type's name.
const furtherTypeWords = new Set(["varying", "precision", "with", "without", "time", "zone"]);

/** Where a type ends that begins here. */
function typeEnd(tokens: readonly ExpressionToken[], start: number): number {
  let at = start + 1;
  const skipWords = () => {
    while (tokens[at]?.kind === "word" && furtherTypeWords.has(tokens[at]?.text ?? "")) at++;
  };
  while (tokens[at]?.kind === "sign" && tokens[at]?.text === ".") at += 2;
  skipWords();
  if (tokens[at]?.kind === "sign" && tokens[at]?.text === "(") {
    at = closingOf(tokens, at) + 1;
    // timestamp(3) without time zone
    skipWords();
  }
  while (tokens[at]?.kind === "sign" && tokens[at]?.text === "[") at = closingOf(tokens, at) + 1;
  return at;
}

function namesColumn(
  tokens: readonly ExpressionToken[],
  at: number,
  column: string,
  dialect: Dialect,
): boolean {
  const token = tokens[at] as ExpressionToken;
  if (token.kind !== "word" || tokens[at + 1]?.text === "(") return false;
  return dialect === "postgresql" ? token.text === column : token.text.toLowerCase() === column.toLowerCase();
}

/** False where the letters of the name stand nowhere, which is what most expressions are asked for. */
function mayName(expression: string, column: string): boolean {
  // A quote in a name is written twice.
  if (/["`]/.test(column)) return true;
  return expression.includes(column) || expression.toLowerCase().includes(column.toLowerCase());
}

/** Whether an expression names a column. A word that is also a keyword counts, so the answer may be yes too often. */
export function usesColumn(expression: string, column: string, dialect: Dialect): boolean {
  if (!mayName(expression, column)) return false;
  const tokens = tokenizeExpression(expression, dialect);
  return tokens.some((_, at) => namesColumn(tokens, at, column, dialect));
}

/** The columns, of those given, that an expression names. */
export function columnsUsed(
  expression: string,
  columns: readonly string[],
  dialect: Dialect,
): readonly string[] {
  const tokens = tokenizeExpression(expression, dialect);
  return columns.filter((column) => tokens.some((_, at) => namesColumn(tokens, at, column, dialect)));
}

/** The expression with a column's new name wherever it names the column. */
export function renameColumnIn(expression: string, from: string, to: string, dialect: Dialect): string {
  const tokens = tokenizeExpression(expression, dialect);
  let text = expression;
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (!namesColumn(tokens, at, from, dialect)) continue;
    const { start, end } = tokens[at] as ExpressionToken;
    const quote = /^[`"]/.exec(text.slice(start, end))?.[0] ?? "";
    text = text.slice(0, start) + quote + to + quote + text.slice(end);
  }
  return text;
}
