// ADD of ALTER TABLE: columns and constraints. In: a cursor behind ADD. Out: changes.

import type { Change } from "../../change.js";
import type { ColumnPosition } from "../../definition.js";
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
  const ifNotExists = cursor.acceptIfNotExists();
  if (cursor.isMark("(")) {
    readMysqlList(cursor, target, changes, ifNotExists);
    return;
  }
  const column = readColumn(cursor, { stopsAt: columnStops });
  if (!column) return;
  const position = readMysqlPosition(cursor);
  const { table, ifTableExists } = target;
  const range = cursor.since(start);
  changes.push({ kind: "addColumn", table, ifTableExists, column, ifNotExists, position, range });
}

function addConstraint(
  cursor: Cursor,
  { table, ifTableExists }: AlterTarget,
  element: ConstraintElement,
  start: number,
): Change {
  const { ifNotExists } = element;
  const range = cursor.since(start);
  switch (element.kind) {
    case "index": {
      const { index, usingIndex } = element;
      const plain = { orReplace: false, concurrently: false } as const;
      return { kind: "addIndex", table, ifTableExists, ifNotExists, range, index, usingIndex, ...plain };
    }
    case "foreignKey": {
      const { foreignKey } = element;
      return { kind: "addForeignKey", table, ifTableExists, ifNotExists, range, foreignKey };
    }
    case "check":
      return { kind: "addCheck", table, ifTableExists, ifNotExists, range, check: element.check };
    case "notNull": {
      const { column, nullable } = element;
      return { kind: "alterColumn", table, ifTableExists, column, ifExists: false, nullable, range };
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
export function readMysqlPosition(cursor: Cursor): ColumnPosition | undefined {
  const start = cursor.at;
  if (cursor.accept("FIRST")) {
    cursor.construct("column-position", cursor.since(start));
    return { kind: "first" };
  }
  if (!cursor.accept("AFTER")) return undefined;
  const column = readColumnName(cursor);
  cursor.construct("column-position", cursor.since(start));
  return column && { kind: "after", column };
}
