// The elements of CREATE TABLE: columns, constraints, LIKE. In: a cursor at the parenthesis. Out: the elements, by kind.

import type {
  CheckDefinition,
  ColumnDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  Name,
  ObjectName,
  WrittenNullability,
} from "../../definition.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readColumn } from "./column.js";
import { readConstraint, startsConstraint } from "./constraint.js";
import { type ListOptions, readList, readListRest } from "./list.js";
import { readObjectName } from "./names.js";

export interface TableElements {
  readonly columns: ColumnDefinition[];
  readonly indexes: IndexDefinition[];
  readonly foreignKeys: ForeignKeyDefinition[];
  readonly checks: CheckDefinition[];
  readonly like: { readonly table: ObjectName; readonly including: readonly string[] }[];
  /** NOT NULL as an element of its own: the column may stand before or behind it. */
  readonly notNull: { readonly column: Name; readonly nullable: WrittenNullability }[];
  /** Columns state no types here. */
  untypedColumns: boolean;
  /** Whether the statement says what the table is made of. */
  written: boolean;
}

export const emptyElements = (): TableElements => ({
  columns: [],
  indexes: [],
  foreignKeys: [],
  checks: [],
  like: [],
  notNull: [],
  untypedColumns: false,
  written: false,
});

export function readTableElements(cursor: Cursor, elements: TableElements): void {
  elements.written = true;
  const readOne = () => readElement(cursor, elements);
  const options: ListOptions = { what: "the columns of the table", readOne, mayBeEmpty: true };
  readList(cursor, options);
  while (closedEarly(cursor)) readListRest(cursor, options);
  for (const { column: name, nullable } of elements.notNull) {
    const at = elements.columns.findIndex((column) => column.name.text === name.text);
    const column = elements.columns[at];
    if (column) elements.columns[at] = { ...column, nullable };
  }
}

/** `CHECK (a > 0)), b int)`: one `)` too many has ended the list before its last element. */
function closedEarly(cursor: Cursor): boolean {
  const help = "Remove one `)`.";
  while (cursor.isMark(")")) {
    cursor.problem(cursor.here(), "Nothing is open that this `)` could close.", help);
    cursor.at++;
  }
  if (!cursor.isMark(",")) return false;
  cursor.problem(cursor.here(-1), "This `)` ends the table's definition, but more follows.", help);
  cursor.at++;
  return !cursor.done;
}

function readElement(cursor: Cursor, elements: TableElements): void {
  if (cursor.is("LIKE") && cursor.isName(1)) {
    readLike(cursor, elements);
    return;
  }
  if (!startsConstraint(cursor)) {
    const column = readColumn(cursor, { typed: !elements.untypedColumns });
    if (column) elements.columns.push(column);
    return;
  }
  const element = readConstraint(cursor);
  if (element?.kind === "index") elements.indexes.push(element.index);
  else if (element?.kind === "foreignKey") elements.foreignKeys.push(element.foreignKey);
  else if (element?.kind === "check") elements.checks.push(element.check);
  else if (element?.kind === "notNull") elements.notNull.push(element);
  else cursor.skipToElementEnd();
}

const likeWords = [
  ...[
    "ALL",
    "COMMENTS",
    "COMPRESSION",
    "CONSTRAINTS",
    "DEFAULTS",
    "GENERATED",
    "IDENTITY",
    "INDEXES",
    "STATISTICS",
  ],
  "STORAGE",
];

/** LIKE table INCLUDING ALL EXCLUDING INDEXES. */
function readLike(cursor: Cursor, elements: TableElements): void {
  cursor.at++;
  const table = readObjectName(cursor, "a table name");
  let including: readonly string[] = [];
  while (cursor.isAny(["INCLUDING", "EXCLUDING"])) {
    const includes = cursor.is("INCLUDING");
    cursor.at++;
    const what = cursor.acceptAny(likeWords)?.toLowerCase();
    if (!what) cursor.problem(cursor.here(), `Expected ALL, INDEXES, DEFAULTS and so on${found(cursor)}.`);
    else including = includes ? [...including, what] : without(including, what);
  }
  if (table) elements.like.push({ table, including });
}

function without(including: readonly string[], what: string): readonly string[] {
  if (what === "all") return [];
  const single = likeWords.map((word) => word.toLowerCase()).filter((word) => word !== "all");
  return (including.includes("all") ? single : including).filter((word) => word !== what);
}
