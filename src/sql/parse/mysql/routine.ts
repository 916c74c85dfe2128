// CREATE TRIGGER, PROCEDURE, FUNCTION and EVENT of MySQL and MariaDB. In: a cursor behind the object's word. Out: what was created, with
// the statements of its body.

import type { Change } from "../../change.js";
import { TokenKind } from "../../tokens.js";
import type { ReadContext, ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import type { Body } from "../session.js";
import { bodyStarts, readBody } from "./body.js";
import { type CreateFlags, readParameters, readTriggerHead } from "./objects.js";

export function readTrigger(cursor: Cursor, context: ReadContext, flags: CreateFlags): Body {
  const head = readTriggerHead(cursor);
  if (!head)
    return { kind: "opaque", reason: "the head of the trigger could not be read", mayChangeSchema: true };
  const bodyStart = cursor.at;
  const body = cursor.done ? [] : readBody(cursor, context);
  const { name, table, trigger, ifNotExists } = head;
  const change: Change = {
    kind: "createObject",
    object: "trigger",
    name,
    table,
    ifNotExists,
    orReplace: flags.orReplace,
    trigger,
    body,
    bodyRange: cursor.since(bodyStart),
    range: cursor.since(cursor.first),
  };
  return { kind: "ddl", changes: [change] };
}

export function readRoutine(cursor: Cursor, context: ReadContext, flags: CreateFlags): ReadResult {
  const word = cursor.upper();
  const object = word.toLowerCase() as "procedure" | "function" | "event";
  cursor.at++;
  const verb = `CREATE ${word}`;
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  const name = cursor.objectName();
  if (!name)
    return { verb, body: { kind: "opaque", reason: `the ${object} has no name`, mayChangeSchema: true } };
  const parameters = object === "event" ? [] : readParameters(cursor);
  skipToBody(cursor, object);
  const bodyStart = cursor.at;
  const body = cursor.done ? [] : readBody(cursor, context);
  const change: Change = {
    kind: "createObject",
    object,
    name,
    ifNotExists,
    orReplace: flags.orReplace,
    parameters,
    body,
    bodyRange: cursor.since(Math.min(bodyStart, cursor.last - 1)),
    range: cursor.since(cursor.first),
  };
  return { verb, body: { kind: "ddl", changes: [change] } };
}

const characteristics = [
  "LANGUAGE",
  "COMMENT",
  "NOT",
  "DETERMINISTIC",
  "CONTAINS",
  "NO",
  "READS",
  "MODIFIES",
  "SQL",
  "RETURNS",
  "AS",
  "IS",
];

/** Past RETURNS, the characteristics of a routine, the schedule of an event. */
function skipToBody(cursor: Cursor, object: string): void {
  if (object === "event") {
    while (!cursor.done && !cursor.accept("DO")) cursor.at++;
    return;
  }
  if (cursor.accept("RETURNS")) {
    while (!cursor.done && !bodyStarts(cursor) && !cursor.is("RETURN") && !cursor.isAny(characteristics)) {
      if (cursor.accept("CHARSET") || cursor.accept("CHARACTER", "SET") || cursor.accept("COLLATE"))
        cursor.at++;
      else if (!cursor.skipParentheses()) cursor.at++;
    }
  }
  while (!cursor.done && cursor.isAny(characteristics)) {
    if (cursor.accept("COMMENT") || cursor.accept("LANGUAGE")) cursor.at++;
    else if (cursor.accept("SQL", "SECURITY")) cursor.at++;
    else {
      cursor.at++;
      while (cursor.isAny(["SQL", "DATA", "DETERMINISTIC"]) && !cursor.is("SECURITY", 1)) cursor.at++;
    }
  }
  // AS $$ … $$: a body in another language, MySQL 9.0 manual 27.3.
  if (cursor.kind() === TokenKind.String) cursor.at = cursor.last;
}
