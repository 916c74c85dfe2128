// A text → its statements, as stretches of tokens. In: a text, its dialect. Out: fragments and comments; fragments, delimiters,
// comments and blanks make up the whole text. It reads no statement further than it must to find its end.

import { Compound } from "./compound.js";
import type { Dialect } from "./definition.js";
import { lexicalFacts } from "./dialects/lexical.js";
import { Lexer } from "./lexer.js";
import { isOracleBehind, startsOracleBlock } from "./sql-mode.js";
import type { Comment } from "./statement.js";
import { TokenKind, type Tokens } from "./tokens.js";

/** A statement's stretch: tokens `first` up to and without `last`. */
export interface Fragment {
  /** `client`: a command of the client program · `data`: the lines that follow COPY … FROM stdin. */
  readonly kind: "sql" | "client" | "data";
  readonly first: number;
  readonly last: number;
  /** From the first character to the last, the delimiter left out. */
  readonly start: number;
  readonly end: number;
  /** Something ended it: a delimiter, a client's go. False for the last one of a text that just stops. */
  readonly terminated: boolean;
}

export interface SplitOptions {
  readonly dialect: Dialect;
  /** As executable comments have it: 80036 for 8.0.36. */
  readonly versionNumber: number;
  /** Where to begin and to end, in units of the text. */
  readonly start?: number;
  readonly end?: number;
  /** Keep the tokens of an INSERT's rows, too; otherwise only the last one is kept: nobody reads them, and seeds have millions. */
  readonly keepRows?: boolean;
}

/** Splits a text into statements; `tokens` is filled on the way. */
export function split(tokens: Tokens, options: SplitOptions): { fragments: Fragment[]; comments: Comment[] } {
  const splitter = new Splitter(tokens, options);
  return { fragments: splitter.run(), comments: splitter.comments };
}

class Splitter {
  private readonly lexer: Lexer;
  private readonly fragments: Fragment[] = [];
  private readonly text: string;
  /** MariaDB's Oracle mode is in force. */
  private oracle = false;

  constructor(
    private readonly tokens: Tokens,
    private readonly options: SplitOptions,
  ) {
    this.lexer = new Lexer(tokens, options.dialect, options.versionNumber, options.start, options.end);
    this.text = this.lexer.text;
  }

  get comments(): Comment[] {
    return this.lexer.comments;
  }

  run(): Fragment[] {
    for (let before = -1; this.statement(); before = this.lexer.at) {
      // Each statement, delimiter or command takes a character at least.
      if (this.lexer.at <= before) this.lexer.at = before + 1;
    }
    return this.fragments;
  }

  private statement(): boolean {
    const { lexer, tokens } = this;
    const first = tokens.count;
    lexer.skipBlanks();
    // Where a statement could begin, the mysql client takes `--x` for a comment, too (client/mysql.cc, add_line).
    while (this.text.startsWith("--", lexer.at)) {
      lexer.skipLineComment();
      lexer.skipBlanks();
    }
    // A comment that is never closed is a token, though a blank otherwise.
    if (lexer.at >= this.text.length) {
      this.finish(first, tokens.count, false);
      return false;
    }
    if (this.clientCommand()) return true;
    const compound = new Compound(tokens, first, this.options.dialect);
    const custom = lexer.delimiter !== ";";
    let rows = -1;
    let isInsert: boolean | undefined;
    while (true) {
      const met = lexer.next();
      if (met === "end") {
        this.finish(first, tokens.count, false);
        return false;
      }
      if (met === "delimiter") {
        if (!custom && compound.isOpen()) {
          tokens.push(TokenKind.Mark, lexer.at - 1, lexer.at);
          compound.semicolon();
          continue;
        }
        this.finish(first, tokens.count, true);
        this.copyData(first);
        return true;
      }
      // Under another delimiter the server still ends statements at `;` outside of bodies (it is sent several at once).
      if (custom && this.isSemicolon(tokens.count - 1)) {
        // Declarations of Oracle mode stand before BEGIN, and packages hold routines: only the delimiter tells.
        if (this.oracle && startsOracleBlock(tokens, first, tokens.count)) continue;
        if (compound.isOpen()) {
          compound.semicolon();
          continue;
        }
        tokens.count--;
        this.finish(first, tokens.count, true);
        return true;
      }
      if (tokens.kinds[tokens.count - 1] === TokenKind.Mark && this.clientGo(first)) return true;
      compound.take(tokens.count - 1);
      isInsert ??= !this.options.keepRows && isWord(tokens, first, "INSERT", "REPLACE");
      if (!isInsert) continue;
      if (rows >= 0) tokens.keepLast(rows);
      else if (isWord(tokens, tokens.count - 1, "VALUES", "VALUE")) rows = tokens.count;
    }
  }

  private isSemicolon(index: number): boolean {
    const { tokens } = this;
    return (
      tokens.kinds[index] === TokenKind.Mark && this.text.charCodeAt(tokens.starts[index] as number) === 59
    );
  }

  private finish(first: number, last: number, terminated: boolean): void {
    if (first === last) return;
    const start = this.tokens.starts[first] as number;
    const end = this.tokens.ends[last - 1] as number;
    this.fragments.push({ kind: "sql", first, last, start, end, terminated });
    if (this.options.dialect === "mariadb" && this.tokens.word(first) === "SET")
      this.oracle = isOracleBehind(this.text.slice(start, end), this.oracle);
  }

  /** Reads a command of the mysql or psql client, where one stands. */
  private clientCommand(): boolean {
    const { lexer, text } = this;
    const facts = lexicalFacts[this.options.dialect];
    const start = lexer.at;
    if (text.charCodeAt(start) === 92) {
      lexer.restOfLine();
      this.client(start);
      return true;
    }
    if (!facts.mysqlClient) return false;
    const word =
      /(?:delimiter|source|system|tee|notee|pager|nopager|warnings|nowarning|charset|prompt|status|clear|ego|go|exit|quit|edit|print|rehash|resetconnection|connect)(?=[\s;]|$)/iy;
    word.lastIndex = start;
    const found = word.exec(text)?.[0].toLowerCase();
    if (found === undefined) return false;
    lexer.at += found.length;
    const rest = lexer.restOfLine();
    if (found === "delimiter") this.setDelimiter(rest);
    this.client(start);
    return true;
  }

  /** What stands behind DELIMITER: on its line, or, where tools let it, alone on the next one. */
  private setDelimiter(rest: string): void {
    const { lexer } = this;
    let wanted = rest.trim().split(/\s/)[0] ?? "";
    if (wanted === "") {
      const next = /\s*([^\sA-Za-z0-9_'"`]+)[ \t]*(?=[\r\n]|$)/y;
      next.lastIndex = lexer.at;
      const found = next.exec(this.text);
      if (!found) return;
      wanted = found[1] as string;
      lexer.at = next.lastIndex;
    }
    lexer.delimiter = wanted;
  }

  private client(start: number): void {
    const count = this.tokens.count;
    this.fragments.push({
      kind: "client",
      first: count,
      last: count,
      start,
      end: start + this.text.slice(start, this.lexer.at).trimEnd().length,
      terminated: true,
    });
  }

  /** A backslash command behind a query ends it: psql's `\g`, `\gexec`, `\watch`; of mysql's only `\g` and `\G`. */
  private clientGo(first: number): boolean {
    const { tokens, lexer, text } = this;
    const index = tokens.count - 1;
    const start = tokens.starts[index] as number;
    if (text.charCodeAt(start) !== 92 || index === first) return false;
    const isMysql = lexicalFacts[this.options.dialect].mysqlClient;
    if (isMysql && !/[gG]/.test(text.charAt(start + 1))) return false;
    tokens.count--;
    this.finish(first, tokens.count, true);
    lexer.at = isMysql ? start + 2 : start;
    if (!isMysql) lexer.restOfLine();
    this.client(start);
    return true;
  }

  /** The lines behind COPY … FROM stdin, up to `\.` alone on a line. */
  private copyData(first: number): void {
    const { tokens, text, lexer } = this;
    if (!lexicalFacts[this.options.dialect].psqlClient) return;
    if (tokens.word(first) !== "COPY") return;
    let from = false;
    for (let index = first + 1; index < tokens.count; index++) {
      if (from && tokens.word(index) === "STDIN") {
        const end = /^\\\.[ \t]*\r?$/gm;
        const start = lexer.at;
        end.lastIndex = start;
        const stop = end.test(text) ? end.lastIndex : text.length;
        lexer.at = stop;
        this.fragments.push({
          kind: "data",
          first: tokens.count,
          last: tokens.count,
          start,
          end: stop,
          terminated: true,
        });
        return;
      }
      from = tokens.word(index) === "FROM";
    }
  }
}

function isWord(tokens: Tokens, index: number, one: string, other: string): boolean {
  if (tokens.kinds[index] !== TokenKind.Word) return false;
  const length = (tokens.ends[index] as number) - (tokens.starts[index] as number);
  if (length !== one.length && length !== other.length) return false;
  const word = tokens.word(index);
  return word === one || word === other;
}
