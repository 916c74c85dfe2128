// ALTER TABLE of MySQL and MariaDB. In: a cursor behind TABLE. Out: changes in the order written, each with its own range.
// An action that cannot be read costs one problem; the next one is read.

import type { Change } from "../../change.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { endsActions } from "../next-statement.js";
import { readAdd } from "./alter/add.js";
import { readAlter, readChange, readModify, readRename } from "./alter/columns.js";
import { readDrop } from "./alter/drop.js";
import { readConvert, readRest } from "./alter/rest.js";
import { actionWords, type Target } from "./alter/target.js";
import { acceptIfExists } from "./key.js";
import { acceptWait, readObjectName } from "./names.js";
import { isStrayWord } from "./one-string.js";
import { readPartitioning } from "./partitioning.js";
import { readTableOption } from "./table-options.js";

export function readAlterTable(cursor: Cursor): readonly Change[] {
  const ifTableExists = acceptIfExists(cursor, "alter-table-if-exists");
  if (cursor.is("ONLY")) {
    cursor.construct("alter-table-only", cursor.here());
    cursor.at++;
  }
  const table = readObjectName(cursor);
  if (!table) {
    cursor.problem(cursor.here(), `Expected a table name${found(cursor)}.`);
    return [];
  }
  acceptWait(cursor);
  const target: Target = { table, ...(ifTableExists ? { ifTableExists } : {}) };
  const changes: Change[] = [];
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.isMark(",")) {
      cursor.problem(cursor.here(), "A comma too many: no action stands before it.", "Remove the comma.");
      cursor.at++;
      continue;
    }
    readAction(cursor, target, changes);
    if (cursor.at === start) {
      cursor.problem(
        cursor.here(),
        `Cannot read \`${cursor.text()}\` as an action of ALTER TABLE.`,
        undefined,
        isStrayWord(cursor),
      );
      cursor.at++;
      cursor.skipToElementEnd();
    }
    if (!endAction(cursor, start)) break;
  }
  return changes;
}

/** Past the comma behind an action; false where the statement ends here. */
function endAction(cursor: Cursor, start: number): boolean {
  if (cursor.done || endsActions(cursor)) return false;
  if (cursor.isMark(",")) {
    if (cursor.at + 1 >= cursor.last) {
      cursor.problem(cursor.here(), "Trailing comma at the end of the statement.", "Remove the comma.");
    }
    cursor.at++;
    // They belong to the whole statement, not to its list of actions: MySQL 8.4 manual 15.1.9, MariaDB 10.11 (tried).
    if (
      (cursor.is("REMOVE") && cursor.is("PARTITIONING", 1)) ||
      (cursor.is("PARTITION") && cursor.is("BY", 1))
    ) {
      const words = cursor.is("REMOVE") ? "REMOVE PARTITIONING" : "PARTITION BY";
      cursor.problem(cursor.here(), `A comma stands before ${words}.`, "Remove the comma.");
    }
    return true;
  }
  if (cursor.accept("REMOVE", "PARTITIONING") || readPartitioning(cursor)) return true;
  if (startsAction(cursor) && !isOption(cursor, start)) {
    cursor.problem(
      cursor.here(),
      `A comma is missing before \`${cursor.text()}\`.`,
      "Write a comma between the actions.",
    );
    return true;
  }
  if (isOption(cursor, start)) return true;
  cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` here.`, undefined, isStrayWord(cursor));
  cursor.skipToElementEnd();
  if (cursor.isMark(")")) cursor.at++;
  cursor.acceptMark(",");
  return true;
}

// Table options may follow each other without commas.
function isOption(cursor: Cursor, start: number): boolean {
  const at = cursor.at;
  cursor.at = start;
  const first = readTableOption(cursor);
  cursor.at = at;
  const second = readTableOption(cursor);
  cursor.at = at;
  return first !== undefined && second !== undefined;
}

function startsAction(cursor: Cursor): boolean {
  return cursor.isAny(actionWords);
}

function readAction(cursor: Cursor, target: Target, changes: Change[]): void {
  const start = cursor.at;
  if (cursor.accept("ADD")) readAdd(cursor, target, changes, start);
  else if (cursor.accept("DROP")) push(changes, readDrop(cursor, target, start));
  else if (cursor.accept("MODIFY")) push(changes, readModify(cursor, target, start));
  else if (cursor.accept("CHANGE")) push(changes, readChange(cursor, target, start));
  else if (cursor.accept("ALTER")) push(changes, readAlter(cursor, target, start));
  else if (cursor.accept("RENAME")) push(changes, readRename(cursor, target, start));
  else if (cursor.accept("CONVERT", "TO")) push(changes, readConvert(cursor, target, start));
  else push(changes, readRest(cursor, target, start));
}

function push(changes: Change[], change: Change | undefined): void {
  if (change) changes.push(change);
}
