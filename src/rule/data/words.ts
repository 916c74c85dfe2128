// The words of a statement, one at a time, for rules about data: INSERT bodies are read only when a rule asks.
// In: a statement. Out: words with their places. It builds no tree.

import { Lexer } from "../../sql/lexer.js";
import { decodeString } from "../../sql/literal.js";
import type { Statement } from "../../sql/statement.js";
import { TokenKind, Tokens } from "../../sql/tokens.js";
import type { Range } from "../../text/source-file.js";

export interface Word {
  /** A TokenKind. */
  readonly kind: number;
  /** As written; quoted names without their quotes. */
  readonly text: string;
  /** Bare words in upper case, marks as written; empty for quoted names, which are no keywords. */
  readonly keyword: string;
  readonly range: Range;
  /** How many parentheses stand open around it. */
  readonly depth: number;
}

/** The words of a statement, from an offset of its file on. */
export function* wordsFrom({ location, dialect }: Statement, start = location.range.start): Generator<Word> {
  const { text } = location.file;
  const tokens = new Tokens(text);
  // Executable comments of every version are read.
  const lexer = new Lexer(tokens, dialect, 999_999, start, location.range.end);
  let depth = 0;
  while (lexer.next() === "token") {
    const at = tokens.count - 1;
    const kind = tokens.kinds[at] as number;
    const range = { start: tokens.starts[at] as number, end: tokens.ends[at] as number };
    tokens.count = 0;
    const raw = text.slice(range.start, range.end);
    if (raw === ")") depth--;
    const isQuoted = kind === TokenKind.QuotedName;
    const keyword = kind === TokenKind.Word ? raw.toUpperCase() : isQuoted ? "" : raw;
    yield { kind, text: isQuoted ? raw.slice(1, -1) : raw, keyword, range, depth };
    if (raw === "(") depth++;
  }
}

export function isName({ kind }: Word): boolean {
  return kind === TokenKind.Word || kind === TokenKind.QuotedName;
}

/** The value of a string or number that stands alone, a PostgreSQL cast behind it aside. */
export function literalOf(words: readonly Word[], dialect: Statement["dialect"]): string | undefined {
  const [first, second] = words;
  if (!first || (second && second.keyword !== "::")) return undefined;
  if (first.kind === TokenKind.Number) return first.text;
  return first.kind === TokenKind.String ? decodeString(first.text, dialect) : undefined;
}
