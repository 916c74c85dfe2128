// ADD of ALTER TABLE: columns and constraints. In: a cursor behind ADD. Out: changes.

import type { Change } from "../../change.js";
import type { Cursor } from "../cursor.js";
import { type AlterTarget, columnStops } from "./alter-target.js";
import { readColumn } from "./column.js";
import { type ConstraintElement, readConstraint, startsConstraint } from "./constraint.js";
import { readList } from "./list.js";
import { readColumnName } from "./names.js";

export function readAdd(cursor: Cursor, target: AlterTarget, changes: Change[], start: number): void {
  if (startsConstraint(cursor)) {
    const element = readConstraint(cursor);
    if (element) changes.push(addConstraint(cursor, target, element, start));
    else cursor.skipToElementEnd();
    return;
  }
  cursor.accept("COLUMN");
  const ifNotExists = cursor.acceptCondition("IF", "NOT", "EXISTS");
  if (cursor.isMark("(")) {
    readMysqlList(cursor, target, changes, ifNotExists);
    return;
  }
  const column = readColumn(cursor, { stopsAt: columnStops });
  if (!column) return;
  const position = readMysqlPosition(cursor);
  changes.push({
    kind: "addColumn",
    ...target,
    column,
    ifNotExists,
    ...position,
    range: cursor.since(start),
  });
}

function addConstraint(
  cursor: Cursor,
  target: AlterTarget,
  element: ConstraintElement,
  start: number,
): Change {
  const common = { ...target, ifNotExists: element.ifNotExists, range: cursor.since(start) };
  switch (element.kind) {
    case "index": {
      const { index, usingIndex } = element;
      const using = usingIndex ? { usingIndex } : {};
      return { kind: "addIndex", ...common, index, orReplace: false, concurrently: false, ...using };
    }
    case "foreignKey":
      return { kind: "addForeignKey", ...common, foreignKey: element.foreignKey };
    case "check":
      return { kind: "addCheck", ...common, check: element.check };
    case "notNull": {
      const { column, nullable } = element;
      return { kind: "alterColumn", ...target, column, ifExists: false, nullable, range: common.range };
    }
  }
}

/** MySQL's ADD (a INT, b INT). */
function readMysqlList(cursor: Cursor, target: AlterTarget, changes: Change[], ifNotExists: boolean): void {
  const list = cursor.at;
  const readOne = () => {
    const start = cursor.at;
    if (startsConstraint(cursor)) {
      readAdd(cursor, target, changes, start);
      return;
    }
    const column = readColumn(cursor);
    if (column)
      changes.push({ kind: "addColumn", ...target, column, ifNotExists, range: cursor.since(start) });
  };
  readList(cursor, { what: "the columns", readOne });
  cursor.construct("add-column-list", cursor.since(list));
}

/** MySQL's FIRST and AFTER column: taken as meant, that is, noted; PostgreSQL has one place for new columns. */
export function readMysqlPosition(cursor: Cursor): Pick<Extract<Change, { kind: "addColumn" }>, "position"> {
  const start = cursor.at;
  if (cursor.accept("FIRST")) {
    cursor.construct("column-position", cursor.since(start));
    return { position: { kind: "first" } };
  }
  if (!cursor.accept("AFTER")) return {};
  const column = readColumnName(cursor);
  cursor.construct("column-position", cursor.since(start));
  return column ? { position: { kind: "after", column } } : {};
}
