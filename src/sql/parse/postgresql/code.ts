// Code that stands in a string: the bodies of functions and DO. In: a cursor at the string. Out: a cursor over its tokens, `;`
// among them, whose ranges point into the file.

import { Lexer } from "../../lexer.js";
import { decodeSegments } from "../../literal.js";
import { TokenKind, Tokens } from "../../tokens.js";
import type { ReadContext } from "../context.js";
import { Cursor } from "../cursor.js";

export interface Code {
  readonly cursor: Cursor;
  readonly context: ReadContext;
}

/** The text of the string token here, in tokens that know where they stand. */
export function openString(cursor: Cursor): Tokens {
  const { tokens } = cursor;
  const { value, segments } = decodeSegments(
    cursor.text(),
    cursor.dialect,
    tokens.starts[cursor.at] as number,
  );
  return new Tokens(value, tokens.placed(segments), cursor.here());
}

export function openCode(cursor: Cursor, outer: ReadContext): Code {
  const tokens = openString(cursor);
  const lexer = new Lexer(tokens, cursor.dialect, 0);
  for (let met = lexer.next(); met !== "end"; met = lexer.next()) {
    if (met === "delimiter") tokens.push(TokenKind.Mark, lexer.at - 1, lexer.at);
  }
  for (const comment of lexer.comments) outer.comments.push(comment);
  return {
    cursor: new Cursor(tokens, cursor.file, cursor.dialect, 0, tokens.count),
    context: outer.open(tokens),
  };
}

/** Tells the outer statement what is wrong, and what is foreign, in the inner one. */
export function report(from: Pick<Cursor, "problems" | "constructs">, to: Cursor): void {
  for (const { range, message, help, certain } of from.problems) to.problem(range, message, help, certain);
  for (const { construct, range } of from.constructs) to.construct(construct, range);
}
