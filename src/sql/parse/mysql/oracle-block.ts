// PL/SQL of MariaDB's Oracle mode. In: a cursor at the first token. Out: what was created; its body is not read, and whoever runs it
// is told so.

import type { NamedObjectKind } from "../../object-change.js";
import { startsOracleBlock } from "../../sql-mode.js";
import type { ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import { readObjectName } from "./names.js";

const objects: Readonly<Record<string, NamedObjectKind>> = {
  PROCEDURE: "procedure",
  FUNCTION: "function",
  TRIGGER: "trigger",
};

/** A block of Oracle mode, or a routine, package or trigger; nothing where something else stands. */
export function readOracleBlock(cursor: Cursor): ReadResult | undefined {
  const { tokens, at, last } = cursor;
  if (!cursor.mode.oracle || !startsOracleBlock(tokens, at, last)) return undefined;
  const verb = cursor.upper();
  if (verb !== "CREATE") {
    const mayChangeSchema = /\b(?:CREATE|ALTER|DROP|RENAME|EXECUTE|CALL)\b/i.test(cursor.whole());
    cursor.at = last;
    return {
      verb,
      body: { kind: "opaque", reason: "blocks of Oracle mode are not followed", mayChangeSchema },
    };
  }
  const orReplace = cursor.is("OR", 1);
  while (!cursor.isAny(["PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER"])) cursor.at++;
  const word = cursor.upper();
  cursor.at++;
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  const object = objects[word];
  const name = object && readObjectName(cursor);
  const table = word === "TRIGGER" ? readTriggerTable(cursor) : undefined;
  cursor.at = last;
  if (!object) return { verb: `CREATE ${word}`, body: { kind: "session" } };
  if (!name || (word === "TRIGGER" && !table))
    return { verb, body: { kind: "opaque", reason: `the ${object} has no name`, mayChangeSchema: true } };
  const range = cursor.since(cursor.first);
  const created = { kind: "createObject", object, name, table, ifNotExists, orReplace, range } as const;
  return { verb: `CREATE ${word}`, body: { kind: "ddl", changes: [created] } };
}

/** BEFORE INSERT ON t: the table. */
function readTriggerTable(cursor: Cursor) {
  while (!cursor.done && !cursor.is("ON")) cursor.at++;
  return cursor.accept("ON") ? readObjectName(cursor) : undefined;
}
