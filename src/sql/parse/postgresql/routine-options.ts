// What stands behind the parameters of a routine: RETURNS, LANGUAGE, AS and so on. In: a cursor behind the parameters.
// Out: where the body stands, and its language.

import { decodeString } from "../../literal.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readRoutineParameters } from "./routine-parameters.js";
import { skipExpression } from "./skip-expression.js";
import { readType } from "./type.js";

export interface RoutineSource {
  /** In lower case; `sql` for bodies without quotes. */
  readonly language?: string;
  /** The token that begins the body: a string, or BEGIN ATOMIC or RETURN. */
  readonly body?: number;
  /** Behind the last token of a body without quotes. */
  readonly end?: number;
}

export function readFunctionOptions(cursor: Cursor): RoutineSource {
  let language: string | undefined;
  let body: number | undefined;
  readReturns(cursor);
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.accept("LANGUAGE")) language = readLanguageName(cursor);
    else if (cursor.accept("AS")) body = readSource(cursor) ?? body;
    else if (cursor.is("RETURN") || (cursor.is("BEGIN") && cursor.is("ATOMIC", 1))) {
      const end = skipStandardBody(cursor);
      return { language: "sql", body: start, end };
    } else if (!skipOption(cursor)) break;
  }
  return { ...(language === undefined ? {} : { language }), ...(body === undefined ? {} : { body }) };
}

/** A name or one string: the code may stand right behind it. */
export function readLanguageName(cursor: Cursor): string | undefined {
  if (cursor.kind() !== TokenKind.String) return cursor.name()?.text;
  cursor.at++;
  return decodeString(cursor.text(-1), cursor.dialect).toLowerCase();
}

function readReturns(cursor: Cursor): void {
  if (!cursor.accept("RETURNS")) return;
  if (cursor.accept("TABLE")) {
    readRoutineParameters(cursor);
    return;
  }
  cursor.accept("SETOF");
  readType(cursor);
}

/** The code in quotes, or the library and symbol of a function in C. */
function readSource(cursor: Cursor): number | undefined {
  const at = cursor.at;
  if (cursor.kind() !== TokenKind.String) {
    cursor.problem(
      cursor.here(),
      `Expected the code of the routine, in quotes${found(cursor)}.`,
      undefined,
      false,
    );
    return undefined;
  }
  cursor.at++;
  if (cursor.isMark(",") && cursor.kind(1) === TokenKind.String) cursor.at += 2;
  return at;
}

function skipStandardBody(cursor: Cursor): number {
  if (cursor.accept("RETURN")) skipExpression(cursor);
  else cursor.at = cursor.last;
  return cursor.at;
}

const plainWords = ["IMMUTABLE", "STABLE", "VOLATILE", "STRICT", "LEAKPROOF", "WINDOW"];

function skipOption(cursor: Cursor): boolean {
  if (cursor.acceptAny(plainWords) || cursor.accept("NOT", "LEAKPROOF")) return true;
  if (
    cursor.accept("CALLED", "ON", "NULL", "INPUT") ||
    cursor.acceptAll(["RETURNS", "NULL", "ON", "NULL", "INPUT"])
  )
    return true;
  const start = cursor.at;
  cursor.accept("EXTERNAL");
  if (cursor.accept("SECURITY")) return cursor.acceptAny(["DEFINER", "INVOKER"]) !== undefined;
  cursor.at = start;
  if (cursor.accept("PARALLEL") || cursor.accept("COST") || cursor.accept("ROWS")) {
    cursor.at++;
    return true;
  }
  if (cursor.accept("SUPPORT")) return cursor.objectName() !== undefined;
  if (cursor.accept("SET")) return skipSetting(cursor);
  if (cursor.accept("RESET")) return cursor.objectName() !== undefined;
  if (cursor.accept("TRANSFORM")) return skipTransform(cursor);
  // WITH (isStrict): until PostgreSQL 11.
  return cursor.is("WITH") && cursor.isMark("(", 1) && cursor.accept("WITH") && cursor.skipParentheses();
}

/** SET search_path = a, b; SET x FROM CURRENT. */
function skipSetting(cursor: Cursor): boolean {
  if (cursor.accept("TIME", "ZONE")) cursor.at++;
  else {
    cursor.objectName();
    if (cursor.accept("FROM", "CURRENT")) return true;
    if (!cursor.accept("TO") && !cursor.acceptMark("=")) return false;
    do {
      cursor.acceptMark("-");
      cursor.at++;
    } while (cursor.acceptMark(","));
  }
  return true;
}

function skipTransform(cursor: Cursor): boolean {
  do {
    cursor.accept("FOR", "TYPE");
    readType(cursor);
  } while (cursor.acceptMark(","));
  return true;
}
