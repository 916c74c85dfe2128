// CREATE TABLE of PostgreSQL. In: a cursor behind TABLE. Out: a createTable change. It recovers at the next comma: one bad
// element costs one problem, the others are read.

import type { Range } from "../../../text/source-file.js";
import type { CreateTable } from "../../change.js";
import type { KeyPart, ObjectName, TableOption } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readTableOptions } from "../mysql/table-options.js";
import { readIndexParts } from "./key-parts.js";
import { readList } from "./list.js";
import { readName, readObjectName } from "./names.js";
import { readParameters } from "./options.js";
import { skipPartitionBound } from "./partition.js";
import { emptyElements, readTableElements, type TableElements } from "./table-elements.js";

export interface CreateTableFlags {
  readonly orReplace: boolean;
  readonly temporary: boolean;
}

export function readCreateTable(cursor: Cursor, flags: CreateTableFlags): CreateTable | undefined {
  const ifNotExists = cursor.acceptIfNotExists();
  const table = readObjectName(cursor, "a table name");
  if (!table) return undefined;
  const elements = emptyElements();
  const shape = readShape(cursor, elements);
  const rest = readRest(cursor);
  const isEmpty =
    elements.columns.length === 0 && !rest.asQuery && !shape.partitionOf && elements.written === false;
  if (isEmpty && cursor.problems.length === 0) {
    cursor.problem(
      cursor.here(),
      `Expected \`(\` and the columns of table \`${table.name.text}\`${found(cursor)}.`,
    );
  }
  const { written: _, untypedColumns: __, notNull: ___, ...parts } = elements;
  return {
    kind: "createTable",
    table,
    ifNotExists,
    ...flags,
    ...parts,
    ...rest,
    ...shape,
    range: cursor.since(cursor.first),
  };
}

/** The elements, and what they are elements of: PARTITION OF gives the parent, OF a type. */
function readShape(
  cursor: Cursor,
  elements: TableElements,
): { readonly partitionOf?: ObjectName; readonly ofType?: ObjectName } {
  if (cursor.accept("PARTITION", "OF")) {
    const parent = readObjectName(cursor, "the partitioned table");
    elements.untypedColumns = true;
    if (cursor.isMark("(")) readTableElements(cursor, elements);
    skipPartitionBound(cursor);
    elements.written = true;
    return parent ? { partitionOf: parent } : {};
  }
  if (cursor.accept("OF")) {
    const ofType = readObjectName(cursor, "a composite type");
    elements.untypedColumns = true;
    elements.written = true;
    if (cursor.isMark("(")) readTableElements(cursor, elements);
    return ofType ? { ofType } : {};
  }
  if (cursor.is("LIKE") && cursor.isName(1)) readMysqlLike(cursor, elements);
  else if (isNamesOfQuery(cursor)) cursor.skipParentheses();
  else if (cursor.isMark("(") && !isQuery(cursor)) readTableElements(cursor, elements);
  return {};
}

function isQuery(cursor: Cursor): boolean {
  return cursor.isAny(["SELECT", "WITH", "VALUES"], 1) && cursor.kind(2) !== TokenKind.Mark;
}

/** `(one, two)` before AS SELECT: how the columns of the query are called. */
function isNamesOfQuery(cursor: Cursor): boolean {
  if (!cursor.isMark("(")) return false;
  let ahead = 1;
  while (cursor.isName(ahead) && cursor.isMark(",", ahead + 1)) ahead += 2;
  if (!cursor.isName(ahead) || !cursor.isMark(")", ahead + 1)) return false;
  return cursor.isAny(["AS", "USING", "WITH", "WITHOUT", "ON", "TABLESPACE"], ahead + 2);
}

function readMysqlLike(cursor: Cursor, elements: TableElements): void {
  const start = cursor.at;
  cursor.at++;
  const table = readObjectName(cursor, "a table name");
  cursor.construct("create-table-like", cursor.since(start));
  elements.written = true;
  if (table) elements.like.push({ table, including: ["all"] });
}

interface Rest {
  inherits: readonly ObjectName[];
  partitioned: boolean;
  partitionedBy?: readonly KeyPart[];
  options: TableOption[];
  asQuery?: Range;
}

/** What stands behind the elements, each clause at most once, in the order that PostgreSQL asks for. */
function readRest(cursor: Cursor): Rest {
  const rest: Rest = { inherits: [], partitioned: false, options: [] };
  while (!cursor.done) {
    const start = cursor.at;
    readClause(cursor, rest);
    if (cursor.at === start) break;
  }
  return rest;
}

function readClause(cursor: Cursor, rest: Rest): void {
  const start = cursor.at;
  if (cursor.accept("INHERITS")) {
    const parents: ObjectName[] = [];
    const readOne = () => {
      const parent = readObjectName(cursor, "a table name");
      if (parent) parents.push(parent);
    };
    readList(cursor, { what: "the parents of the table", readOne, mayBeEmpty: true });
    rest.inherits = parents;
  } else if (cursor.accept("PARTITION", "BY")) {
    readStrategy(cursor);
    rest.partitionedBy = readIndexParts(cursor);
    rest.partitioned = true;
  } else if (cursor.accept("USING")) readName(cursor, "an access method");
  else if (cursor.is("WITH") && cursor.isMark("(", 1)) {
    cursor.at++;
    rest.options.push(...readParameters(cursor));
  } else if (cursor.accept("WITHOUT", "OIDS")) return;
  else if (cursor.accept("WITH", "OIDS")) noteOids(cursor);
  else if (cursor.accept("ON", "COMMIT")) readCommitAction(cursor);
  else if (cursor.accept("TABLESPACE")) readName(cursor, "a tablespace");
  else if (startsQuery(cursor)) {
    cursor.at = cursor.last;
    rest.asQuery = cursor.since(start);
  } else readMysqlOptions(cursor, rest);
}

function readStrategy(cursor: Cursor): void {
  const strategy = cursor.name()?.text;
  if (strategy !== undefined && /^(range|list|hash)$/.test(strategy)) return;
  cursor.problem(
    cursor.here(strategy === undefined ? 0 : -1),
    "Expected RANGE, LIST or HASH.",
    undefined,
    false,
  );
}

/** PostgreSQL 12 release notes. */
function noteOids(cursor: Cursor): void {
  cursor.problem(cursor.here(-1), "PostgreSQL has no tables WITH OIDS since version 12.", "Leave it out.");
}

function readCommitAction(cursor: Cursor): void {
  if (cursor.accept("DROP") || cursor.accept("DELETE", "ROWS") || cursor.accept("PRESERVE", "ROWS")) return;
  cursor.problem(cursor.here(), `Expected DROP, DELETE ROWS or PRESERVE ROWS${found(cursor)}.`);
}

const queryWords = ["SELECT", "WITH", "TABLE", "VALUES", "EXECUTE"];

/** AS SELECT; MySQL does without AS. */
function startsQuery(cursor: Cursor): boolean {
  if (!cursor.is("AS")) {
    if (cursor.is("SELECT"))
      cursor.problem(cursor.here(), "Expected AS before SELECT.", "Write AS before it.");
    return cursor.is("SELECT");
  }
  return cursor.isAny(queryWords, 1) || cursor.isMark("(", 1);
}

function readMysqlOptions(cursor: Cursor, rest: Rest): void {
  const start = cursor.at;
  if (cursor.kind() !== TokenKind.Word || cursor.isAny(["CREATE", "ALTER", "DROP", "INSERT"])) return;
  const options = readTableOptions(cursor);
  if (options.length === 0) return;
  cursor.construct("table-options", cursor.since(start));
  rest.options.push(...options);
}
