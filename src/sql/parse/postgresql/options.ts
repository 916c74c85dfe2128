// WITH (name = value), options of sequences, OPTIONS (…) of foreign tables. In: a cursor at the clause. Out: options by name.

import type { TableOption } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readList } from "./list.js";
import { readObjectName } from "./names.js";
import { readType, startsType } from "./type.js";

/** `(fillfactor = 70, toast.autovacuum_enabled, name = value)`. */
export function readParameters(cursor: Cursor): readonly TableOption[] {
  const options: TableOption[] = [];
  readList(cursor, { what: "parameters", readOne: () => readParameter(cursor, options) });
  return options;
}

function readParameter(cursor: Cursor, options: TableOption[]): void {
  const start = cursor.at;
  if (!cursor.name()) return;
  while (cursor.isMark(".") && cursor.isName(1)) cursor.at += 2;
  const name = cursor.textSince(start).toLowerCase();
  const value = cursor.acceptMark("=") ? readValue(cursor) : "";
  options.push({ name, value, range: cursor.since(start) });
}

/** One value, up to the comma or the end of the list. */
function readValue(cursor: Cursor): string {
  const string = cursor.string();
  if (string) return string.value;
  const start = cursor.at;
  if (!skipNumber(cursor) && !skipWordOrType(cursor)) {
    cursor.problem(cursor.here(), `Expected a value${found(cursor)}.`, undefined, false);
    cursor.skipToElementEnd();
  }
  return cursor.textSince(start);
}

/** on, true, NONE; a type, a function. */
function skipWordOrType(cursor: Cursor): boolean {
  if (startsType(cursor)) return readType(cursor) !== undefined;
  if (cursor.kind() !== TokenKind.Word) return false;
  cursor.at++;
  return true;
}

/** OPTIONS (ADD a 'x', DROP b), cursor at the parenthesis. */
export function skipForeignOptions(cursor: Cursor): void {
  const readOne = () => {
    if (cursor.isAny(["ADD", "SET", "DROP"]) && cursor.isName(1)) cursor.at++;
    cursor.name();
    cursor.string();
  };
  readList(cursor, { what: "options", readOne });
}

/** One option of a sequence or identity; false where none stands. */
export function skipSequenceOption(cursor: Cursor): boolean {
  if (cursor.accept("AS")) return readType(cursor) !== undefined;
  if (cursor.accept("NO")) return cursor.acceptAny(["MAXVALUE", "MINVALUE", "CYCLE"]) !== undefined;
  if (cursor.accept("OWNED", "BY") || cursor.accept("SEQUENCE", "NAME"))
    return readObjectName(cursor, "what owns the sequence") !== undefined;
  if (cursor.acceptAny(["CYCLE", "LOGGED", "UNLOGGED"])) return true;
  if (cursor.accept("RESTART")) {
    cursor.accept("WITH");
    skipNumber(cursor);
    return true;
  }
  const word = cursor.acceptAny(["START", "INCREMENT", "MAXVALUE", "MINVALUE", "CACHE"]);
  if (!word) return false;
  cursor.accept(word === "START" ? "WITH" : "BY");
  if (!skipNumber(cursor)) cursor.problem(cursor.here(), `Expected a number${found(cursor)}.`);
  return true;
}

function skipNumber(cursor: Cursor): boolean {
  const signed = cursor.isMark("-") || cursor.isMark("+");
  const kind = cursor.kind(signed ? 1 : 0);
  if (kind !== TokenKind.Number && kind !== TokenKind.Placeholder) return false;
  cursor.at += signed ? 2 : 1;
  return true;
}
