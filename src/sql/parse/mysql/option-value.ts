// The value of a table option on MySQL and MariaDB. In: a cursor at the value, and what kind it has to be. Out: the value as text; one of
// another kind is a problem, and kept.

import type { OptionValue } from "../../dialects/mysql-table-options.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readOneString } from "./one-string.js";

export function readOptionValue(cursor: Cursor, option: string, kind: OptionValue): string {
  // What begins with an introducer (`_utf8mb4'x'`, `N'x'`) is judged by its first token alone, and is no string for an option.
  if (!fits(cursor, kind)) {
    cursor.problem(cursor.here(), `${option} takes ${describe(kind)}${found(cursor)}.`);
  }
  return readOneString(cursor)?.value ?? readPlainValue(cursor);
}

function fits(cursor: Cursor, kind: OptionValue): boolean {
  const token = cursor.kind();
  // What is missing, or filled in by a tool, is not judged here.
  if (cursor.done || token === TokenKind.Mark || token === TokenKind.Placeholder) return true;
  switch (kind) {
    case "any":
      return true;
    case "number":
      return token === TokenKind.Number;
    case "choice":
      return cursor.is("DEFAULT") || (token === TokenKind.Number && /^0*[01]$/.test(cursor.text()));
    case "count":
      return token === TokenKind.Number || cursor.is("DEFAULT");
    case "string":
      return token === TokenKind.String;
    case "name":
      return token !== TokenKind.Number;
    default:
      return kind.includes(cursor.word());
  }
}

function describe(kind: OptionValue): string {
  switch (kind) {
    case "any":
      return "a value";
    case "number":
      return "a number";
    case "choice":
      return "0, 1 or DEFAULT";
    case "count":
      return "a number or DEFAULT";
    case "string":
      return "a string in quotes";
    case "name":
      return "a name";
    default:
      return `one of ${kind.join(", ")}`;
  }
}

function readPlainValue(cursor: Cursor): string {
  const name = cursor.name();
  if (name) return name.text;
  if (cursor.done || cursor.kind() === TokenKind.Mark) {
    cursor.problem(cursor.here(), `Expected the value of an option${found(cursor)}.`);
    return "";
  }
  const text = cursor.text();
  cursor.at++;
  return text;
}
