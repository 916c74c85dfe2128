// One statement's tokens → a Statement. In: a stretch of tokens. Out: what it is; what nobody can read is opaque, with the reason.
// The dialect decides who reads it.

import type { SourceFile } from "../../text/source-file.js";
import type { Dialect } from "../definition.js";
import type { Comment } from "../statement.js";
import { TokenKind, type Tokens } from "../tokens.js";
import { finishStatement, type ReadContext } from "./context.js";
import { Cursor } from "./cursor.js";
import { readMysqlStatement } from "./mysql/statement.js";
import { readPostgresqlStatement } from "./postgresql/statement.js";
import type { Body } from "./session.js";

/** A reader of the statements of one text. */
export function createReader(
  tokens: Tokens,
  file: SourceFile,
  dialect: Dialect,
  comments: Comment[] = [],
): ReadContext {
  const readStatement = dialect === "postgresql" ? readPostgresqlStatement : readMysqlStatement;
  const context: ReadContext = {
    tokens,
    file,
    dialect,
    comments,
    open: (inner) => createReader(inner, file, dialect, comments),
    read(first, last) {
      const cursor = new Cursor(tokens, file, dialect, first, last);
      const { verb, body } = readStatement(cursor, context);
      noteUnclosed(cursor);
      return finishStatement(cursor, verb, readRest(cursor, context, body));
    },
  };
  return context;
}

// What begins a line with one of these, behind DDL that is complete, is a statement of its own.
const statementWords = [
  "CREATE",
  "ALTER",
  "DROP",
  "RENAME",
  "INSERT",
  "UPDATE",
  "DELETE",
  "TRUNCATE",
  "CALL",
];

/** What stands behind a DDL statement that could have ended: a forgotten `;` and the next statement, or too much. */
function readRest(cursor: Cursor, context: ReadContext, body: Body): Body {
  if (cursor.done || body.kind !== "ddl") return body;
  if (cursor.isAny(statementWords) && cursor.startsLine()) {
    cursor.problem(
      cursor.here(),
      `A \`;\` is missing before \`${cursor.text()}\`.`,
      "Write `;` behind the statement before.",
    );
    const rest = context.read(cursor.at, cursor.last);
    for (const { range, message, help, certain } of rest.problems)
      cursor.problem(range, message, help, certain);
    cursor.constructs.push(...rest.constructs);
    return rest.kind === "ddl" ? { kind: "ddl", changes: [...body.changes, ...rest.changes] } : body;
  }
  if (cursor.problems.length > 0) return body;
  if (cursor.isMark(")")) cursor.problem(cursor.here(), "This `)` closes nothing.", "Remove it.");
  else cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` here.`, undefined, false);
  return body;
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
