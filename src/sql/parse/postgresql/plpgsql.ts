// PL/pgSQL: blocks, conditions, loops, dynamic SQL. In: a cursor over the code of a body. Out: its statements.
// Loops whose rounds neither stand in the text nor come from the catalog are opaque where they could change the schema: how often they run is not known.

import type { Expression } from "../../expression.js";
import type { BlockStatement, Rescue, Statement } from "../../statement.js";
import { finishStatement, type ReadContext } from "../context.js";
import { Cursor } from "../cursor.js";
import { changesSchema, effectsOf } from "../effects.js";
import { mostRounds, tooDeep } from "../nesting.js";
import { type Body, readSelect } from "../session.js";
import { report } from "./code.js";
import { readDeclarations } from "./plpgsql-declare.js";
import { readValue, skipToSemicolon, stopsBefore } from "./plpgsql-expression.js";
import { leavesEarly, type Rounds, readRounds } from "./plpgsql-rounds.js";
import { readFetchLoop, readRowSource } from "./plpgsql-rows.js";
import { readCalled } from "./query.js";

/** Where the code is read, and where its problems are told. */
export interface Routine {
  readonly cursor: Cursor;
  readonly context: ReadContext;
}

/** The outermost block: what it declares, then what it does. Nothing where the code is no block. */
export function readRoutine(routine: Routine): Block | undefined {
  const { cursor } = routine;
  // #variable_conflict use_column, #option dump: PostgreSQL 18 manual 41.11.1.
  while (cursor.isMark("#")) cursor.at += 3;
  skipLabel(cursor);
  if (!cursor.isAny(["DECLARE", "BEGIN"])) return undefined;
  return readBlockBody(routine);
}

/** Statements up to one of the words, or the end. */
function readList(routine: Routine, until: readonly string[]): readonly Statement[] {
  const { cursor } = routine;
  const list: Statement[] = [];
  while (!cursor.done && !cursor.isAny(until)) {
    if (cursor.acceptMark(";")) continue;
    const before = cursor.at;
    const statement = readOne(routine);
    if (statement) list.push(statement);
    if (cursor.at === before) cursor.at++;
  }
  return list;
}

function skipLabel(cursor: Cursor): void {
  if (cursor.isMark("<<")) cursor.at += 3;
}

const loopWords = ["LOOP", "WHILE", "FOR", "FOREACH"];
// Of the routine alone: they change no schema that the model knows.
const controlWords = [
  ...[
    "RETURN",
    "EXIT",
    "CONTINUE",
    "RAISE",
    "ASSERT",
    "GET",
    "OPEN",
    "FETCH",
    "MOVE",
    "CLOSE",
    "COMMIT",
    "ROLLBACK",
  ],
];

function readOne(routine: Routine): Statement | undefined {
  const { cursor } = routine;
  const { nesting } = routine.context;
  if (!nesting.enter()) {
    const start = cursor.at;
    const verb = cursor.upper();
    cursor.at = cursor.last;
    return finish(cursor, start, verb, tooDeep);
  }
  const statement = readStatement(routine);
  nesting.leave();
  return statement;
}

function readStatement(routine: Routine): Statement | undefined {
  const { cursor } = routine;
  skipLabel(cursor);
  const start = cursor.at;
  if (isAssignment(cursor)) return readAssignment(cursor);
  if (cursor.isAny(["DECLARE", "BEGIN"])) {
    const block = readBlockBody(routine);
    return finish(cursor, start, "BEGIN", { kind: "block", ...block });
  }
  if (cursor.accept("IF")) return readIf(routine, start);
  if (cursor.is("CASE")) return readCase(routine, start);
  if (cursor.isAny(loopWords)) return readLoop(routine, start);
  if (cursor.accept("EXECUTE")) return readExecute(cursor, start);
  if (cursor.is("NULL") && cursor.isMark(";", 1)) {
    cursor.at++;
    return undefined;
  }
  const part = partOf(cursor);
  if (cursor.isAny(controlWords)) return readControl(cursor, part);
  if (cursor.is("PERFORM")) return finishPart(cursor, part, "PERFORM", readCalled(part) ?? { kind: "query" });
  if (cursor.isAny(["SELECT", "WITH", "VALUES"]) || cursor.isMark("(")) {
    const body = cursor.is("SELECT") ? readSelect(part) : ({ kind: "query" } as const);
    return finishPart(cursor, part, cursor.upper(), body);
  }
  return readSql(routine, part);
}

/** The tokens of one plain statement. */
function partOf(cursor: Cursor): Cursor {
  const start = cursor.at;
  const end = skipToSemicolon(cursor);
  cursor.at = start;
  return new Cursor(cursor.tokens, cursor.file, cursor.dialect, start, Math.max(end, start + 1));
}

function finishPart(cursor: Cursor, part: Cursor, verb: string, body: Body): Statement {
  cursor.at = part.last;
  return finishStatement(part, verb, body);
}

function finish(cursor: Cursor, start: number, verb: string, body: Body): Statement {
  const last = Math.min(Math.max(cursor.at, start + 1), cursor.last);
  return finishStatement(new Cursor(cursor.tokens, cursor.file, cursor.dialect, start, last), verb, body);
}

function readSql({ cursor, context }: Routine, part: Cursor): Statement {
  const statement = context.read(part.first, part.last);
  cursor.at = part.last;
  report({ problems: [...statement.problems], constructs: [...statement.constructs] }, cursor);
  return statement;
}

/** RAISE with its level in the verb, since RAISE EXCEPTION ends the block. */
function readControl(cursor: Cursor, part: Cursor): Statement {
  const word = cursor.upper();
  const isError = word === "RAISE" && !cursor.isAny(["NOTICE", "WARNING", "INFO", "LOG", "DEBUG"], 1);
  return finishPart(cursor, part, isError ? "RAISE EXCEPTION" : word, { kind: "session" });
}

/** `x := 1`, `NEW.a = 1`, `x[1] := 1`. */
function isAssignment(cursor: Cursor): boolean {
  if (!cursor.isName()) return false;
  let ahead = 1;
  while (cursor.isMark(".", ahead) || cursor.isMark("[", ahead)) {
    if (cursor.isMark("[", ahead)) {
      while (cursor.at + ahead < cursor.last && !cursor.isMark("]", ahead)) ahead++;
      ahead++;
    } else ahead += 2;
  }
  return cursor.isMark(":=", ahead) || cursor.isMark("=", ahead);
}

function readAssignment(cursor: Cursor): Statement {
  const start = cursor.at;
  while (!cursor.isMark(":=") && !cursor.isMark("=")) cursor.at++;
  const variable = cursor.textSince(start).toLowerCase().replaceAll('"', "");
  cursor.at++;
  const value = readValue(cursor, [";"]);
  skipToSemicolon(cursor);
  return finish(cursor, start, "SET", { kind: "assign", assignments: [{ variable, value }] });
}

type Block = Pick<BlockStatement, "body" | "handlers" | "rescues">;

function readBlockBody(routine: Routine): Block {
  const { cursor } = routine;
  const declared = cursor.accept("DECLARE") ? readDeclarations(cursor) : [];
  cursor.accept("BEGIN");
  const body = [...declared, ...readList(routine, ["END", "EXCEPTION"])];
  const rescues = cursor.accept("EXCEPTION") ? readRescues(routine) : [];
  cursor.accept("END");
  if (cursor.isName()) cursor.at++;
  // What is raised anew is not swallowed.
  const swallowing = rescues.filter((rescue) => !rescue.body.some(({ verb }) => verb === "RAISE EXCEPTION"));
  const handlers = swallowing.flatMap(({ conditions }) => conditions);
  return swallowing.some((rescue) => changesSchema(rescue.body))
    ? { body, handlers, rescues: swallowing }
    : { body, handlers };
}

/** EXCEPTION WHEN a OR b THEN … */
function readRescues(routine: Routine): readonly Rescue[] {
  const { cursor } = routine;
  const rescues: Rescue[] = [];
  while (cursor.accept("WHEN")) {
    const start = cursor.at - 1;
    const conditions: string[] = [];
    while (!cursor.done && !cursor.accept("THEN")) {
      if (cursor.accept("SQLSTATE")) conditions.push(cursor.text().replaceAll("'", "").toLowerCase());
      else if (cursor.isName() && !cursor.is("OR")) conditions.push(cursor.text().toLowerCase());
      cursor.at++;
    }
    const body = readList(routine, ["END", "WHEN"]);
    rescues.push({ conditions, body, location: { file: cursor.file, range: cursor.since(start) } });
  }
  return rescues;
}

function readIf(routine: Routine, start: number): Statement {
  const { cursor } = routine;
  const branches: { condition: Expression; body: readonly Statement[] }[] = [];
  do {
    const condition = readValue(cursor, ["THEN"]);
    cursor.accept("THEN");
    branches.push({ condition, body: readList(routine, ["ELSEIF", "ELSIF", "ELSE", "END"]) });
  } while (cursor.accept("ELSEIF") || cursor.accept("ELSIF"));
  const otherwise = cursor.accept("ELSE") ? readList(routine, ["END"]) : [];
  cursor.accept("END");
  cursor.accept("IF");
  return finish(cursor, start, "IF", { kind: "if", branches, otherwise });
}

function readCase(routine: Routine, start: number): Statement {
  const { cursor } = routine;
  cursor.at++;
  const subject = cursor.is("WHEN") ? undefined : readValue(cursor, ["WHEN"]);
  const branches: { condition: Expression; body: readonly Statement[] }[] = [];
  while (cursor.accept("WHEN")) {
    const value = readValue(cursor, ["THEN"]);
    const condition: Expression = subject
      ? { kind: "call", name: "=", arguments: [subject, value], range: value.range }
      : value;
    cursor.accept("THEN");
    branches.push({ condition, body: readList(routine, ["WHEN", "ELSE", "END"]) });
  }
  const otherwise = cursor.accept("ELSE") ? readList(routine, ["END"]) : [];
  cursor.accept("END");
  cursor.accept("CASE");
  return finish(cursor, start, "CASE", { kind: "if", branches, otherwise });
}

function readLoop(routine: Routine, start: number): Statement {
  const { cursor } = routine;
  const word = cursor.upper();
  const rounds = readRounds(cursor);
  const rows = rounds ? undefined : readRowSource(cursor);
  if (word !== "LOOP") stopsBefore(cursor, ["LOOP"]);
  cursor.accept("LOOP");
  const readBody = () => readList(routine, ["END"]);
  const followed = rounds && routine.context.nesting.inRounds(rounds.values.length, readBody);
  const body = followed ?? readBody();
  cursor.accept("END");
  cursor.accept("LOOP");
  if (cursor.isName() && !cursor.isMark(";")) cursor.at++;
  if (rounds && followed && !leavesEarly(body))
    return unroll(finish(cursor, start, word, emptyBlock), rounds, body);
  const over = rows ? { rows, body } : word === "LOOP" ? readFetchLoop(cursor, start, body) : undefined;
  if (over && !leavesEarly(over.body)) return finish(cursor, start, word, { ...emptyBlock, ...over });
  const reason =
    rounds && !followed
      ? `this ${word} loop has more rounds than the ${mostRounds} that are followed`
      : `how often this ${word} loop runs is not known`;
  return finish(cursor, start, word, { kind: "opaque", reason, ...effectsOf(body) });
}

const emptyBlock = { kind: "block", body: [], handlers: [] } as const;

/** A loop as blocks, one a round, each with its value. */
function unroll(loop: Statement, { variable, values }: Rounds, body: readonly Statement[]): Statement {
  const bare = { dialect: loop.dialect, verb: loop.verb, problems: [], constructs: [] };
  const { file } = loop.location;
  const all = values.map((value): Statement => {
    const assigned: Statement = {
      ...bare,
      kind: "assign",
      verb: "DECLARE",
      assignments: [{ variable, value }],
      location: { file, range: value.range },
    };
    return { ...bare, ...emptyBlock, location: loop.location, body: [assigned, ...body] };
  });
  return { ...loop, ...emptyBlock, body: all };
}

/** EXECUTE of an expression. With INTO it fetches, and what it fetches is not known. */
function readExecute(cursor: Cursor, start: number): Statement {
  const source = readValue(cursor, [";", "INTO", "USING"]);
  const unknown: Expression = { kind: "unknown", range: source.range };
  const variables = cursor.accept("INTO") ? readTargets(cursor) : [];
  skipToSemicolon(cursor);
  if (variables.length === 0) {
    return finish(cursor, start, "EXECUTE", { kind: "execute", source });
  }
  const assignments = variables.map((variable) => ({ variable, value: unknown }));
  return finish(cursor, start, "EXECUTE", { kind: "assign", assignments });
}

function readTargets(cursor: Cursor): readonly string[] {
  cursor.accept("STRICT");
  const targets: string[] = [];
  do {
    const start = cursor.at;
    cursor.objectName();
    targets.push(cursor.textSince(start).toLowerCase());
  } while (cursor.acceptMark(","));
  return targets;
}
