// The actions of ALTER TABLE that touch nothing that the model keeps. In: a cursor at the action. Out: a change, or nothing
// where it is another action.

import type { Change, TouchTable } from "../../change.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import type { AlterTarget } from "./alter-target.js";
import { readName, readObjectName, readRole } from "./names.js";
import { readParameters, skipForeignOptions } from "./options.js";

export function readSettings(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  if ((cursor.is("SET") || cursor.is("RESET")) && cursor.isMark("(", 1)) {
    cursor.at++;
    const options = readParameters(cursor);
    return { kind: "setTableOptions", ...target, options, range: cursor.since(start) };
  }
  const inherited = readInheritance(cursor);
  if (inherited) return { kind: "touchTable", ...target, ...inherited, range: cursor.since(start) };
  const type = readTypeOfTable(cursor);
  if (type) return { kind: "touchTable", ...target, ...type, range: cursor.since(start) };
  const what = skipSetting(cursor);
  return what === undefined ? undefined : { kind: "touchTable", ...target, what, range: cursor.since(start) };
}

function readInheritance(cursor: Cursor): Pick<TouchTable, "what" | "parent"> | undefined {
  const leaves = cursor.is("NO");
  if (!cursor.accept("INHERIT") && !cursor.accept("NO", "INHERIT")) return undefined;
  const table = readObjectName(cursor, "the parent");
  return { what: "inherit", ...(table && { parent: { table, leaves } }) };
}

function readTypeOfTable(cursor: Cursor): Pick<TouchTable, "what" | "ofType"> | undefined {
  if (cursor.accept("NOT", "OF")) return { what: "type", ofType: null };
  if (!cursor.accept("OF")) return undefined;
  const ofType = readObjectName(cursor, "a composite type");
  return { what: "type", ...(ofType && { ofType }) };
}

function skipSetting(cursor: Cursor): string | undefined {
  const start = cursor.at;
  if (cursor.accept("OWNER", "TO")) {
    readRole(cursor);
    return "owner";
  }
  if (isRowSecurity(cursor)) {
    while (!cursor.accept("SECURITY")) cursor.at++;
    return "row level security";
  }
  const trigger = skipTriggerSetting(cursor);
  if (trigger) return trigger;
  if (cursor.accept("REPLICA", "IDENTITY")) {
    if (cursor.accept("USING", "INDEX")) readName(cursor, "the name of an index");
    else if (!cursor.acceptAny(["DEFAULT", "FULL", "NOTHING"]))
      cursor.problem(cursor.here(), `Expected DEFAULT, FULL, NOTHING or USING INDEX${found(cursor)}.`);
    return "replica identity";
  }
  if (cursor.accept("CLUSTER", "ON")) {
    readName(cursor, "the name of an index");
    return "cluster";
  }
  if (cursor.accept("OPTIONS")) {
    skipForeignOptions(cursor);
    return "options";
  }
  return skipSet(cursor, start);
}

function isRowSecurity(cursor: Cursor): boolean {
  const ahead = cursor.is("NO") ? 1 : 0;
  return (
    cursor.isAny(["ENABLE", "DISABLE", "FORCE"], ahead) &&
    cursor.is("ROW", ahead + 1) &&
    cursor.is("SECURITY", ahead + 3)
  );
}

/** ENABLE ALWAYS TRIGGER x, DISABLE RULE y. */
function skipTriggerSetting(cursor: Cursor): string | undefined {
  if (!cursor.isAny(["ENABLE", "DISABLE"])) return undefined;
  const ahead = cursor.isAny(["ALWAYS", "REPLICA"], 1) ? 2 : 1;
  if (!cursor.isAny(["TRIGGER", "RULE"], ahead)) return undefined;
  const what = cursor.text(ahead).toLowerCase();
  cursor.at += ahead + 1;
  if (!cursor.acceptAny(["ALL", "USER"])) readName(cursor, `the name of a ${what}`);
  return what;
}

function skipSet(cursor: Cursor, start: number): string | undefined {
  if (cursor.accept("SET", "WITHOUT", "CLUSTER")) return "cluster";
  if (cursor.accept("SET", "WITHOUT", "OIDS")) return "oids";
  if (cursor.accept("SET", "LOGGED") || cursor.accept("SET", "UNLOGGED")) return "logging";
  if (cursor.accept("SET", "TABLESPACE")) {
    readName(cursor, "a tablespace");
    cursor.accept("NOWAIT");
    return "tablespace";
  }
  if (!cursor.accept("SET", "ACCESS", "METHOD")) return undefined;
  if (!cursor.accept("DEFAULT")) readName(cursor, "an access method");
  cursor.construct("set-access-method", cursor.since(start));
  return "access method";
}
