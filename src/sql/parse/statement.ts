// One statement's tokens → a Statement. In: a stretch of tokens. Out: what it is; what nobody can read is opaque, with the reason.
// The dialect decides who reads it.

import type { SourceFile } from "../../text/source-file.js";
import type { Dialect } from "../definition.js";
import { asksForAnsiQuotes, isOracleBehind } from "../sql-mode.js";
import type { Comment } from "../statement.js";
import { TokenKind, type Tokens } from "../tokens.js";
import { finishStatement, type ReadContext, type ReadResult } from "./context.js";
import { Cursor, type ReadMode } from "./cursor.js";
import { isStrayWord } from "./mysql/one-string.js";
import { readMysqlStatement } from "./mysql/statement.js";
import { Nesting, tooDeep } from "./nesting.js";
import { startsStatement } from "./next-statement.js";
import { readPostgresqlStatement } from "./postgresql/statement.js";
import type { Body } from "./session.js";

/** A reader of the statements of one text. */
export function createReader(
  tokens: Tokens,
  file: SourceFile,
  dialect: Dialect,
  comments: Comment[] = [],
  mode: ReadMode = { ansiQuotes: false },
  nesting = new Nesting(),
): ReadContext {
  const readStatement = dialect === "postgresql" ? readPostgresqlStatement : readMysqlStatement;
  const readOne = (cursor: Cursor): ReadResult => {
    if (!nesting.enter()) return { verb: cursor.upper(), body: tooDeep };
    const result = readStatement(cursor, context);
    nesting.leave();
    return result;
  };
  const context: ReadContext = {
    tokens,
    file,
    dialect,
    comments,
    nesting,
    open(inner) {
      nesting.opened.push(inner);
      return createReader(inner, file, dialect, comments, mode, nesting);
    },
    release() {
      for (const inner of nesting.opened) inner.release();
      nesting.opened.length = 0;
    },
    read(first, last) {
      const cursor = new Cursor(tokens, file, dialect, first, last, mode);
      const { verb, body, settings } = readOne(cursor);
      noteUnclosed(cursor);
      if (verb === "SET" && dialect !== "postgresql") noteMode(mode, cursor.whole(), dialect);
      const statement = finishStatement(cursor, verb, readRest(cursor, verb, body, readOne));
      return settings ? { ...statement, settings } : statement;
    },
  };
  return context;
}

/** SET sql_mode changes how the statements behind it are read. */
function noteMode(mode: ReadMode, text: string, dialect: Dialect): void {
  // What was in force before a script is not known, so that the end of ANSI_QUOTES is not believed.
  if (asksForAnsiQuotes(text)) mode.ansiQuotes = true;
  if (dialect === "mariadb") mode.oracle = isOracleBehind(text, mode.oracle ?? false);
}

/** What stands behind a DDL statement that could have ended: a forgotten `;` and the next statement, or too much. */
function readRest(cursor: Cursor, verb: string, body: Body, readOne: (from: Cursor) => ReadResult): Body {
  if (cursor.done || body.kind !== "ddl") return body;
  const changes = [...body.changes];
  while (startsStatement(cursor)) {
    cursor.problem(
      cursor.here(),
      `A \`;\` is missing before \`${cursor.text()}\`.`,
      "Write `;` behind the statement before.",
    );
    const next = cursor.fromHere();
    const read = readOne(next);
    for (const { range, message, help, certain } of next.problems)
      cursor.problem(range, message, help, certain);
    for (const { construct, range } of next.constructs) cursor.construct(construct, range);
    cursor.at = next.at;
    if (read.body.kind !== "ddl") return { kind: "ddl", changes };
    for (const change of read.body.changes) changes.push(change);
  }
  const whole: Body = { kind: "ddl", changes };
  if (cursor.done || cursor.problems.length > 0) return whole;
  if (cursor.isMark(")")) cursor.problem(cursor.here(), "This `)` closes nothing.", "Remove it.");
  else
    cursor.problem(
      cursor.here(),
      `Cannot read \`${cursor.text()}\` here.`,
      undefined,
      isTooMuch(cursor, verb),
    );
  return whole;
}

/** Behind these statements of MySQL and MariaDB no other word can follow: they are read to their end. */
function isTooMuch(cursor: Cursor, verb: string): boolean {
  return cursor.dialect !== "postgresql" && /(?:TABLE|INDEX)$/.test(verb) && isStrayWord(cursor);
}

const quoteWords: Readonly<Record<string, string>> = {
  "/*": "comment",
  "'": "single quote",
  '"': "double quote",
  "`": "backtick",
};

function noteUnclosed(cursor: Cursor): void {
  const { tokens } = cursor;
  if (tokens.kinds[cursor.last - 1] !== TokenKind.Unclosed) return;
  const start = tokens.starts[cursor.last - 1] as number;
  const open = /^[^'"`$/]*(\/\*|\$[^$]*\$|['"`])/.exec(tokens.text.slice(start, start + 80))?.[1] ?? "";
  const close = open === "/*" ? "*/" : open;
  // All that follows was swallowed: what else seems wrong in there is no problem of its own.
  cursor.problems.length = 0;
  cursor.problem(
    tokens.range(start, start + open.length),
    `This ${quoteWords[open] ?? "quote"} is never closed.`,
    `Write \`${close}\` where it ends.`,
  );
}
