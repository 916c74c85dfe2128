// One statement's tokens → a Statement. In: a stretch of tokens. Out: what it is; what nobody can read is opaque, with the reason.
// The dialect decides who reads it.

import type { SourceFile } from "../../text/source-file.js";
import type { Dialect } from "../definition.js";
import { TokenKind, type Tokens } from "../tokens.js";
import { finishStatement, type ReadContext } from "./context.js";
import { Cursor } from "./cursor.js";
import { readMysqlStatement } from "./mysql/statement.js";

/** A reader of the statements of one text. */
export function createReader(tokens: Tokens, file: SourceFile, dialect: Dialect): ReadContext {
  const context: ReadContext = {
    tokens,
    file,
    dialect,
    read(first, last) {
      const cursor = new Cursor(tokens, file, dialect, first, last);
      const { verb, body } = readMysqlStatement(cursor, context);
      noteUnclosed(cursor);
      return finishStatement(cursor, verb, body);
    },
  };
  return context;
}

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
    `This ${open === "/*" ? "comment" : `\`${open}\``} is never closed.`,
    `Write \`${close}\` where it ends.`,
  );
}
