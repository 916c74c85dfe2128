// CREATE TABLE of MySQL and MariaDB. In: a cursor behind TABLE. Out: a createTable change. It recovers at the next comma:
// one bad element costs one problem, the others are read.

import type { CreateTable } from "../../change.js";
import type {
  CheckDefinition,
  ColumnDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  ObjectName,
} from "../../definition.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { startsStatement } from "../next-statement.js";
import { beginsNextElement, readColumn } from "./column.js";
import { readKey, startsKey } from "./key.js";
import { readObjectName } from "./names.js";
import { isStrayWord } from "./one-string.js";
import { readPartitioning } from "./partitioning.js";
import { readPeriod } from "./period.js";
import { readTableOptions } from "./table-options.js";

interface Elements {
  columns: ColumnDefinition[];
  indexes: IndexDefinition[];
  foreignKeys: ForeignKeyDefinition[];
  checks: CheckDefinition[];
}

export function readCreateTable(
  cursor: Cursor,
  flags: { orReplace: boolean; temporary: boolean },
): CreateTable | undefined {
  const ifNotExists = cursor.acceptIfNotExists();
  const table = readObjectName(cursor);
  if (!table) {
    cursor.problem(cursor.here(), `Expected a table name${found(cursor)}.`);
    return undefined;
  }
  const elements: Elements = { columns: [], indexes: [], foreignKeys: [], checks: [] };
  const like: { table: ObjectName; including: readonly string[] }[] = [];
  const likeHere = () => {
    const other = readObjectName(cursor);
    if (other) like.push({ table: other, including: ["all"] });
  };
  if (cursor.accept("LIKE")) {
    likeHere();
    if (like.length > 0 && !cursor.done && !startsStatement(cursor)) {
      cursor.problem(
        cursor.here(),
        `Cannot read \`${cursor.text()}\`: nothing may stand behind LIKE and its table.`,
      );
    }
  } else if (cursor.isMark("(") && cursor.is("LIKE", 1)) {
    cursor.at += 2;
    likeHere();
    cursor.acceptMark(")");
  } else if (cursor.isMark("(") && !cursor.isAny(["SELECT", "WITH"], 1)) readElements(cursor, elements);
  const options = readTableOptions(cursor);
  const partitioned = readPartitioning(cursor);
  const asQuery = readQuery(cursor);
  if (
    cursor.done &&
    elements.columns.length === 0 &&
    like.length === 0 &&
    !asQuery &&
    cursor.problems.length === 0
  ) {
    cursor.problem(table.range, `Table \`${table.name.text}\` has no columns.`, undefined, false);
  }
  return {
    kind: "createTable",
    table,
    ifNotExists,
    ...flags,
    ...elements,
    options,
    like,
    inherits: [],
    partitioned,
    ...(asQuery ? { asQuery } : {}),
    range: cursor.since(cursor.first),
  };
}

function readQuery(cursor: Cursor) {
  const start = cursor.at;
  cursor.acceptAny(["IGNORE", "REPLACE"]);
  cursor.accept("AS");
  if (!cursor.isAny(["SELECT", "WITH", "TABLE", "VALUES"]) && !cursor.isMark("(")) {
    cursor.at = start;
    return undefined;
  }
  cursor.at = cursor.last;
  return cursor.since(start);
}

function readElements(cursor: Cursor, elements: Elements): void {
  cursor.at++;
  while (!cursor.done) {
    if (cursor.isMark(")")) {
      readClose(cursor);
      return;
    }
    if (cursor.isMark(",")) {
      cursor.problem(cursor.here(), "A comma too many: nothing stands before it.", "Remove the comma.");
      cursor.at++;
      continue;
    }
    const before = cursor.at;
    readElement(cursor, elements);
    if (cursor.at === before) cursor.at++;
    if (!endElement(cursor)) return;
  }
  cursor.problem(
    cursor.here(),
    "The `)` that closes the table's definition is missing.",
    "Write `)` before the end of the statement.",
  );
}

function readClose(cursor: Cursor): void {
  if (cursor.isMark(",", -1)) {
    cursor.problem(cursor.here(-1), "Trailing comma before `)`.", "Remove the comma.");
  }
  cursor.at++;
}

/** To the comma behind an element, or past the table's `)`: then false. */
function endElement(cursor: Cursor): boolean {
  if (beginsNextElement(cursor)) {
    cursor.problem(
      cursor.here(),
      `A comma is missing before \`${cursor.text()}\`.`,
      "Write a comma between the two.",
    );
  } else if (!cursor.isMark(",") && !cursor.isMark(")") && !cursor.done && !startsElement(cursor)) {
    const message = `Expected a comma or \`)\`, found \`${cursor.text()}\`.`;
    cursor.problem(cursor.here(), message, undefined, isStrayWord(cursor));
    cursor.skipToElementEnd();
  }
  if (cursor.acceptMark(",")) return true;
  if (cursor.acceptMark(")")) return false;
  return true;
}

// The reader of a column stops before an element whose comma was forgotten, and has said so.
function startsElement(cursor: Cursor): boolean {
  return cursor.hasProblemAt(cursor.here().start);
}

function readElement(cursor: Cursor, elements: Elements): void {
  if (cursor.is("PERIOD") && cursor.is("FOR", 1)) {
    const { check } = readPeriod(cursor);
    if (check) elements.checks.push(check);
    return;
  }
  if (!startsKey(cursor)) {
    const column = readColumn(cursor);
    if (column) elements.columns.push(column);
    else cursor.skipToElementEnd();
    return;
  }
  const key = readKey(cursor);
  if (key?.kind === "index") elements.indexes.push(key.index);
  else if (key?.kind === "foreignKey") elements.foreignKeys.push(key.foreignKey);
  else if (key?.kind === "check") elements.checks.push(key.check);
  else cursor.skipToElementEnd();
}
