// Where a compound statement ends: BEGIN … END, IF … END IF and so on, so that its `;` are not the statement's.
// In: tokens as they come. Out: whether a body is open. It parses nothing.

import type { Dialect } from "./definition.js";
import { TokenKind, type Tokens } from "./tokens.js";

const routineWords = new Set(["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"]);
// What may stand between CREATE and the word that says what is created.
const prefixWords = new Set([
  "OR",
  "REPLACE",
  "DEFINER",
  "AGGREGATE",
  "CONSTRAINT",
  "SQL",
  "SECURITY",
  "INVOKER",
  "CURRENT_USER",
]);
const loopWords = new Set(["LOOP", "WHILE", "REPEAT", "FOR"]);
const openersAtStart = new Set(["IF", "LOOP", "WHILE", "REPEAT", "FOR"]);
const closedWith = new Set(["IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"]);
// After these a new statement begins inside a body.
const starters = new Set(["BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ROW", "ATOMIC"]);

export class Compound {
  private depth = 0;
  private routine: "unknown" | "yes" | "no" = "unknown";
  private previous = "";
  private afterEnd = false;
  private taken = 0;
  private pendingIf = -1;
  private parentheses = 0;
  private pendingParentheses = 0;
  /** CREATE RULE … DO (a; b): PostgreSQL's one list of statements in parentheses. */
  private rule = false;

  constructor(
    private readonly tokens: Tokens,
    private readonly first: number,
    private readonly dialect: Dialect,
  ) {}

  /** Inside a body: a `;` does not end the statement. */
  isOpen(): boolean {
    return this.routine === "yes" && (this.depth > 0 || (this.rule && this.parentheses > 0));
  }

  semicolon(): void {
    this.previous = ";";
    this.afterEnd = false;
    this.pendingIf = -1;
  }

  take(index: number): void {
    const { tokens } = this;
    if (this.routine === "no") return;
    const kind = tokens.kinds[index] as number;
    if (kind === TokenKind.Mark) {
      this.mark(tokens.text.charCodeAt(tokens.starts[index] as number), index);
      return;
    }
    const word = tokens.word(index);
    this.settleIf(word);
    if (this.routine === "unknown") this.classify(word);
    else this.body(word, index);
    this.previous = word;
    this.taken++;
  }

  private mark(code: number, index: number): void {
    if (code === 40) this.parentheses++;
    if (code === 41) this.parentheses--;
    if (code === 59) this.semicolon();
    else if (code === 58) this.previous = ";";
    else {
      if (code !== 40) this.settleIf(code === 41 || code === 44 ? "" : "(operator)");
      this.previous = "";
    }
    if (code === 41 && this.pendingIf >= 0 && this.parentheses === this.pendingParentheses)
      this.pendingIf = index;
    this.taken++;
  }

  /** Decides from the leading words whether this statement has a body. */
  private classify(word: string): void {
    if (this.taken === 0) {
      if (this.dialect === "postgresql") {
        if (word !== "CREATE") this.routine = "no";
        return;
      }
      if (word === "BEGIN" || word === "CREATE" || word === "ALTER" || word === "DECLARE") return;
      // MariaDB runs IF and loops outside of routines.
      if (openersAtStart.has(word) && word !== "REPEAT") {
        this.routine = "yes";
        this.open(word, this.first);
        return;
      }
      this.routine = "no";
      return;
    }
    if (this.taken === 1 && this.previous === "BEGIN") {
      this.routine = word === "NOT" ? "yes" : "no";
      if (word === "NOT") {
        this.depth = 1;
      }
      return;
    }
    if (routineWords.has(word)) {
      this.routine = "yes";
      return;
    }
    if (word === "RULE" && this.dialect === "postgresql") {
      this.rule = true;
      this.routine = "yes";
      return;
    }
    if (word === "" || prefixWords.has(word) || this.previous === "DEFINER" || this.taken < 8) {
      if (
        ["TABLE", "INDEX", "VIEW", "TYPE", "DATABASE", "SCHEMA", "UNIQUE", "TEMPORARY", "USER"].includes(word)
      )
        this.routine = "no";
      return;
    }
    this.routine = "no";
  }

  private body(word: string, index: number): void {
    if (word === "") return;
    if (this.afterEnd) {
      this.afterEnd = false;
      if (closedWith.has(word)) return;
    }
    if (this.dialect === "postgresql") {
      // Only SQL-standard bodies are not quoted: BEGIN ATOMIC … END (PostgreSQL 17 manual, CREATE FUNCTION).
      if (word === "ATOMIC" && this.previous === "BEGIN") this.enter();
      else if (this.depth > 0 && word === "CASE") this.depth++;
      else if (this.depth > 0 && word === "END") this.depth--;
      return;
    }
    if (word === "BEGIN") this.enter();
    else if (word === "END" && this.depth > 0) {
      this.depth--;
      this.afterEnd = true;
    } else if (word === "CASE") {
      if (this.depth > 0 || this.startsStatement()) this.enter();
    } else if (openersAtStart.has(word) && this.startsStatement()) this.open(word, index);
  }

  private enter(): void {
    this.depth++;
  }

  private startsStatement(): boolean {
    return this.previous === ";" || starters.has(this.previous);
  }

  private open(word: string, index: number): void {
    if (word === "IF" || word === "REPEAT") {
      // IF( and REPEAT( may be functions: settled at the token behind their closing parenthesis.
      if (
        this.tokens.text.charCodeAt(this.tokens.ends[index] as number) === 40 ||
        this.opensParenthesis(index)
      ) {
        if (word === "REPEAT") return;
        this.pendingIf = index;
        this.pendingParentheses = this.parentheses;
        return;
      }
    }
    if (word === "FOR" && this.dialect !== "mariadb") return;
    if (loopWords.has(word) || word === "IF") this.enter();
  }

  private opensParenthesis(index: number): boolean {
    return /^\s*\(/.test(
      this.tokens.text.slice(this.tokens.ends[index] as number, (this.tokens.ends[index] as number) + 40),
    );
  }

  /** `IF (…)` was a statement unless what follows shows that its value is used. */
  private settleIf(word: string): void {
    if (this.pendingIf < 0 || this.parentheses !== this.pendingParentheses) return;
    if (this.tokens.word(this.pendingIf) === "IF") return;
    this.pendingIf = -1;
    if (["END", "WHEN", "ELSE", "AS", "FROM", ""].includes(word)) return;
    this.enter();
  }
}
