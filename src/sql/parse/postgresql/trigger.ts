// CREATE TRIGGER of PostgreSQL. In: a cursor behind TRIGGER. Out: a change with the function that the trigger calls.

import type { Change } from "../../change.js";
import type { ObjectName } from "../../definition.js";
import type { TriggerDefinition } from "../../object-change.js";
import type { Cursor } from "../cursor.js";
import { expectParenthesis, found } from "../expect.js";
import { readCondition } from "./key-parts.js";
import { readColumnName, readName, readObjectName } from "./names.js";
import { readConstraintAttributes } from "./references.js";

export function readCreateTrigger(cursor: Cursor, orReplace: boolean): readonly Change[] {
  const clause = cursor.at;
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  if (ifNotExists) cursor.construct("create-trigger-if-not-exists", cursor.since(clause));
  const name = readName(cursor, "the name of the trigger");
  if (!name) return [];
  const timing = readTiming(cursor);
  const events = readEvents(cursor);
  if (!cursor.accept("ON")) {
    cursor.problem(cursor.here(), `Expected ON and a table${found(cursor)}.`);
    return [];
  }
  const table = readObjectName(cursor, "a table name");
  if (!table) return [];
  const forEachRow = readLevel(cursor);
  if (cursor.accept("WHEN")) readCondition(cursor, "the condition of the trigger");
  const calls = readCall(cursor);
  const trigger: TriggerDefinition = { timing, events, forEachRow, ...(calls ? { calls } : {}) };
  const range = cursor.since(cursor.first);
  const object: ObjectName = { name, range: name.range };
  return [
    { kind: "createObject", object: "trigger", name: object, table, ifNotExists, orReplace, trigger, range },
  ];
}

function readTiming(cursor: Cursor): TriggerDefinition["timing"] {
  if (cursor.accept("BEFORE")) return "before";
  if (cursor.accept("INSTEAD", "OF")) return "instead of";
  if (!cursor.accept("AFTER"))
    cursor.problem(cursor.here(), `Expected BEFORE, AFTER or INSTEAD OF${found(cursor)}.`);
  return "after";
}

const eventWords = ["INSERT", "UPDATE", "DELETE", "TRUNCATE"];

function readEvents(cursor: Cursor): TriggerDefinition["events"] {
  const events: TriggerDefinition["events"][number][] = [];
  do {
    const word = cursor.acceptAny(eventWords);
    if (!word) {
      cursor.problem(cursor.here(), `Expected INSERT, UPDATE, DELETE or TRUNCATE${found(cursor)}.`);
      break;
    }
    events.push(word.toLowerCase() as (typeof events)[number]);
    if (word === "UPDATE" && cursor.accept("OF")) {
      do readColumnName(cursor);
      while (cursor.acceptMark(","));
    }
  } while (cursor.accept("OR"));
  return events;
}

/** What may stand between the table and the call; whether the trigger is for each row. */
function readLevel(cursor: Cursor): boolean {
  let forEachRow = false;
  while (!cursor.done) {
    if (cursor.accept("FROM")) readObjectName(cursor, "a table name");
    else if (cursor.accept("REFERENCING")) skipReferencing(cursor);
    else if (cursor.accept("FOR")) {
      cursor.accept("EACH");
      forEachRow = cursor.is("ROW");
      if (!cursor.acceptAny(["ROW", "STATEMENT"]))
        cursor.problem(cursor.here(), `Expected ROW or STATEMENT${found(cursor)}.`);
    } else if (!readConstraintAttributes(cursor).range) return forEachRow;
  }
  return forEachRow;
}

function skipReferencing(cursor: Cursor): void {
  while (cursor.isAny(["OLD", "NEW"])) {
    cursor.at++;
    cursor.acceptAny(["TABLE", "ROW"]);
    cursor.accept("AS");
    readName(cursor, "a name for the rows");
  }
}

function readCall(cursor: Cursor): ObjectName | undefined {
  if (!cursor.accept("EXECUTE", "FUNCTION") && !cursor.accept("EXECUTE", "PROCEDURE")) {
    const help = "Write EXECUTE FUNCTION and the function that it calls.";
    cursor.problem(cursor.here(), `Expected EXECUTE FUNCTION${found(cursor)}.`, help, false);
    cursor.at = cursor.last;
    return undefined;
  }
  const calls = readObjectName(cursor, "the function that the trigger calls");
  if (cursor.isMark("(")) cursor.skipParentheses();
  else expectParenthesis(cursor, "the function's arguments");
  return calls;
}
