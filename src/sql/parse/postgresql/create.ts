// CREATE of anything, on PostgreSQL. In: a cursor behind CREATE. Out: the verb, and what was read.

import type { Change } from "../../change.js";
import type { NamedObjectKind, ViewKind } from "../../object-change.js";
import type { ReadContext, ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import { readCreateTable } from "./create-table.js";
import { readCreateIndex } from "./indexes.js";
import { readCreateNamed, readCreateSchema, readPolicyOrRule } from "./objects.js";
import { readCreateRoutine } from "./routine.js";
import { readOther } from "./server-objects.js";
import { readCreateTrigger } from "./trigger.js";
import { readCreateDomain, readCreateType } from "./user-types.js";

const ddl = (verb: string, changes: readonly Change[]): ReadResult => ({
  verb,
  body: { kind: "ddl", changes },
});

interface Flags {
  readonly orReplace: boolean;
  readonly temporary: boolean;
}

// A foreign table takes the place of a view: it is known by name.
const named: readonly (readonly [
  words: readonly [string, ...string[]],
  object: NamedObjectKind,
  kind?: ViewKind,
])[] = [
  [["VIEW"], "view"],
  [["RECURSIVE", "VIEW"], "view"],
  [["MATERIALIZED", "VIEW"], "view", "materialized"],
  [["FOREIGN", "TABLE"], "view", "foreign"],
  [["SEQUENCE"], "sequence"],
  [["EXTENSION"], "extension"],
  [["DATABASE"], "database"],
];

export function readCreate(cursor: Cursor, context: ReadContext): ReadResult {
  const flags = readFlags(cursor);
  if (cursor.is("TABLE")) return readTable(cursor, flags);
  if (cursor.is("INDEX") || (cursor.isAny(["UNIQUE", "FULLTEXT", "SPATIAL"]) && cursor.is("INDEX", 1)))
    return ddl("CREATE INDEX", readCreateIndex(cursor));
  if (cursor.accept("TRIGGER") || cursor.accept("CONSTRAINT", "TRIGGER")) {
    if (flags.orReplace) cursor.construct("replace-trigger", cursor.since(cursor.first));
    return ddl("CREATE TRIGGER", readCreateTrigger(cursor, flags.orReplace));
  }
  const routine = cursor.acceptAny(["FUNCTION", "PROCEDURE"]);
  if (routine) {
    const object = routine === "FUNCTION" ? "function" : "procedure";
    return ddl(`CREATE ${routine}`, readCreateRoutine(cursor, context, object, flags.orReplace));
  }
  if (cursor.accept("TYPE")) return ddl("CREATE TYPE", readCreateType(cursor));
  if (cursor.accept("DOMAIN")) return ddl("CREATE DOMAIN", readCreateDomain(cursor));
  if (cursor.accept("SCHEMA")) return ddl("CREATE SCHEMA", readCreateSchema(cursor, context));
  const ofTable = cursor.acceptAny(["POLICY", "RULE"]);
  if (ofTable)
    return ddl(`CREATE ${ofTable}`, readPolicyOrRule(cursor, ofTable === "RULE" ? "rule" : "policy"));
  const found = named.find(([words]) => cursor.acceptAll(words));
  if (!found) return readOther(cursor, "CREATE");
  const [words, object, viewKind] = found;
  return ddl(`CREATE ${words.join(" ")}`, readCreateNamed(cursor, object, flags.orReplace, viewKind));
}

// PostgreSQL 18 manual, SQL commands; of tables it is told where they are read.
const neverReplaced: ReadonlyMap<string, string> = new Map([
  ...["TYPE", "DOMAIN", "SCHEMA", "POLICY", "SEQUENCE", "EXTENSION", "DATABASE", "INDEX"].map(
    (word) => [word, word] as const,
  ),
  ["MATERIALIZED", "MATERIALIZED VIEW"],
  ["UNIQUE", "INDEX"],
]);

function readFlags(cursor: Cursor): Flags {
  const orReplace = cursor.accept("OR", "REPLACE");
  const dropped = orReplace ? neverReplaced.get(cursor.word()) : undefined;
  if (dropped !== undefined) {
    const help = `Write DROP ${dropped} IF EXISTS before it.`;
    cursor.problem(cursor.here(), `PostgreSQL has no CREATE OR REPLACE ${dropped}.`, help);
  }
  if (cursor.isAny(["GLOBAL", "LOCAL"])) cursor.at++;
  const temporary = cursor.acceptAny(["TEMPORARY", "TEMP"]) !== undefined;
  cursor.accept("UNLOGGED");
  return { orReplace, temporary };
}

function readTable(cursor: Cursor, flags: Flags): ReadResult {
  if (flags.orReplace) {
    const help = "Write DROP TABLE IF EXISTS before CREATE TABLE.";
    cursor.problem(cursor.here(), "PostgreSQL has no CREATE OR REPLACE TABLE.", help);
  }
  cursor.at++;
  const change = readCreateTable(cursor, flags);
  return ddl("CREATE TABLE", change ? [change] : []);
}
