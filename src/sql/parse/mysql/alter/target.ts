// What the actions of one ALTER TABLE share. In: a cursor at an action. Out: words, names, what each change carries.

import type { ColumnPosition, Name, ObjectName } from "../../../definition.js";
import type { Cursor } from "../../cursor.js";
import { found } from "../../expect.js";
import { readName } from "../names.js";

/** What every change of one ALTER TABLE carries. */
export interface Target {
  readonly table: ObjectName;
  readonly ifTableExists?: boolean;
}

// No attribute of a column begins with these: behind one, a comma was forgotten.
export const actionWords = ["ADD", "DROP", "MODIFY", "CHANGE", "ALTER", "RENAME", "CONVERT"];

// PARTITION BY and REMOVE PARTITIONING stand behind the last action without a comma (MySQL 8.4 manual 15.1.9).
export const behindColumn = ["FIRST", "AFTER", "PARTITION", "REMOVE", ...actionWords];

export function expectName(cursor: Cursor, what: string): Name | undefined {
  const name = cursor.done ? undefined : readName(cursor);
  if (!name) cursor.problem(cursor.here(), `Expected the name of ${what}${found(cursor)}.`);
  return name;
}

export function readPosition(cursor: Cursor): { position?: ColumnPosition } {
  if (cursor.accept("FIRST")) return { position: { kind: "first" } };
  if (!cursor.accept("AFTER")) return {};
  const column = readName(cursor);
  if (column) return { position: { kind: "after", column } };
  cursor.problem(cursor.here(), `Expected a column name behind AFTER${found(cursor)}.`);
  return {};
}
