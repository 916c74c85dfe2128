// A string where the grammar of MySQL and MariaDB takes one token. In: a cursor at it. Out: the string. Only in expressions are
// strings side by side one.

import type { Written } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";

export function readOneString(cursor: Cursor): Written<string> | undefined {
  const start = cursor.at;
  const text = cursor.string();
  if (cursor.at > start + 1) {
    const second = start + 1 - cursor.at;
    cursor.problem(cursor.here(second), `Expected one string, found \`${cursor.text(second)}\` behind it.`);
  }
  return text;
}

/** Whether a word stands here that no operand and no operator begins with. */
export function isStrayWord(cursor: Cursor): boolean {
  const kind = cursor.kind();
  if (kind === TokenKind.QuotedName || kind === TokenKind.Number) return !cursor.isMark("=", 1);
  if (kind !== TokenKind.Word) return false;
  // MariaDB gives engines options of their own: any word with `=` (documentation, "Engine-defined New Table/Field/Index Attributes").
  return !cursor.isMark("=", 1) && !operatorWords.has(cursor.word());
}

// MariaDB takes expressions without parentheses behind DEFAULT.
const operatorWords = new Set(
  "AND OR XOR IS LIKE IN BETWEEN DIV MOD REGEXP RLIKE COLLATE SOUNDS ESCAPE".split(" "),
);
