// What stands around the columns of a key or index on PostgreSQL: method, INCLUDE, WITH, NULLS NOT DISTINCT, and MySQL's options.
// In: a cursor at the clause. Out: parts of a definition.

import type { IndexDefinition, IndexKind, KeyPart, Name, Written } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { readIndexParts } from "./key-parts.js";
import { readName } from "./names.js";
import { readParameters } from "./options.js";

/** What stands before a key. */
export interface KeyHead {
  readonly start: number;
  readonly name?: Name;
  readonly constraint: boolean;
}

/** USING gist. */
export function readMethod(cursor: Cursor): Written<string> | undefined {
  const start = cursor.at;
  if (!cursor.accept("USING")) return undefined;
  const value = readName(cursor, "the method of the index")?.text ?? "";
  return { value, range: cursor.since(start) };
}

/** NULLS NOT DISTINCT behind UNIQUE. */
export function readNullsDistinct(cursor: Cursor): boolean {
  const start = cursor.at;
  if (cursor.accept("NULLS", "DISTINCT")) {
    cursor.construct("nulls-not-distinct", cursor.since(start));
    return false;
  }
  if (!cursor.accept("NULLS", "NOT", "DISTINCT")) return false;
  cursor.construct("nulls-not-distinct", cursor.since(start));
  return true;
}

export function isMysqlMethod(cursor: Cursor): boolean {
  return cursor.is("USING") && cursor.isAny(["BTREE", "HASH", "RTREE"], 1);
}

export function readMysqlMethod(cursor: Cursor): Written<string> {
  const start = cursor.at;
  cursor.at += 2;
  cursor.construct("key-options", cursor.since(start));
  return { value: cursor.text(-1).toLowerCase(), range: cursor.since(start) };
}

/** Columns; the grammar takes whatever an index takes. */
function readIncluded(cursor: Cursor): readonly Name[] {
  return readIndexParts(cursor).flatMap(({ column }) => column ?? []);
}

/** What stands around a key's columns. */
export type KeyRest = {
  -readonly [K in
    | "include"
    | "method"
    | "comment"
    | "visible"
    | "where"
    | "nullsNotDistinct"
    | "deferrable"]: IndexDefinition[K];
};

const none: readonly never[] = [];

/** Every field is there from the start: one shape for all keys. */
export function draftRest(): KeyRest {
  return {
    include: none,
    method: undefined,
    comment: undefined,
    visible: true,
    where: undefined,
    nullsNotDistinct: false,
    deferrable: undefined,
  };
}

/** INCLUDE, WITH, USING INDEX TABLESPACE, and MySQL's options of keys; added to what stood before them. */
export function readKeyRest(cursor: Cursor, rest = draftRest()): KeyRest {
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.accept("INCLUDE")) rest.include = readIncluded(cursor);
    else if (cursor.is("WITH") && cursor.isMark("(", 1)) {
      cursor.at++;
      readParameters(cursor);
    } else if (cursor.accept("USING", "INDEX", "TABLESPACE")) readName(cursor, "a tablespace");
    else if (isMysqlMethod(cursor)) rest.method = readMysqlMethod(cursor);
    else if (cursor.is("COMMENT") && cursor.kind(1) === TokenKind.String) {
      cursor.at++;
      rest.comment = { value: cursor.string()?.value ?? "", range: cursor.since(start) };
      cursor.construct("key-options", cursor.since(start));
    } else if (cursor.isAny(["VISIBLE", "INVISIBLE"])) {
      rest.visible = cursor.is("VISIBLE");
      cursor.at++;
      cursor.construct("key-options", cursor.since(start));
    } else break;
  }
  return rest;
}

/** An index of what has been read. */
export function finishIndex(
  cursor: Cursor,
  { start, name, constraint }: KeyHead,
  kind: IndexKind,
  parts: readonly KeyPart[],
  { method, where, include, comment, visible, nullsNotDistinct, deferrable }: KeyRest,
): IndexDefinition {
  const range = cursor.since(start);
  return {
    kind,
    name,
    parts,
    constraint,
    inline: false,
    method,
    where,
    include,
    comment,
    visible,
    nullsNotDistinct,
    deferrable,
    range,
  };
}
