// ALTER of anything, on PostgreSQL. In: a cursor behind ALTER. Out: the verb, and what was read.

import type { Change } from "../../change.js";
import type { NamedObjectKind } from "../../object-change.js";
import type { ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readAlterTable } from "./alter-table.js";
import { readAlterIndex } from "./indexes.js";
import { readName, readNewName, readObjectName } from "./names.js";
import { readObjectAction } from "./object-action.js";
import { readPolicyOrRule } from "./objects.js";
import { readOther } from "./server-objects.js";
import { readAlterType } from "./user-types.js";

const ddl = (verb: string, changes: readonly Change[]): ReadResult => ({
  verb,
  body: { kind: "ddl", changes },
});

const named: readonly (readonly [readonly [string, ...string[]], NamedObjectKind])[] = [
  [["VIEW"], "view"],
  [["MATERIALIZED", "VIEW"], "view"],
  [["FOREIGN", "TABLE"], "view"],
  [["SEQUENCE"], "sequence"],
  [["EXTENSION"], "extension"],
  [["DATABASE"], "database"],
  [["SCHEMA"], "schema"],
  [["DOMAIN"], "domain"],
  [["FUNCTION"], "function"],
  [["ROUTINE"], "function"],
  [["PROCEDURE"], "procedure"],
];

export function readAlter(cursor: Cursor): ReadResult {
  if (cursor.accept("TABLE")) return ddl("ALTER TABLE", readAlterTable(cursor));
  if (cursor.accept("INDEX")) return ddl("ALTER INDEX", readAlterIndex(cursor));
  if (cursor.accept("TYPE")) return ddl("ALTER TYPE", readAlterType(cursor));
  if (cursor.accept("TRIGGER")) return ddl("ALTER TRIGGER", readAlterTrigger(cursor));
  if (cursor.accept("POLICY")) return ddl("ALTER POLICY", readPolicyOrRule(cursor, "policy"));
  const match = named.find(([words]) => cursor.acceptAll(words));
  if (!match) return readOther(cursor, "ALTER");
  const [words, object] = match;
  const verb = `ALTER ${words.join(" ")}`;
  if (cursor.is("ALL") && cursor.is("IN", 1)) {
    cursor.at = cursor.last;
    return ddl(verb, []);
  }
  const ifExists = cursor.acceptIfExists();
  const name = readObjectName(cursor, `the name of the ${object}`);
  if (!name) return ddl(verb, []);
  // The types of a function's arguments.
  if (object === "function" || object === "procedure") cursor.skipParentheses();
  return ddl(verb, readObjectAction(cursor, object, name, ifExists));
}

/** ALTER TRIGGER a ON t RENAME TO b. */
function readAlterTrigger(cursor: Cursor): readonly Change[] {
  const name = readName(cursor, "the name of the trigger");
  if (!name) return [];
  if (!cursor.accept("ON")) {
    cursor.problem(cursor.here(), `Expected ON and a table${found(cursor)}.`);
    return [];
  }
  const table = readObjectName(cursor, "a table name");
  if (!cursor.accept("RENAME")) {
    cursor.at = cursor.last;
    return [];
  }
  const to = readNewName(cursor);
  if (!table || !to) return [];
  const object = { name, range: name.range };
  return [
    { kind: "renameObject", object: "trigger", name: object, to, table, range: cursor.since(cursor.first) },
  ];
}
