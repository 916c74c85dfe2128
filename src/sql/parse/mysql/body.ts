// Bodies of routines, triggers and events, and MariaDB's compound statements. In: a cursor at the body. Out: its statements.
// Loops are opaque where they could change the schema: how often they run is not known, unless they fetch what the catalogs have.

import type { Expression } from "../../expression.js";
import type { Statement } from "../../statement.js";
import { finishStatement, type ReadContext } from "../context.js";
import { Cursor } from "../cursor.js";
import { effectsOf } from "../effects.js";
import { readExpression } from "../expression.js";
import { tooDeep } from "../nesting.js";
import type { Body } from "../session.js";
import { readFetchLoop } from "./fetch-loop.js";

const loopWords = ["LOOP", "WHILE", "REPEAT", "FOR"];

/** Whether a compound statement begins here: a block, IF, CASE or a loop, perhaps with a label. */
export function bodyStarts(cursor: Cursor): boolean {
  const ahead = cursor.isName() && cursor.isMark(":", 1) ? 2 : 0;
  if (cursor.is("BEGIN", ahead)) return cursor.at + ahead + 1 < cursor.last && !cursor.is("WORK", ahead + 1);
  if (cursor.is("IF", ahead) || cursor.is("CASE", ahead)) return true;
  return cursor.isAny(loopWords, ahead);
}

/** A body, whole: the statements of its block, or its one statement. */
export function readBody(cursor: Cursor, context: ReadContext): readonly Statement[] {
  return readList(cursor, context, []);
}

/** A compound statement that stands on its own. */
export function readCompound(cursor: Cursor, context: ReadContext): Body {
  const only = readOne(cursor, context);
  cursor.at = cursor.last;
  if (only?.kind === "block" || only?.kind === "if" || only?.kind === "opaque") return only;
  return { kind: "opaque", reason: "a compound statement that could not be read", mayChangeSchema: true };
}

/** Statements up to one of the words, or the end. */
function readList(cursor: Cursor, context: ReadContext, until: readonly string[]): readonly Statement[] {
  const list: Statement[] = [];
  while (!cursor.done && !(until.length > 0 && cursor.isAny(until))) {
    if (cursor.acceptMark(";")) continue;
    const before = cursor.at;
    const statement = readOne(cursor, context);
    if (statement) list.push(statement);
    if (cursor.at === before) cursor.at++;
  }
  return list;
}

function readOne(cursor: Cursor, context: ReadContext): Statement {
  if (!context.nesting.enter()) {
    const start = cursor.at;
    const verb = cursor.upper();
    cursor.at = cursor.last;
    return finish(cursor, start, verb, tooDeep);
  }
  const statement = readStatement(cursor, context);
  context.nesting.leave();
  return statement;
}

function readStatement(cursor: Cursor, context: ReadContext): Statement {
  const start = cursor.at;
  if (cursor.isName() && cursor.isMark(":", 1)) cursor.at += 2;
  if (cursor.accept("BEGIN")) return readBlock(cursor, context, start);
  if (cursor.accept("IF")) return readIf(cursor, context, start);
  if (cursor.is("CASE")) return readCase(cursor, context, start);
  if (cursor.isAny(loopWords)) return readLoop(cursor, context, start);
  if (cursor.accept("DECLARE")) return readDeclare(cursor, context, start);
  return readPlain(cursor, context);
}

function finish(cursor: Cursor, start: number, verb: string, body: Body): Statement {
  return finishStatement(
    new Cursor(
      cursor.tokens,
      cursor.file,
      cursor.dialect,
      start,
      Math.min(Math.max(cursor.at, start + 1), cursor.last),
    ),
    verb,
    body,
  );
}

function readBlock(cursor: Cursor, context: ReadContext, start: number): Statement {
  cursor.accept("NOT", "ATOMIC");
  const body = readList(cursor, context, ["END", "EXCEPTION"]);
  const handlers: string[] = [];
  // MariaDB's Oracle mode and PL/pgSQL: EXCEPTION WHEN x THEN ….
  if (cursor.accept("EXCEPTION")) {
    while (cursor.accept("WHEN")) {
      while (!cursor.done && !cursor.accept("THEN")) {
        if (cursor.isName()) handlers.push(cursor.text().toLowerCase());
        cursor.at++;
      }
      readList(cursor, context, ["END", "WHEN"]);
    }
  }
  for (const statement of body) {
    if (statement.kind === "block" && statement.verb === "DECLARE HANDLER")
      handlers.push(...statement.handlers);
  }
  cursor.accept("END");
  if (cursor.isName() && !cursor.isMark(";") && !cursor.done) cursor.name();
  const statements = body.filter((statement) => statement.verb !== "DECLARE HANDLER");
  return finish(cursor, start, "BEGIN", { kind: "block", body: statements, handlers });
}

function readIf(cursor: Cursor, context: ReadContext, start: number): Statement {
  const branches: { condition: Expression; body: readonly Statement[] }[] = [];
  do {
    const condition = readExpression(cursor);
    while (!cursor.done && !cursor.is("THEN") && !cursor.isMark(";")) cursor.at++;
    cursor.accept("THEN");
    branches.push({ condition, body: readList(cursor, context, ["ELSEIF", "ELSIF", "ELSE", "END"]) });
  } while (cursor.accept("ELSEIF") || cursor.accept("ELSIF"));
  const otherwise = cursor.accept("ELSE") ? readList(cursor, context, ["END"]) : [];
  cursor.accept("END");
  cursor.accept("IF");
  return finish(cursor, start, "IF", { kind: "if", branches, otherwise });
}

function readCase(cursor: Cursor, context: ReadContext, start: number): Statement {
  cursor.at++;
  const subject = cursor.is("WHEN") ? undefined : readExpression(cursor);
  const branches: { condition: Expression; body: readonly Statement[] }[] = [];
  while (cursor.accept("WHEN")) {
    const value = readExpression(cursor);
    const condition: Expression = subject
      ? { kind: "call", name: "=", arguments: [subject, value], range: value.range }
      : value;
    while (!cursor.done && !cursor.accept("THEN")) cursor.at++;
    branches.push({ condition, body: readList(cursor, context, ["WHEN", "ELSE", "END"]) });
  }
  const otherwise = cursor.accept("ELSE") ? readList(cursor, context, ["END"]) : [];
  cursor.accept("END");
  cursor.accept("CASE");
  return finish(cursor, start, "CASE", { kind: "if", branches, otherwise });
}

function readLoop(cursor: Cursor, context: ReadContext, start: number): Statement {
  const word = cursor.upper();
  cursor.at++;
  if (word === "WHILE" || word === "FOR") {
    while (!cursor.done && !cursor.is("DO") && !cursor.isMark(";")) cursor.at++;
    cursor.accept("DO");
  }
  const body = readList(cursor, context, word === "REPEAT" ? ["UNTIL", "END"] : ["END"]);
  if (cursor.accept("UNTIL")) readExpression(cursor);
  while (!cursor.done && !cursor.is("END") && !cursor.isMark(";")) cursor.at++;
  cursor.accept("END");
  cursor.accept(word);
  if (cursor.isName() && !cursor.done) cursor.name();
  const effects = effectsOf(body);
  const fetching = effects.mayChangeSchema ? readFetchLoop(cursor, start, body) : undefined;
  if (fetching) return finish(cursor, start, word, { kind: "block", handlers: [], ...fetching });
  const reason = `how often this ${word} loop runs is not known`;
  return finish(cursor, start, word, { kind: "opaque", reason, ...effects });
}

function readDeclare(cursor: Cursor, context: ReadContext, start: number): Statement {
  if (cursor.isAny(["CONTINUE", "EXIT", "UNDO"])) {
    cursor.at++;
    cursor.accept("HANDLER", "FOR");
    const handlers: string[] = [];
    do {
      const condition = cursor.at;
      if (cursor.accept("SQLSTATE")) cursor.accept("VALUE");
      if (cursor.accept("NOT")) cursor.accept("FOUND");
      else cursor.at++;
      handlers.push(cursor.textSince(condition).toLowerCase());
    } while (cursor.acceptMark(","));
    const body = readOne(cursor, context);
    return finish(cursor, start, "DECLARE HANDLER", { kind: "block", body: body ? [body] : [], handlers });
  }
  const names: string[] = [];
  do names.push(cursor.name()?.text.toLowerCase() ?? "");
  while (cursor.acceptMark(","));
  while (!cursor.done && !cursor.is("DEFAULT") && !cursor.isMark(";")) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
  const value: Expression = cursor.accept("DEFAULT")
    ? readExpression(cursor)
    : { kind: "null", range: cursor.since(start) };
  while (!cursor.done && !cursor.isMark(";")) cursor.at++;
  return finish(cursor, start, "DECLARE", {
    kind: "assign",
    assignments: names.map((variable) => ({ variable, value })),
  });
}

/** One plain statement, up to its `;`. */
function readPlain(cursor: Cursor, context: ReadContext): Statement {
  // Where the text ends behind a label or a handler's FOR, the last token is what cannot be read; nothing is behind it.
  const start = Math.min(cursor.at, cursor.last - 1);
  let depth = 0;
  while (!cursor.done && !(cursor.isMark(";") && depth <= 0)) {
    if (cursor.isMark("(")) depth++;
    else if (cursor.isMark(")")) depth--;
    else if (cursor.isMark(";")) break;
    cursor.at++;
  }
  const statement = context.read(start, Math.max(cursor.at, start + 1));
  for (const problem of statement.problems)
    cursor.problem(problem.range, problem.message, problem.help, problem.certain);
  cursor.constructs.push(...statement.constructs);
  return statement;
}
