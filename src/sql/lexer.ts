// Characters → tokens, one pass, one token a call. In: a text and the facts of its dialect. Out: tokens and comments.
// It knows no statement; the splitter drives it and tells it the delimiter. It never throws: what is not closed is a token, too.

import { isBlank, isDigit, isNamePart, isPlainLetter, isPlainPart, markEnd } from "./characters.js";
import type { Dialect } from "./definition.js";
import { type LexicalFacts, lexicalFacts } from "./dialects/lexical.js";
import { blockCommentEnd, numberEnd, quotedEnd } from "./ends.js";
import type { Comment } from "./statement.js";
import { TokenKind, type Tokens } from "./tokens.js";
import { addLetter } from "./word-pool.js";

/** What `next` met. */
export type Met = "token" | "delimiter" | "end";

const placeholder = /\$\{[^{}]{0,200}\}/y;

export class Lexer {
  /** The next character to read. */
  at: number;
  readonly comments: Comment[] = [];
  /** What is read: up to the end, so that nothing looks past it. Offsets are those of the whole text. */
  readonly text: string;
  private readonly facts: LexicalFacts;
  private ending = ";";
  private endingCode = 59;
  /** The delimiter could be part of a word. */
  private wordDelimiter = false;
  private executable = 0;
  /** No token of the statement was read yet. */
  private fresh = true;

  constructor(
    private readonly tokens: Tokens,
    private readonly dialect: Dialect,
    /** As a comment's number has it: 80036 for 8.0.36. Code for newer servers is a comment. */
    private readonly versionNumber: number,
    start = 0,
    end = tokens.text.length,
  ) {
    this.facts = lexicalFacts[dialect];
    this.text = end < tokens.text.length ? tokens.text.slice(0, end) : tokens.text;
    this.at = start;
  }

  /** What ends a statement; the splitter changes it on DELIMITER. */
  get delimiter(): string {
    return this.ending;
  }

  set delimiter(delimiter: string) {
    this.ending = delimiter;
    this.endingCode = delimiter.charCodeAt(0);
    this.wordDelimiter = isNamePart(this.endingCode);
  }

  /** Reads past blanks and comments to the next token and appends it. A delimiter is read, but is no token. */
  next(): Met {
    this.skipBlanks();
    const { text } = this;
    const start = this.at;
    if (start >= text.length) return "end";
    const code = text.charCodeAt(start);
    if (code === this.endingCode && this.atDelimiter(start)) {
      this.at += this.ending.length;
      this.fresh = true;
      return "delimiter";
    }
    if (isPlainLetter(code)) return this.word(start);
    // `(`, `)` and `,` are the most frequent marks, and part of no longer one.
    if (code === 40 || code === 41 || code === 44) return this.push(TokenKind.Mark, start, start + 1);
    if (code === 39) return this.quoted(start, start, 39, TokenKind.String, this.facts.backslashEscapes);
    if (code === 34) {
      if (text.startsWith('"{{', start)) return this.template(start, '}}"');
      return this.facts.doubleQuotedStrings
        ? this.quoted(start, start, 34, TokenKind.String, this.facts.backslashEscapes)
        : this.quoted(start, start, 34, TokenKind.QuotedName, false);
    }
    if (code === 96 && (this.facts.backtickNames || this.isBacktickName(start)))
      return this.quoted(start, start, 96, TokenKind.QuotedName, false);
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)) && !this.afterName(start)))
      return this.number(start);
    if (code === 64) return this.variable(start);
    if (code === 36) return this.dollar(start);
    // {{ x }}: what Go's templates and Jinja fill in.
    if (code === 123 && text.charCodeAt(start + 1) === 123) return this.template(start);
    if (code === 63) return this.push(TokenKind.Placeholder, start, start + 1);
    if (code === 58 && isNamePart(text.charCodeAt(start + 1)) && !isDigit(text.charCodeAt(start + 1))) {
      return this.push(TokenKind.Placeholder, start, this.nameEnd(start + 1));
    }
    if (isNamePart(code)) return this.word(start);
    return this.mark(start);
  }

  /** Moves to the end of the line, and gives the text passed. */
  restOfLine(): string {
    const { text, at: from } = this;
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) break;
      at++;
    }
    this.at = at;
    return text.slice(from, at);
  }

  /** Takes the rest of the line, which begins with `--`, for a comment. */
  skipLineComment(): void {
    this.lineComment(2);
  }

  skipBlanks(): void {
    const { text } = this;
    const end = text.length;
    let { at } = this;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (isBlank(code)) {
        at++;
        continue;
      }
      if (code !== 45 && code !== 35 && code !== 47 && code !== 42) break;
      this.at = at;
      if (!this.skipComment(code)) return;
      ({ at } = this);
    }
    this.at = at;
  }

  /** False where what stands here is no comment. */
  private skipComment(code: number): boolean {
    const { text, facts } = this;
    const next = text.charCodeAt(this.at + 1);
    if (code === 45 && next === 45 && this.startsDashComment(this.at)) {
      this.lineComment(2);
    } else if (code === 35 && (facts.hashComments || this.startsForeignComment())) {
      this.lineComment(1);
    } else if (code === 47 && next === 42) {
      if (!this.openExecutable()) this.blockComment();
    } else if (this.executable > 0 && code === 42 && next === 47) {
      this.executable--;
      this.at += 2;
    } else {
      return false;
    }
    return true;
  }

  private startsDashComment(at: number): boolean {
    if (!this.facts.dashNeedsBlank) return true;
    const after = at + 2;
    return after >= this.text.length || this.text.charCodeAt(after) <= 32;
  }

  /** MySQL's `#` on PostgreSQL, where it is an operator: only where no operator can stand. */
  private startsForeignComment(): boolean {
    if (this.fresh) return true;
    const { text, tokens } = this;
    const previous = text.charCodeAt(tokens.starts[tokens.count - 1] as number);
    if (previous !== 44 && previous !== 40) return false;
    const rest = /#\s[^)\n]{0,500}$/my;
    rest.lastIndex = this.at;
    return rest.test(text);
  }

  /** MySQL's `x` on PostgreSQL, where a backtick may be part of an operator. */
  private isBacktickName(start: number): boolean {
    const name = /`[\w$ -]+`/y;
    name.lastIndex = start;
    return name.test(this.text);
  }

  private lineComment(marks: number): void {
    const start = this.at;
    const text = this.restOfLine();
    this.comments.push({ range: this.tokens.range(start, this.at), style: "line", text: text.slice(marks) });
  }

  private blockComment(): void {
    const start = this.at;
    const { text } = this;
    const end = blockCommentEnd(text, start, this.facts.nestedComments);
    if (end < 0) {
      this.push(TokenKind.Unclosed, start, text.length);
      return;
    }
    this.at = end;
    const inner = text.slice(start + 2, this.at - 2);
    this.comments.push({ range: this.tokens.range(start, this.at), style: "block", text: inner });
  }

  /** Steps into a comment whose inside this server runs. False: it is a comment to it. */
  private openExecutable(): boolean {
    if (!this.facts.executableComments) return false;
    const { text } = this;
    let at = this.at + 2;
    const mariadbOnly = text.charCodeAt(at) === 77 && text.charCodeAt(at + 1) === 33;
    if (mariadbOnly) {
      if (this.dialect !== "mariadb") return false;
      at++;
    }
    if (text.charCodeAt(at) !== 33) return false;
    at++;
    let digits = at;
    while (digits < at + 6 && isDigit(text.charCodeAt(digits))) digits++;
    if (digits - at >= 5) {
      const number = Number(text.slice(at, digits));
      if (!this.runs(number)) return false;
      at = digits;
    }
    this.executable++;
    this.at = at;
    return true;
  }

  // MariaDB passes over code meant for MySQL 5.7 to 5.9 and 8 (MariaDB documentation, "Comment Syntax").
  private runs(number: number): boolean {
    if (this.dialect === "mariadb" && number >= 50700 && number <= 99999) return false;
    return number <= this.versionNumber;
  }

  private atDelimiter(at: number): boolean {
    const { ending } = this;
    if (this.text.charCodeAt(at) !== this.endingCode) return false;
    return ending.length === 1 || this.text.startsWith(ending, at);
  }

  /** A token has a character at least: so the lexer gets on, whatever stands there. */
  private push(kind: number, start: number, to: number): Met {
    const end = to > start ? to : start + 1;
    this.tokens.push(kind, start, end);
    this.at = end;
    this.fresh = false;
    return "token";
  }

  private pushWord(start: number, to: number, letters: number): Met {
    const end = to > start ? to : start + 1;
    this.tokens.pushWord(start, end, letters);
    this.at = end;
    this.fresh = false;
    return "token";
  }

  private quoted(start: number, open: number, quote: number, kind: number, escapes: boolean): Met {
    const end = quotedEnd(this.text, open, quote, escapes);
    return end < 0 ? this.push(TokenKind.Unclosed, start, this.text.length) : this.push(kind, start, end);
  }

  private number(start: number): Met {
    const { text } = this;
    const { digitNames } = this.facts;
    if (text.charCodeAt(start) === 48 && this.isRadix(start + 1))
      return this.push(TokenKind.Number, start, this.nameEnd(start + 2));
    const at = numberEnd(text, start, !digitNames);
    if (digitNames && isNamePart(text.charCodeAt(at)) && !this.atDelimiter(at))
      return this.pushWord(start, this.nameEnd(at), 0);
    return this.push(TokenKind.Number, start, at);
  }

  /** 0x1F, 0b11; on PostgreSQL also 0o17 (since 16, PostgreSQL 18 manual 4.1.2.6). To MySQL, 0b12 is a name (8.4 manual 11.1.5). */
  private isRadix(at: number): boolean {
    const code = this.text.charCodeAt(at) | 32;
    if (code !== 98 || !this.facts.digitNames)
      return code === 120 || (code === 111 && !this.facts.digitNames);
    let digit = at + 1;
    while ((this.text.charCodeAt(digit) | 1) === 49) digit++;
    return digit > at + 1 && !isNamePart(this.text.charCodeAt(digit));
  }

  // `t.1a` is a name behind a dot, `t .5` is not worth telling apart.
  private afterName(start: number): boolean {
    return (
      start > 0 && (isNamePart(this.text.charCodeAt(start - 1)) || this.text.charCodeAt(start - 1) === 96)
    );
  }

  private variable(start: number): Met {
    const { text } = this;
    let at = start + 1;
    if (text.charCodeAt(at) === 64) at++;
    const quote = text.charCodeAt(at);
    if ((quote === 39 || quote === 34 || quote === 96) && this.facts.mysqlClient) {
      return this.quoted(start, at, quote, TokenKind.Variable, false);
    }
    while (
      isNamePart(text.charCodeAt(at)) ||
      (text.charCodeAt(at) === 46 && isNamePart(text.charCodeAt(at + 1)))
    ) {
      if (this.atDelimiter(at)) break;
      at++;
    }
    if (at === start + 1) return this.mark(start);
    return this.push(TokenKind.Variable, start, at);
  }

  private dollar(start: number): Met {
    const { text } = this;
    const placeholder = this.placeholderEnd(start);
    if (placeholder > start) return this.push(TokenKind.Placeholder, start, placeholder);
    if (this.facts.dollarQuotes || this.followsAs()) {
      if (isDigit(text.charCodeAt(start + 1)))
        return this.push(TokenKind.Placeholder, start, this.nameEnd(start + 1));
      const tag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
      tag.lastIndex = start;
      const found = tag.exec(text);
      if (found) {
        const close = text.indexOf(found[0], start + found[0].length);
        if (close < 0) return this.push(TokenKind.Unclosed, start, text.length);
        return this.push(TokenKind.String, start, close + found[0].length);
      }
      if (this.facts.dollarQuotes) return this.mark(start);
    }
    return this.word(start);
  }

  // A routine in JavaScript has its body in dollar quotes, and nothing else has: MySQL 9.0 manual 27.3.
  private followsAs(): boolean {
    const last = this.tokens.count - 1;
    if (last < 0) return false;
    const start = this.tokens.starts[last] as number;
    const end = this.tokens.ends[last] as number;
    return end - start === 2 && this.text.slice(start, end).toUpperCase() === "AS";
  }

  private template(start: number, closing = "}}"): Met {
    const close = this.text.slice(start, start + 200).indexOf(closing);
    if (close < 0) return this.mark(start);
    return this.push(TokenKind.Placeholder, start, this.nameEnd(start + close + closing.length));
  }

  private word(start: number): Met {
    const { text, facts } = this;
    const end = text.length;
    let letters = 0;
    let at = start;
    if (!this.wordDelimiter) {
      for (; at < end; at++) {
        const code = text.charCodeAt(at);
        if (!isPlainPart(code)) break;
        letters = addLetter(letters, code);
      }
    }
    at = this.nameEnd(at);
    const next = text.charCodeAt(at);
    if (next === 39 && at - start <= 12 && this.isStringPrefix(start, at)) {
      const escapes = facts.backslashEscapes || (text.charCodeAt(start) | 32) === 101;
      return this.quoted(start, at, 39, TokenKind.String, escapes);
    }
    // U&'…' and U&"…": PostgreSQL 17 manual 4.1.2.3.
    if (next === 38 && at - start === 1 && !facts.mysqlClient && (text.charCodeAt(start) | 32) === 117) {
      const quote = text.charCodeAt(at + 1);
      if (quote === 39) return this.quoted(start, at + 1, 39, TokenKind.String, false);
      if (quote === 34) return this.quoted(start, at + 1, 34, TokenKind.QuotedName, false);
    }
    return this.pushWord(start, at, letters);
  }

  /** E, B, X, N and MySQL's character set introducers: `_utf8mb4'…'`. */
  private isStringPrefix(start: number, end: number): boolean {
    const code = this.text.charCodeAt(start);
    if (this.facts.mysqlClient && code === 95) return true;
    if (end - start !== 1) return false;
    const letters = this.facts.mysqlClient ? "bxn" : "ebxn";
    return letters.includes(String.fromCharCode(code | 32));
  }

  private nameEnd(start: number): number {
    const { text } = this;
    const end = text.length;
    const stop = this.endingCode;
    let at = start;
    if (!this.wordDelimiter) while (at < end && isPlainPart(text.charCodeAt(at))) at++;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (!isNamePart(code)) break;
      if (code === stop && at > start && this.atDelimiter(at)) break;
      // `${x}` glued to a name: flyway's placeholders.
      at = code === 36 ? Math.max(at + 1, this.placeholderEnd(at)) : at + 1;
    }
    return at;
  }

  /** Behind `${x}`; the start where none stands there. */
  private placeholderEnd(start: number): number {
    placeholder.lastIndex = start;
    return placeholder.test(this.text) ? placeholder.lastIndex : start;
  }

  private mark(start: number): Met {
    return this.push(TokenKind.Mark, start, markEnd(this.text, start));
  }
}
