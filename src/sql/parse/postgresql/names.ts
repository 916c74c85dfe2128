// Names on PostgreSQL: which words can be one, and what is said where none stands. In: a cursor. Out: names.

import type { Name, ObjectName } from "../../definition.js";
import { isReserved } from "../../dialects/postgresql-words.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";

/** Whether an unquoted word stands here that cannot be a name. */
export function isReservedWord(cursor: Cursor, ahead = 0): boolean {
  return isReserved(cursor.word(ahead));
}

/** Whether a name can stand here. */
export function isFreeName(cursor: Cursor, ahead = 0): boolean {
  return cursor.isName(ahead) && !isReservedWord(cursor, ahead);
}

// Words that begin or continue a clause: where one of these stands, the name was left out rather than badly chosen.
const clauseWords = new Set(
  (
    "AND AS CHECK COLLATE CONSTRAINT CREATE DEFAULT FOR FOREIGN FROM IN INTO IS LIKE NOT NULL ON ONLY OR PRIMARY " +
    "REFERENCES SELECT TABLE TO UNIQUE USING WHERE WITH"
  ).split(" "),
);

function noteReserved(cursor: Cursor): void {
  const word = cursor.text();
  cursor.problem(
    cursor.here(),
    `\`${word}\` is a reserved word of PostgreSQL.`,
    `Write \`"${word.toLowerCase()}"\`, or choose another name.`,
  );
}

/** Whether a name stands here. A problem where none does, or where it is a reserved word; the latter is taken as meant. */
function expectName(cursor: Cursor, what: string): boolean {
  const isReservedHere = isReservedWord(cursor);
  if (!cursor.isName() || (isReservedHere && clauseWords.has(cursor.word()))) {
    cursor.problem(cursor.here(), `Expected ${what}${found(cursor)}.`);
    return false;
  }
  if (isReservedHere) noteReserved(cursor);
  return true;
}

/** A name, as `expectName` has it. */
export function readName(cursor: Cursor, what: string): Name | undefined {
  return expectName(cursor, what) ? cursor.name() : undefined;
}

/** A name where nothing but a name can stand: each reserved word is one that lacks its quotes. */
export function readColumnName(cursor: Cursor): Name | undefined {
  if (isReservedWord(cursor)) noteReserved(cursor);
  const name = cursor.name();
  if (!name) cursor.problem(cursor.here(), `Expected a column name${found(cursor)}.`);
  return name;
}

/** `name`, `schema.name`, `database.schema.name`. */
export function readObjectName(cursor: Cursor, what: string): ObjectName | undefined {
  return expectName(cursor, what) ? cursor.objectName() : undefined;
}

/** The names of DROP TABLE a, b. */
export function readObjectNames(cursor: Cursor, what: string): readonly ObjectName[] {
  const names: ObjectName[] = [];
  do {
    const name = readObjectName(cursor, what);
    if (!name) break;
    names.push(name);
  } while (cursor.acceptMark(","));
  return names;
}

/** A table's name, with the `*` or ONLY that says whether its children are meant. */
export function readRelationName(cursor: Cursor, what: string): ObjectName | undefined {
  const only = cursor.accept("ONLY");
  const parenthesis = only && cursor.acceptMark("(");
  const name = readObjectName(cursor, what);
  if (parenthesis) cursor.acceptMark(")");
  if (!only) cursor.acceptMark("*");
  return only && name ? { ...name, only } : name;
}

/** TO and a name. */
export function readNewName(cursor: Cursor): Name | undefined {
  if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
  return readName(cursor, "the new name");
}

/** CASCADE; RESTRICT is what happens without a word. */
export function readDropBehaviour(cursor: Cursor): boolean {
  if (cursor.accept("CASCADE")) return true;
  cursor.accept("RESTRICT");
  return false;
}

/** A role: a name, CURRENT_USER, SESSION_USER, PUBLIC. */
export function readRole(cursor: Cursor): boolean {
  if (cursor.acceptAny(["CURRENT_USER", "SESSION_USER", "CURRENT_ROLE"])) return true;
  return readName(cursor, "a role") !== undefined;
}
