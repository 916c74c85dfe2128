// A column's definition on PostgreSQL: name, type, constraints in any order. In: a cursor at the name. Out: a ColumnDefinition.
// MySQL's attributes are taken as meant; what nobody knows is a problem, and the rest of the column is still read.

import { nearestName } from "../../../text/nearest.js";
import type { ColumnDefinition, Name } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import { type ColumnDraft, draftColumn } from "../column-draft.js";
import type { Cursor } from "../cursor.js";
import { readColumnAttribute } from "./column-attribute.js";
import { readMysqlAttribute } from "./column-mysql.js";
import { isFreeName, isReservedWord, readColumnName } from "./names.js";
import { skipForeignOptions } from "./options.js";
import { readType, startsKnownType, startsType } from "./type.js";

export interface ColumnOptions {
  /** Columns of PARTITION OF and OF name no type. */
  readonly typed?: boolean;
  /** What may stand behind the column and is not its own: MySQL's FIRST and AFTER. */
  readonly stopsAt?: readonly string[];
}

export function readColumn(
  cursor: Cursor,
  { typed = true, stopsAt = [] }: ColumnOptions = {},
): ColumnDefinition | undefined {
  const start = cursor.at;
  const name = readColumnName(cursor);
  if (!name) return undefined;
  const draft = draftColumn(name);
  if (typed) readColumnType(cursor, name, draft);
  else cursor.accept("WITH", "OPTIONS");
  readStorage(cursor);
  readAttributes(cursor, name, draft, stopsAt);
  draft.range = cursor.since(start);
  return draft;
}

function readColumnType(cursor: Cursor, name: Name, draft: ColumnDraft): void {
  const isGenerated = cursor.is("GENERATED") && cursor.isAny(["ALWAYS", "BY"], 1);
  if (startsType(cursor) && !isGenerated) {
    const serial = cursor.here();
    draft.type = readType(cursor);
    // PostgreSQL 18 manual 8.1.4. The sequence's name needs the table's: the replay gives the default.
    if (draft.type && isSerial(draft.type.text)) draft.nullable = { value: false, range: serial };
    return;
  }
  const isEnd = cursor.done || cursor.isMark(",") || cursor.isMark(")");
  // To the grammar, `a LIKE` is a column of a type called so.
  const certain = !cursor.is("LIKE");
  cursor.problem(
    isEnd ? name.range : cursor.here(),
    `Column \`${name.text}\` has no type.`,
    undefined,
    certain,
  );
}

const serials: ReadonlySet<string> = new Set(
  "serial serial2 serial4 serial8 smallserial bigserial".split(" "),
);

function isSerial(type: string): boolean {
  return serials.has(type.toLowerCase());
}

function readStorage(cursor: Cursor): void {
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.accept("STORAGE")) {
      if (!cursor.accept("DEFAULT")) cursor.name();
      cursor.construct("column-storage", cursor.since(start));
    } else if (cursor.accept("COMPRESSION")) {
      if (!cursor.accept("DEFAULT")) cursor.name();
      cursor.construct("column-compression", cursor.since(start));
    } else if (cursor.accept("OPTIONS")) skipForeignOptions(cursor);
    else return;
  }
}

function readAttributes(cursor: Cursor, name: Name, draft: ColumnDraft, stopsAt: readonly string[]): void {
  while (!cursor.done && !cursor.isMark(",") && !cursor.isMark(")")) {
    if (stopsHere(cursor, stopsAt)) return;
    if (beginsNextElement(cursor)) {
      const help = `Write a comma behind column \`${name.text}\`.`;
      cursor.problem(cursor.here(), `A comma is missing before \`${cursor.text()}\`.`, help);
      return;
    }
    const start = cursor.at;
    if (readColumnAttribute(cursor, name, draft) || readMysqlAttribute(cursor, draft)) continue;
    noteUnknown(cursor, name);
    if (cursor.at === start) skipUnknown(cursor, stopsAt);
  }
}

// What a column's definition may go on with: who meets something else passes over it up to here.
const attributeWords = [
  ...[
    "CONSTRAINT",
    "NOT",
    "NULL",
    "DEFAULT",
    "PRIMARY",
    "UNIQUE",
    "REFERENCES",
    "CHECK",
    "GENERATED",
    "COLLATE",
  ],
  ...["AUTO_INCREMENT", "COMMENT", "AS"],
];

function noteUnknown(cursor: Cursor, name: Name): void {
  const meant = nearestName(cursor.text(), attributeWords);
  cursor.problem(
    cursor.here(),
    `Cannot read \`${cursor.text()}\` in the definition of column \`${name.text}\`.`,
    meant === undefined ? undefined : `Write ${meant}.`,
    false,
  );
}

/** Past what cannot be read, so that the attributes behind it are still read. */
function skipUnknown(cursor: Cursor, stopsAt: readonly string[]): void {
  do {
    if (!cursor.skipParentheses()) cursor.at++;
  } while (!isStop(cursor, stopsAt) && !cursor.isAny(attributeWords));
}

/** In ALTER TABLE: a word that is none of the column's, or a COMMENT ON that lacks the `;` before it. */
function stopsHere(cursor: Cursor, stopsAt: readonly string[]): boolean {
  return cursor.isAny(stopsAt) || (stopsAt.length > 0 && cursor.is("COMMENT") && cursor.is("ON", 1));
}

function isStop(cursor: Cursor, stopsAt: readonly string[]): boolean {
  if (cursor.done || cursor.isMark(",") || cursor.isMark(")")) return true;
  return stopsHere(cursor, stopsAt) || beginsNextElement(cursor);
}

/** A forgotten comma: what stands here can only begin the next column or key. */
function beginsNextElement(cursor: Cursor): boolean {
  if (cursor.is("CONSTRAINT") && cursor.isName(1)) return beginsKey(cursor, 2) && !cursor.is("CHECK", 2);
  if (beginsKey(cursor, 0)) return true;
  if (cursor.kind() === TokenKind.QuotedName) return startsType(cursor, 1);
  if (cursor.kind() !== TokenKind.Word || isReservedWord(cursor)) return false;
  return startsKnownType(cursor, 1) && !cursor.isAny(["GENERATED", "CHARACTER"]);
}

function beginsKey(cursor: Cursor, ahead: number): boolean {
  if (cursor.is("FOREIGN", ahead)) return cursor.is("KEY", ahead + 1);
  if (cursor.is("PRIMARY", ahead)) return cursor.is("KEY", ahead + 1) && cursor.isMark("(", ahead + 2);
  if (cursor.is("EXCLUDE", ahead)) return cursor.is("USING", ahead + 1) || cursor.isMark("(", ahead + 1);
  if (!cursor.is("UNIQUE", ahead)) return false;
  const next = cursor.isAny(["KEY", "INDEX"], ahead + 1) ? ahead + 2 : ahead + 1;
  return cursor.isMark("(", next) || (isFreeName(cursor, next) && cursor.isMark("(", next + 1));
}
