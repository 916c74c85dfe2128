// ADD of ALTER TABLE on MySQL and MariaDB. In: a cursor behind ADD. Out: the changes that it asks for.

import type { Change } from "../../../change.js";
import type { Cursor } from "../../cursor.js";
import { readColumn } from "../column.js";
import { acceptIfNotExists, readKey, startsKey } from "../key.js";
import { readPeriod } from "../period.js";
import { readVersioning, startsVersioning } from "./rest.js";
import { behindColumn, readPosition, type Target } from "./target.js";

export function readAdd(cursor: Cursor, target: Target, changes: Change[], start: number): void {
  if (cursor.is("PERIOD") && startsVersioning(cursor)) {
    const { check, ifNotExists } = readPeriod(cursor);
    const range = cursor.since(start);
    if (check) changes.push({ kind: "addCheck", ...target, check, ifNotExists, range });
    else changes.push({ kind: "touchTable", ...target, what: "versioning", range });
    return;
  }
  if (startsVersioning(cursor)) {
    changes.push(readVersioning(cursor, target, start));
    return;
  }
  if (startsKey(cursor)) {
    const key = readKey(cursor);
    const range = () => cursor.since(start);
    if (key?.kind === "index") {
      const { index, ifNotExists } = key;
      changes.push({
        kind: "addIndex",
        ...target,
        index,
        ifNotExists,
        orReplace: false,
        concurrently: false,
        range: range(),
      });
    } else if (key?.kind === "foreignKey") {
      const { foreignKey, ifNotExists } = key;
      changes.push({ kind: "addForeignKey", ...target, foreignKey, ifNotExists, range: range() });
    } else if (key?.kind === "check") {
      changes.push({
        kind: "addCheck",
        ...target,
        check: key.check,
        ifNotExists: key.ifNotExists,
        range: range(),
      });
    } else cursor.skipToElementEnd();
    return;
  }
  cursor.accept("COLUMN");
  const ifNotExists = acceptIfNotExists(cursor, "add-column-if-not-exists");
  if (cursor.acceptMark("(")) {
    readAddedElements(cursor, target, changes, ifNotExists);
    return;
  }
  const column = readColumn(cursor, behindColumn);
  if (!column) {
    cursor.skipToElementEnd();
    return;
  }
  const position = readPosition(cursor);
  changes.push({
    kind: "addColumn",
    ...target,
    column,
    ifNotExists,
    ...position,
    range: cursor.since(start),
  });
}

/** ADD (a INT, b INT, KEY (a)). */
function readAddedElements(cursor: Cursor, target: Target, changes: Change[], ifNotExists: boolean): void {
  while (!cursor.done && !cursor.isMark(")")) {
    const start = cursor.at;
    if (startsKey(cursor)) readAdd(cursor, target, changes, start);
    else {
      const column = readColumn(cursor);
      if (column)
        changes.push({ kind: "addColumn", ...target, column, ifNotExists, range: cursor.since(start) });
    }
    if (cursor.isMark(",") && cursor.isMark(")", 1)) {
      cursor.problem(cursor.here(), "Trailing comma before `)`.", "Remove the comma.");
    }
    if (!cursor.acceptMark(",") && !cursor.isMark(")") && cursor.at === start) cursor.at++;
  }
  if (!cursor.acceptMark(")")) cursor.problem(cursor.here(), "A `)` is missing at the end.");
}
