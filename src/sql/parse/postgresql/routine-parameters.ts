// The parameters of functions and procedures. In: a cursor at the parenthesis. Out: parameters, the place behind it.

import type { Expression } from "../../expression.js";
import type { Parameter } from "../../object-change.js";
import type { Cursor } from "../cursor.js";
import { readExpression } from "../expression.js";
import { readList } from "./list.js";
import { skipExpression } from "./skip-expression.js";
import { readType, startsType } from "./type.js";

/** `(IN a int DEFAULT 1, OUT b text, VARIADIC c int[])`. */
export function readRoutineParameters(cursor: Cursor): readonly Parameter[] {
  const parameters: Parameter[] = [];
  if (!cursor.isMark("(")) return parameters;
  readList(cursor, {
    what: "parameters",
    mayBeEmpty: true,
    readOne: () => parameters.push(readParameter(cursor)),
  });
  return parameters;
}

function readParameter(cursor: Cursor): Parameter {
  const before = readMode(cursor);
  const name = isTypeAlone(cursor) ? undefined : cursor.name();
  const mode = before ?? readMode(cursor) ?? "in";
  cursor.accept("SETOF");
  const type = readType(cursor);
  const value = readParameterDefault(cursor);
  return { ...(name ? { name } : {}), mode, ...(type ? { type } : {}), ...(value ? { default: value } : {}) };
}

function readParameterDefault(cursor: Cursor): Expression | undefined {
  if (!cursor.accept("DEFAULT") && !cursor.acceptMark("=") && !cursor.acceptMark(":=")) return undefined;
  const start = cursor.at;
  const value = readExpression(cursor);
  cursor.at = start;
  skipExpression(cursor);
  return value;
}

function readMode(cursor: Cursor): Parameter["mode"] | undefined {
  if (cursor.accept("IN", "OUT") || cursor.accept("INOUT")) return "inout";
  if (cursor.is("OUT") && startsType(cursor, 1)) {
    cursor.at++;
    return "out";
  }
  return cursor.accept("IN") || cursor.accept("VARIADIC") ? "in" : undefined;
}

/** A parameter may have a type alone: `f(int, double precision)`. Then nothing follows that type. */
function isTypeAlone(cursor: Cursor): boolean {
  const { at, problems, constructs } = cursor;
  const counts = [problems.length, constructs.length] as const;
  const type = readType(cursor);
  const isAlone =
    cursor.done ||
    cursor.isMark(",") ||
    cursor.isMark(")") ||
    cursor.is("DEFAULT") ||
    cursor.isMark("=") ||
    cursor.isMark(":=");
  cursor.at = at;
  [problems.length, constructs.length] = counts;
  return type !== undefined && isAlone;
}
