// ALTER TABLE of PostgreSQL. In: a cursor behind TABLE. Out: changes in the order written, each with its own range.
// An action that cannot be read costs one problem; the next one is read.

import type { Change } from "../../change.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { endsActions } from "../next-statement.js";
import { readAlterColumn } from "./alter-column.js";
import { readAdd } from "./alter-table-add.js";
import { readDrop } from "./alter-table-drop.js";
import { readMysqlAction } from "./alter-table-mysql.js";
import { readSettings } from "./alter-table-settings.js";
import { type AlterTarget, actionWords } from "./alter-target.js";
import { hasProblemHere } from "./list.js";
import { readColumnName, readName, readNewName, readObjectName, readRelationName } from "./names.js";
import { skipPartitionBound } from "./partition.js";

export function readAlterTable(cursor: Cursor): readonly Change[] {
  if (cursor.accept("ALL", "IN", "TABLESPACE")) {
    cursor.at = cursor.last;
    return [];
  }
  const ifTableExists = cursor.acceptIfExists();
  const table = readRelationName(cursor, "a table name");
  if (!table) return [];
  const target: AlterTarget = { table, ...(ifTableExists ? { ifTableExists } : {}) };
  const changes: Change[] = [];
  if (cursor.done) cursor.problem(cursor.here(), `Expected an action of ALTER TABLE${found(cursor)}.`);
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.isMark(",")) {
      cursor.problem(cursor.here(), "A comma too many: no action stands before it.", "Remove the comma.");
      cursor.at++;
      continue;
    }
    readAction(cursor, target, changes);
    if (cursor.at === start) skipUnknownAction(cursor);
    if (!endAction(cursor, start)) break;
  }
  return changes;
}

function skipUnknownAction(cursor: Cursor): void {
  const message = `Cannot read \`${cursor.text()}\` as an action of ALTER TABLE.`;
  cursor.problem(cursor.here(), message, undefined, false);
  cursor.at++;
  cursor.skipToElementEnd();
}

/** Past the comma behind an action; false where the statement ends here. */
function endAction(cursor: Cursor, start: number): boolean {
  if (cursor.done || endsActions(cursor)) return false;
  if (cursor.isMark(",")) {
    if (cursor.at + 1 >= cursor.last) {
      cursor.problem(cursor.here(), "Trailing comma at the end of the statement.", "Remove the comma.");
    } else if (standsAlone(cursor, start)) {
      const word = cursor.text(start - cursor.at).toUpperCase();
      cursor.problem(cursor.here(), `${word} stands alone: no other action may follow.`);
    }
    cursor.at++;
  } else if (cursor.isAny(actionWords)) {
    const help = "Write a comma between the actions.";
    cursor.problem(cursor.here(), `A comma is missing before \`${cursor.text()}\`.`, help);
  } else {
    if (!hasProblemHere(cursor))
      cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` here.`, undefined, false);
    cursor.skipToElementEnd();
    if (cursor.isMark(")")) cursor.at++;
    cursor.acceptMark(",");
  }
  return true;
}

/** RENAME, SET SCHEMA, ATTACH and DETACH are statements of their own in PostgreSQL's grammar. */
function standsAlone(cursor: Cursor, start: number): boolean {
  const ahead = start - cursor.at;
  return (
    cursor.isAny(["RENAME", "ATTACH", "DETACH"], ahead) ||
    (cursor.is("SET", ahead) && cursor.is("SCHEMA", ahead + 1))
  );
}

function readAction(cursor: Cursor, target: AlterTarget, changes: Change[]): void {
  const start = cursor.at;
  if (cursor.accept("ADD")) readAdd(cursor, target, changes, start);
  else {
    const change = readSingle(cursor, target, start);
    if (change) changes.push(change);
  }
}

function readSingle(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  if (cursor.accept("DROP")) return readDrop(cursor, target, start);
  if (cursor.accept("ALTER")) return readAlterColumn(cursor, target, start);
  if (cursor.accept("RENAME")) return readRename(cursor, target, start);
  if (cursor.accept("SET", "SCHEMA")) {
    const schema = readName(cursor, "a schema");
    return schema && { kind: "moveTable", ...target, schema, range: cursor.since(start) };
  }
  if (cursor.accept("ATTACH", "PARTITION")) return readAttach(cursor, target, start);
  if (cursor.accept("DETACH", "PARTITION")) return readDetach(cursor, target, start);
  if (cursor.accept("VALIDATE", "CONSTRAINT")) {
    const name = readName(cursor, "the name of a constraint");
    return name && { kind: "alterConstraint", ...target, name, validated: true, range: cursor.since(start) };
  }
  return readSettings(cursor, target, start) ?? readMysqlAction(cursor, target, start);
}

function readRename(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  if (cursor.accept("CONSTRAINT")) {
    const name = readName(cursor, "the name of a constraint");
    const to = name && readNewName(cursor);
    return to && { kind: "renameConstraint", ...target, name, to, range: cursor.since(start) };
  }
  if (cursor.isAny(["INDEX", "KEY"]) && cursor.isName(1) && cursor.is("TO", 2)) {
    cursor.at++;
    const name = readName(cursor, "the name of an index");
    const to = name && readNewName(cursor);
    if (!to) return undefined;
    const range = cursor.since(start);
    cursor.construct("rename-index", range);
    return { kind: "renameIndex", ...target, index: { name, range: name.range }, to, ifExists: false, range };
  }
  const isTable = cursor.is("TO") || (cursor.is("AS") && cursor.isName(1));
  if (isTable) {
    if (cursor.is("AS")) cursor.construct("rename-table", cursor.since(start));
    cursor.at++;
    const to = readObjectName(cursor, "the new name of the table");
    return to && { kind: "renameTable", ...target, to, ifExists: false, range: cursor.since(start) };
  }
  cursor.accept("COLUMN");
  const column = readColumnName(cursor);
  const to = column && readNewName(cursor);
  return to && { kind: "renameColumn", ...target, column, to, ifExists: false, range: cursor.since(start) };
}

function readAttach(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  const partition = readObjectName(cursor, "the partition");
  if (!partition) return undefined;
  skipPartitionBound(cursor);
  return { kind: "attachPartition", ...target, partition, detach: false, range: cursor.since(start) };
}

function readDetach(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  const partition = readObjectName(cursor, "the partition");
  if (!partition) return undefined;
  if (cursor.acceptAny(["CONCURRENTLY", "FINALIZE"]))
    cursor.construct("detach-concurrently", cursor.here(-1));
  return { kind: "attachPartition", ...target, partition, detach: true, range: cursor.since(start) };
}
