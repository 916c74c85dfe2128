// SET, RESET, COPY, PREPARE and other statements that are no DDL. In: a cursor behind the verb. Out: what the statement is.

import type { Name, ObjectName } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { type Body, readSet as readVariables } from "../session.js";

/** The first schema of a search path that exists by name: "$user" stands for the user. */
export function schemaOfSearchPath(names: readonly Name[]): Name | undefined {
  return names.find(({ text }) => text !== "" && text !== "$user");
}

/** SET: of what it sets, the search path alone matters. */
export function readSet(cursor: Cursor): Body {
  // SET @x: MySQL's.
  if (cursor.kind() === TokenKind.Variable) return readVariables(cursor);
  cursor.acceptAny(["SESSION", "LOCAL"]);
  const uses = readSearchPath(cursor);
  cursor.at = cursor.last;
  return { kind: "session", ...(uses ? { uses } : {}) };
}

function readSearchPath(cursor: Cursor): Name | undefined {
  if (cursor.accept("SCHEMA")) return readPathName(cursor);
  if (!cursor.accept("SEARCH_PATH") || !(cursor.accept("TO") || cursor.acceptMark("="))) return undefined;
  if (cursor.is("DEFAULT")) return publicSchema(cursor);
  const names: Name[] = [];
  do {
    const name = readPathName(cursor);
    if (name) names.push(name);
  } while (cursor.acceptMark(","));
  return schemaOfSearchPath(names);
}

function readPathName(cursor: Cursor): Name | undefined {
  const string = cursor.string();
  if (string) return { text: string.value, quoted: true, range: string.range };
  return cursor.name();
}

/** RESET search_path, RESET ALL, DISCARD ALL: back to the server's own, which is `"$user", public`. */
export function readReset(cursor: Cursor): Body {
  const uses = cursor.isAny(["SEARCH_PATH", "ALL"]) ? publicSchema(cursor) : undefined;
  cursor.at = cursor.last;
  return { kind: "session", ...(uses ? { uses } : {}) };
}

function publicSchema(cursor: Cursor): Name {
  return { text: "public", quoted: false, range: cursor.here() };
}

/** COPY table FROM writes rows; COPY … TO reads. */
export function readCopy(cursor: Cursor): Body {
  cursor.accept("BINARY");
  const table: ObjectName | undefined = cursor.isMark("(") ? undefined : cursor.objectName();
  if (table && cursor.isMark("(")) cursor.skipParentheses();
  const isWriting = cursor.is("FROM");
  cursor.at = cursor.last;
  return isWriting && table ? { kind: "data", tables: [table] } : { kind: "query" };
}
