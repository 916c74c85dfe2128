// A reader's place in the tokens of one statement. In: tokens. Out: questions, steps, problems. It knows words, not grammar.

import type { Range, SourceFile } from "../../text/source-file.js";
import { isBlank } from "../characters.js";
import type { Dialect, Name, ObjectName, Written } from "../definition.js";
import type { Construct } from "../dialects/constructs.js";
import { postgresqlName, unquoteName, unquoteTemplate } from "../identifier.js";
import { decodeString } from "../literal.js";
import type { ForeignConstruct, SyntaxProblem } from "../statement.js";
import { TokenKind, type Tokens } from "../tokens.js";

/** What is in force while a script is read. */
export interface ReadMode {
  /** [8, 0]; missing where the text may be for any. */
  readonly version?: readonly number[];
  /** The script has asked for "x" to be a name (MySQL 8.4 manual 5.1.11, ANSI_QUOTES). */
  ansiQuotes: boolean;
  /** The script has asked for Oracle's types and blocks (MariaDB documentation "SQL_MODE=ORACLE"). */
  oracle?: boolean;
}

const ifExists = ["IF", "EXISTS"];
const ifNotExists = ["IF", "NOT", "EXISTS"];

/** What a statement's reader shares with the readers of its parts. */
export class Cursor {
  at: number;
  readonly problems: SyntaxProblem[] = [];
  readonly constructs: ForeignConstruct[] = [];
  /** Where each problem begins, with its index: of a broken dump there may be a hundred thousand. */
  private places: Map<number, number> | undefined;
  /** How many parentheses the statement opens and does not close, once somebody has asked. */
  private unclosed: number | undefined;

  constructor(
    readonly tokens: Tokens,
    readonly file: SourceFile,
    readonly dialect: Dialect,
    readonly first: number,
    readonly last: number,
    readonly mode: ReadMode = { ansiQuotes: false },
  ) {
    this.at = first;
  }

  get done(): boolean {
    return this.at >= this.last;
  }

  kind(ahead = 0): number {
    const index = this.at + ahead;
    return index < this.last ? (this.tokens.kinds[index] as number) : 0;
  }

  /** A token as it is written; empty past the end. */
  text(ahead = 0): string {
    const index = this.at + ahead;
    return index < this.first || index >= this.last ? "" : this.tokens.written(index);
  }

  /** A token in upper case, whatever it is. */
  upper(ahead = 0): string {
    return this.word(ahead) || this.text(ahead).toUpperCase();
  }

  /** The statement as it is written. */
  whole(): string {
    return this.tokens.text.slice(this.tokens.starts[this.first], this.tokens.ends[this.last - 1]);
  }

  /** An unquoted word in upper case; empty where something else stands, or nothing. */
  word(ahead = 0): string {
    const index = this.at + ahead;
    return index >= this.first && index < this.last ? this.tokens.word(index) : "";
  }

  /** Whether a token is this unquoted word; `word` in upper case. */
  is(word: string, ahead = 0): boolean {
    return this.word(ahead) === word;
  }

  isAny(words: readonly string[], ahead = 0): boolean {
    return words.includes(this.word(ahead));
  }

  /** Steps over the words if they stand here one after the other. Asked for nearly every token: a rest parameter would cost an array. */
  accept(first: string, second?: string, third?: string, fourth?: string): boolean {
    if (this.word() !== first) return false;
    let count = 1;
    if (second !== undefined) {
      if (this.word(count++) !== second) return false;
      if (third !== undefined && this.word(count++) !== third) return false;
      if (fourth !== undefined && this.word(count++) !== fourth) return false;
    }
    this.at += count;
    return true;
  }

  acceptAll(words: readonly string[]): boolean {
    for (let index = 0; index < words.length; index++) if (this.word(index) !== words[index]) return false;
    this.at += words.length;
    return true;
  }

  /** IF EXISTS; a near miss is a problem, and taken as meant. */
  acceptIfExists(): boolean {
    return this.acceptCondition(ifExists);
  }

  /** IF NOT EXISTS, likewise. */
  acceptIfNotExists(): boolean {
    return this.acceptCondition(ifNotExists);
  }

  private acceptCondition(words: readonly string[]): boolean {
    if (this.word() !== words[0]) return false;
    if (this.acceptAll(words)) return true;
    const meant = words.slice(0, -1);
    if (!meant.every((word, ahead) => this.is(word, ahead)) || !this.isName(words.length)) return false;
    this.problem(
      this.here(words.length - 1),
      `Expected ${words.join(" ")}, found \`${this.text(words.length - 1)}\`.`,
    );
    this.at += words.length;
    return true;
  }

  /** Two dashes without a blank behind them, meant as a comment: a problem; steps to the end of the line. */
  skipDashes(): boolean {
    if (!this.isMark("-") || !this.isMark("-", 1) || !this.touches()) return false;
    const { tokens } = this;
    const start = tokens.starts[this.at] as number;
    this.problem(
      tokens.range(start, start + 2),
      "`--` starts a comment only with a blank behind it.",
      "Write `-- `, with a blank.",
    );
    const lineEnd = tokens.text.indexOf("\n", start);
    while (!this.done && (lineEnd < 0 || (tokens.starts[this.at] as number) < lineEnd)) this.at++;
    return true;
  }

  /** The word, in upper case, if one of them stands here; steps over it. */
  acceptAny(words: readonly string[]): string | undefined {
    const word = this.word();
    if (!words.includes(word)) return undefined;
    this.at++;
    return word;
  }

  isMark(mark: string, ahead = 0): boolean {
    const index = this.at + ahead;
    const { tokens } = this;
    if (index >= this.last || tokens.kinds[index] !== TokenKind.Mark) return false;
    const start = tokens.starts[index] as number;
    if (tokens.text.charCodeAt(start) !== mark.charCodeAt(0)) return false;
    const { length } = mark;
    return (
      (tokens.ends[index] as number) - start === length &&
      (length === 1 || tokens.text.startsWith(mark, start))
    );
  }

  acceptMark(mark: string): boolean {
    if (!this.isMark(mark)) return false;
    this.at++;
    return true;
  }

  /** Two tokens with nothing between them. */
  touches(ahead = 0): boolean {
    const index = this.at + ahead;
    return index + 1 < this.last && this.tokens.ends[index] === this.tokens.starts[index + 1];
  }

  /** Whether nothing but blanks stands before the token on its line. */
  startsLine(): boolean {
    const { text, starts } = this.tokens;
    let before = (starts[this.at] as number) - 1;
    while (before >= 0 && isBlank(text.charCodeAt(before))) {
      if (text.charCodeAt(before) === 10) return true;
      before--;
    }
    return before < 0;
  }

  /** The range of the token here, or of the last one past the end. */
  here(ahead = 0): Range {
    const index = Math.max(this.first, Math.min(this.at + ahead, this.last - 1));
    return this.tokens.range(this.tokens.starts[index] as number, this.tokens.ends[index] as number);
  }

  /** From a token to the one before here; never past the end of the statement, wherever the place has got to. */
  since(index: number): Range {
    const end = this.last - 1;
    const first = Math.min(index, end);
    const last = Math.max(first, Math.min(this.at - 1, end));
    return this.tokens.range(this.tokens.starts[first] as number, this.tokens.ends[last] as number);
  }

  /** The text from a token to the one before here, white space folded outside of strings. */
  textSince(index: number): string {
    const end = Math.min(this.at, this.last);
    if (end <= index) return "";
    let text = this.tokens.written(index);
    for (let at = index + 1; at < end; at++) {
      if (this.tokens.starts[at] !== this.tokens.ends[at - 1]) text += " ";
      text += this.tokens.written(at);
    }
    return text;
  }

  /** Whether an identifier can stand here: a word, a quoted name, a placeholder. */
  isName(ahead = 0): boolean {
    const kind = this.kind(ahead);
    return (
      kind === TokenKind.Word ||
      kind === TokenKind.QuotedName ||
      kind === TokenKind.Placeholder ||
      // MySQL takes "x" as a name under ANSI_QUOTES, and Prisma and others write so.
      (kind === TokenKind.String && this.dialect !== "postgresql" && this.opensWith(34, ahead))
    );
  }

  private opensWith(code: number, ahead: number): boolean {
    const { text, starts } = this.tokens;
    return text.charCodeAt(starts[this.at + ahead] as number) === code;
  }

  name(): Name | undefined {
    if (!this.isName()) return undefined;
    const raw = this.text();
    const range = this.here();
    const kind = this.kind();
    this.at++;
    // What fills it in decides what it means: `{{ x }}` and "{{ x }}" are one name.
    if (kind === TokenKind.Placeholder) return { text: unquoteTemplate(raw), quoted: false, range };
    const quoted = kind === TokenKind.QuotedName || kind === TokenKind.String;
    const text = quoted ? unquoteName(raw) : raw;
    return { text: this.dialect === "postgresql" ? postgresqlName(text, quoted) : text, quoted, range };
  }

  /** `name`, `schema.name`, or PostgreSQL's `database.schema.name`. */
  objectName(): ObjectName | undefined {
    const start = this.at;
    let name = this.name();
    if (!name) return undefined;
    if (!this.isMark(".")) return { schema: undefined, name, range: name.range };
    let schema: Name | undefined;
    while (this.isMark(".") && this.isName(1)) {
      this.at++;
      schema = name;
      name = this.name() as Name;
    }
    return { schema, name, range: this.since(start) };
  }

  /** A string; adjacent strings are one. */
  string(): Written<string> | undefined {
    if (this.kind() !== TokenKind.String) return undefined;
    const start = this.at;
    let value = "";
    do {
      value += decodeString(this.text(), this.dialect);
      this.at++;
    } while (this.continuesString());
    return { value, range: this.since(start) };
  }

  /** Whether the string here is one with the string before: on PostgreSQL only over a line break (18 manual 4.1.2.1). */
  continuesString(): boolean {
    if (this.kind() !== TokenKind.String) return false;
    if (this.dialect !== "postgresql") return true;
    const { text, ends, starts } = this.tokens;
    return /[\r\n]/.test(text.slice(ends[this.at - 1], starts[this.at]));
  }

  /** Steps past a parenthesis and all up to its partner; false where none stands here. At the end of the statement it stops. */
  skipParentheses(): boolean {
    if (!this.isMark("(")) return false;
    let depth = 0;
    while (!this.done) {
      if (this.isMark("(")) depth++;
      else if (this.isMark(")")) depth--;
      this.at++;
      if (depth === 0) return true;
    }
    return true;
  }

  /** Steps to the next comma or closing parenthesis outside of any parenthesis that opens from here, or to the end. */
  skipToElementEnd(): void {
    let depth = 0;
    while (!this.done) {
      if (this.isMark("(")) depth++;
      else if (this.isMark(")")) {
        if (depth === 0) return;
        depth--;
      } else if (depth === 0 && this.isMark(",")) return;
      this.at++;
    }
  }

  /** What stands in parentheses here, as text without them, with its range; the place is behind them afterwards. */
  parenthesised(): Written<string> | undefined {
    if (!this.isMark("(")) return undefined;
    const open = this.at;
    this.skipParentheses();
    const close = this.tokens.text[this.tokens.starts[this.at - 1] as number] === ")" ? this.at - 1 : this.at;
    if (close <= open + 1) return { value: "", range: this.since(open) };
    const start = this.tokens.starts[open + 1] as number;
    const end = this.tokens.ends[close - 1] as number;
    return { value: this.tokens.text.slice(start, end), range: this.tokens.range(start, end) };
  }

  problem(range: Range, message: string, help?: string, certain = true): void {
    // The first one at a place is the one that a person can act on.
    if (this.hasProblemAt(range.start)) return;
    this.places ??= new Map();
    this.places.set(range.start, this.problems.length);
    this.problems.push({ range, message, ...(help ? { help } : {}), certain });
  }

  /** Whether something is wrong with what begins at this offset; problems that were taken back do not count. */
  hasProblemAt(start: number): boolean {
    const index = this.places?.get(start);
    return index !== undefined && this.problems[index]?.range.start === start;
  }

  /** Whether the statement closes fewer parentheses than it opens. */
  lacksParenthesis(): boolean {
    if (this.unclosed === undefined) {
      this.unclosed = 0;
      for (let ahead = this.first - this.at; this.at + ahead < this.last; ahead++) {
        if (this.isMark("(", ahead)) this.unclosed++;
        else if (this.isMark(")", ahead)) this.unclosed--;
      }
    }
    return this.unclosed > 0;
  }

  /** A cursor of its own over what is left of the statement. */
  fromHere(): Cursor {
    return new Cursor(this.tokens, this.file, this.dialect, this.at, this.last, this.mode);
  }

  construct(construct: Construct, range: Range): void {
    this.constructs.push({ construct, range });
  }
}
