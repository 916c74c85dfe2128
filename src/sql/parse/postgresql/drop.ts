// DROP of anything, on PostgreSQL. In: a cursor behind DROP. Out: the verb, and what was read.

import type { Change } from "../../change.js";
import type { NamedObjectKind } from "../../object-change.js";
import type { ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import { readDropIndex } from "./indexes.js";
import { readDropDatabase, readDropNamed, readDropOfTable, readDropTables } from "./objects.js";
import { readOther } from "./server-objects.js";

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
  [["TYPE"], "type"],
  [["DOMAIN"], "domain"],
  [["FUNCTION"], "function"],
  [["ROUTINE"], "function"],
  [["PROCEDURE"], "procedure"],
];

export function readDrop(cursor: Cursor): ReadResult {
  const temporary = cursor.is("TEMPORARY") && cursor.is("TABLE", 1);
  if (temporary) cursor.at++;
  if (cursor.accept("TABLE")) return ddl("DROP TABLE", readDropTables(cursor, temporary));
  if (cursor.accept("INDEX")) return ddl("DROP INDEX", readDropIndex(cursor));
  const ofTable = cursor.acceptAny(["TRIGGER", "RULE", "POLICY"]);
  if (ofTable) {
    const object = ofTable.toLowerCase() as "trigger" | "rule" | "policy";
    return ddl(`DROP ${ofTable}`, readDropOfTable(cursor, object));
  }
  if (cursor.accept("OWNED")) {
    cursor.at = cursor.last;
    const reason = "what the role owns is not known";
    return { verb: "DROP OWNED", body: { kind: "opaque", reason, mayChangeSchema: true } };
  }
  const match = named.find(([words]) => cursor.acceptAll(words));
  if (!match) return readOther(cursor, "DROP");
  const [words, object] = match;
  if (object === "database") return ddl("DROP DATABASE", readDropDatabase(cursor));
  return ddl(`DROP ${words.join(" ")}`, readDropNamed(cursor, object));
}
