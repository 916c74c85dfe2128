// DECLARE of PL/pgSQL. In: a cursor behind the word. Out: assignments, one statement a declaration.

import type { Expression } from "../../expression.js";
import type { Statement } from "../../statement.js";
import { finishStatement } from "../context.js";
import { Cursor } from "../cursor.js";
import { readValue, skipToSemicolon } from "./plpgsql-expression.js";

/** Up to BEGIN. */
export function readDeclarations(cursor: Cursor): Statement[] {
  const declared: Statement[] = [];
  while (!cursor.done && !cursor.is("BEGIN")) {
    if (cursor.accept("DECLARE") || cursor.acceptMark(";")) continue;
    const start = cursor.at;
    const name = cursor.name();
    if (!name) {
      cursor.at++;
      continue;
    }
    const value = readInitialValue(cursor);
    skipToSemicolon(cursor);
    const whole = new Cursor(cursor.tokens, cursor.file, cursor.dialect, start, cursor.at);
    declared.push(
      finishStatement(whole, "DECLARE", {
        kind: "assign",
        assignments: [{ variable: name.text.toLowerCase(), value }],
      }),
    );
  }
  return declared;
}

/** A variable without a value is NULL (PostgreSQL 18 manual 41.3); cursors and aliases are told by their words. */
function readInitialValue(cursor: Cursor): Expression {
  const start = cursor.at - 1;
  while (!cursor.done && !cursor.isMark(";")) {
    if (cursor.isAny(["CURSOR", "ALIAS"])) return { kind: "unknown", range: cursor.here() };
    if (cursor.acceptMark(":=") || cursor.acceptMark("=") || cursor.accept("DEFAULT"))
      return readValue(cursor, []);
    if (!cursor.skipParentheses()) cursor.at++;
  }
  return { kind: "null", range: cursor.since(start) };
}
