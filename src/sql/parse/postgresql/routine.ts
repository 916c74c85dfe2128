// CREATE FUNCTION and PROCEDURE, and DO. In: a cursor behind the word. Out: a change with the routine's statements, or a block.

import type { Change } from "../../change.js";
import type { ObjectName } from "../../definition.js";
import type { Parameter } from "../../object-change.js";
import { split } from "../../split.js";
import type { Statement } from "../../statement.js";
import { TokenKind } from "../../tokens.js";
import type { ReadContext } from "../context.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import type { Body } from "../session.js";
import { openCode, openString, report } from "./code.js";
import { readObjectName } from "./names.js";
import { readRoutine } from "./plpgsql.js";
import { type RoutineSource, readFunctionOptions, readLanguageName } from "./routine-options.js";
import { readRoutineParameters } from "./routine-parameters.js";

export function readCreateRoutine(
  cursor: Cursor,
  context: ReadContext,
  object: "function" | "procedure",
  orReplace: boolean,
): readonly Change[] {
  const name = readObjectName(cursor, `the name of the ${object}`);
  if (!name) return [];
  if (!cursor.isMark("("))
    cursor.problem(cursor.here(), `Expected \`(\` and the parameters of the ${object}${found(cursor)}.`);
  const parameters = readRoutineParameters(cursor);
  const source = readFunctionOptions(cursor);
  return [createRoutine(cursor, context, { object, name, orReplace, parameters }, source)];
}

interface Head {
  readonly object: "function" | "procedure";
  readonly name: ObjectName;
  readonly orReplace: boolean;
  readonly parameters: readonly Parameter[];
}

function createRoutine(cursor: Cursor, context: ReadContext, head: Head, source: RoutineSource): Change {
  const body = readBody(cursor, context, source);
  const bodyRange = source.body === undefined ? undefined : rangeOf(cursor, source);
  return {
    kind: "createObject",
    ...head,
    ifNotExists: false,
    ...(body ? { body } : {}),
    ...(bodyRange ? { bodyRange } : {}),
    range: cursor.since(cursor.first),
  };
}

function rangeOf(cursor: Cursor, { body = 0, end = body + 1 }: RoutineSource) {
  const { tokens } = cursor;
  return tokens.range(tokens.starts[body] as number, tokens.ends[end - 1] as number);
}

function readBody(
  cursor: Cursor,
  context: ReadContext,
  source: RoutineSource,
): readonly Statement[] | undefined {
  const { body, end, language } = source;
  if (body === undefined) return undefined;
  if (end !== undefined) return readStandardBody(cursor, context, body, end);
  const behind = cursor.at;
  cursor.at = body;
  const statements = language === "plpgsql" ? readPlpgsql(cursor, context) : undefined;
  const plain = language === "sql" ? readSql(cursor, context) : undefined;
  cursor.at = behind;
  return statements ? [statements] : plain;
}

/** The code of the string here, as one block; nothing where it is none. */
function readPlpgsql(cursor: Cursor, context: ReadContext): Statement | undefined {
  const code = openCode(cursor, context);
  if (code.cursor.done) return undefined;
  const block = readRoutine(code);
  report(code.cursor, cursor);
  if (!block) return undefined;
  const { tokens } = code.cursor;
  const range = tokens.range(tokens.starts[0] as number, tokens.ends[tokens.count - 1] as number);
  const common = {
    location: { file: cursor.file, range },
    dialect: cursor.dialect,
    problems: [],
    constructs: [],
  };
  return { kind: "block", verb: "BEGIN", ...block, ...common };
}

function readSql(cursor: Cursor, context: ReadContext): readonly Statement[] {
  const tokens = openString(cursor);
  const inner = context.open(tokens);
  const { fragments, comments } = split(tokens, { dialect: cursor.dialect, versionNumber: 0 });
  for (const comment of comments) context.comments.push(comment);
  return fragments
    .filter((fragment) => fragment.kind === "sql")
    .map(({ first, last }) => reported(inner.read(first, last), cursor));
}

function reported(statement: Statement, cursor: Cursor): Statement {
  report({ problems: [...statement.problems], constructs: [...statement.constructs] }, cursor);
  return statement;
}

/** BEGIN ATOMIC a; b; END, and RETURN x: no strings (PostgreSQL 18 manual, CREATE FUNCTION). */
function readStandardBody(
  cursor: Cursor,
  context: ReadContext,
  body: number,
  end: number,
): readonly Statement[] {
  const statements: Statement[] = [];
  const behind = cursor.at;
  cursor.at = body;
  cursor.construct("sql-standard-body", cursor.here());
  if (cursor.accept("BEGIN", "ATOMIC")) {
    while (cursor.at < end - 1) {
      const start = cursor.at;
      while (cursor.at < end - 1 && !cursor.isMark(";")) cursor.at++;
      if (cursor.at > start && !cursor.is("RETURN", start - cursor.at))
        statements.push(reported(context.read(start, cursor.at), cursor));
      cursor.acceptMark(";");
    }
  }
  cursor.at = behind;
  return statements;
}

/** DO $$ … $$ [LANGUAGE plpgsql]. */
export function readDo(cursor: Cursor, context: ReadContext): Body {
  const language = readLanguage(cursor);
  const at = cursor.at;
  if (cursor.kind() !== TokenKind.String) {
    cursor.problem(cursor.here(), `Expected the code of the block, in quotes${found(cursor)}.`);
    cursor.at = cursor.last;
    return { kind: "opaque", reason: "DO without code", mayChangeSchema: false };
  }
  cursor.at++;
  const named = language ?? readLanguage(cursor) ?? "plpgsql";
  const behind = cursor.at;
  if (named !== "plpgsql")
    return { kind: "opaque", reason: `code in ${named} is not followed`, mayChangeSchema: true };
  cursor.at = at;
  const block = readPlpgsql(cursor, context);
  cursor.at = behind;
  if (block?.kind === "block")
    return { kind: "block", body: block.body, handlers: block.handlers, rescues: block.rescues };
  return { kind: "opaque", reason: "the code of DO could not be read", mayChangeSchema: true };
}

function readLanguage(cursor: Cursor): string | undefined {
  if (!cursor.accept("LANGUAGE")) return undefined;
  return readLanguageName(cursor);
}
