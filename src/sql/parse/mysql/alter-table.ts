// ALTER TABLE of MySQL and MariaDB. In: a cursor behind TABLE. Out: changes in the order written, each with its own range.
// An action that cannot be read costs one problem; the next one is read.

import type { AlterColumn, Change } from "../../change.js";
import type { ColumnDefinition, ColumnPosition, Name, ObjectName } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readColumn, readDefault } from "./column.js";
import { acceptIfExists, acceptIfNotExists, readKey, startsKey } from "./key.js";
import { readTableOption, skipPartitioning } from "./table-options.js";
import { acceptCharsetWords, readCharsetName, readType } from "./type.js";

/** What every change of one ALTER TABLE carries. */
interface Target {
  readonly table: ObjectName;
  readonly ifTableExists?: boolean;
}

export function readAlterTable(cursor: Cursor): readonly Change[] {
  const ifTableExists = acceptIfExists(cursor, "alter-table-if-exists");
  if (cursor.is("ONLY")) {
    cursor.construct("alter-table-only", cursor.here());
    cursor.at++;
  }
  const table = cursor.objectName();
  if (!table) {
    cursor.problem(cursor.here(), `Expected a table name${found(cursor)}.`);
    return [];
  }
  if (cursor.accept("WAIT")) cursor.at++;
  else cursor.accept("NOWAIT");
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
        false,
      );
      cursor.at++;
      cursor.skipToElementEnd();
    }
    endAction(cursor, start);
  }
  return changes;
}

function endAction(cursor: Cursor, start: number): void {
  if (cursor.done) return;
  if (cursor.isMark(",")) {
    if (cursor.at + 1 >= cursor.last) {
      cursor.problem(cursor.here(), "Trailing comma at the end of the statement.", "Remove the comma.");
    }
    cursor.at++;
    return;
  }
  if (startsAction(cursor) && !isOption(cursor, start)) {
    cursor.problem(
      cursor.here(),
      `A comma is missing before \`${cursor.text()}\`.`,
      "Write a comma between the actions.",
    );
    return;
  }
  if (isOption(cursor, start) || skipPartitioning(cursor)) return;
  cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` here.`, undefined, false);
  cursor.skipToElementEnd();
  if (cursor.isMark(")")) cursor.at++;
  cursor.acceptMark(",");
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

// No attribute of a column begins with these: behind one, a comma was forgotten.
const actionWords = ["ADD", "DROP", "MODIFY", "CHANGE", "ALTER", "RENAME", "CONVERT"];

const behindColumn = ["FIRST", "AFTER", ...actionWords];

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

function readAdd(cursor: Cursor, target: Target, changes: Change[], start: number): void {
  if (
    cursor.is("PARTITION") ||
    (cursor.is("PERIOD") && cursor.is("FOR", 1)) ||
    (cursor.is("SYSTEM") && cursor.is("VERSIONING", 1))
  ) {
    changes.push(touch(cursor, target, start, "partitions and versioning"));
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

function readPosition(cursor: Cursor): { position?: ColumnPosition } {
  if (cursor.accept("FIRST")) return { position: { kind: "first" } };
  if (!cursor.accept("AFTER")) return {};
  const column = cursor.name();
  if (column) return { position: { kind: "after", column } };
  cursor.problem(cursor.here(), `Expected a column name behind AFTER${found(cursor)}.`);
  return {};
}

function expectName(cursor: Cursor, what: string): Name | undefined {
  const name = cursor.done ? undefined : cursor.name();
  if (!name) cursor.problem(cursor.here(), `Expected the name of ${what}${found(cursor)}.`);
  return name;
}

function readDrop(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (
    cursor.is("PARTITION") ||
    (cursor.is("PERIOD") && cursor.is("FOR", 1)) ||
    (cursor.is("SYSTEM") && cursor.is("VERSIONING", 1))
  ) {
    return touch(cursor, target, start, "partitions and versioning");
  }
  if (cursor.accept("PRIMARY", "KEY")) {
    return { kind: "dropPrimaryKey", ...target, ifExists: false, range: cursor.since(start) };
  }
  if (cursor.accept("FOREIGN", "KEY")) {
    const ifExists = acceptIfExists(cursor, "drop-foreign-key-if-exists");
    const name = expectName(cursor, "a foreign key");
    return name && { kind: "dropForeignKey", ...target, name, ifExists, range: cursor.since(start) };
  }
  if (cursor.isAny(["INDEX", "KEY"]) && !isColumnNamed(cursor)) {
    cursor.at++;
    const ifExists = acceptIfExists(cursor, "drop-index-if-exists");
    const name = expectName(cursor, "an index");
    if (!name) return undefined;
    const index = { name, range: name.range };
    return {
      kind: "dropIndex",
      ...target,
      index,
      ifExists,
      cascade: false,
      concurrently: false,
      range: cursor.since(start),
    };
  }
  if (cursor.is("CONSTRAINT") || cursor.is("CHECK")) {
    const only = cursor.is("CHECK") ? ({ only: "check" } as const) : {};
    cursor.at++;
    const ifExists = acceptIfExists(cursor, "drop-constraint-if-exists");
    const name = expectName(cursor, "a constraint");
    if (!name) return undefined;
    const cascade = readDropBehaviour(cursor);
    return {
      kind: "dropConstraint",
      ...target,
      name,
      ifExists,
      cascade,
      ...only,
      range: cursor.since(start),
    };
  }
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "drop-column-if-exists");
  const column = expectName(cursor, "a column");
  if (!column) return undefined;
  const cascade = readDropBehaviour(cursor);
  return { kind: "dropColumn", ...target, column, ifExists, cascade, range: cursor.since(start) };
}

// DROP `key`: quoted, so a column; DROP KEY, x: nothing follows that could be an index's name.
function isColumnNamed(cursor: Cursor): boolean {
  return cursor.kind() !== TokenKind.Word || (!cursor.isName(1) && !cursor.is("IF", 1));
}

function readDropBehaviour(cursor: Cursor): boolean {
  if (cursor.accept("CASCADE")) return true;
  cursor.accept("RESTRICT");
  return false;
}

function readModify(cursor: Cursor, target: Target, start: number): Change | undefined {
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "modify-column-if-exists");
  const definition = readRedefinition(cursor);
  if (!definition) return undefined;
  const position = readPosition(cursor);
  const range = cursor.since(start);
  return {
    kind: "redefineColumn",
    ...target,
    column: definition.name,
    definition,
    ifExists,
    ...position,
    range,
  };
}

function readChange(cursor: Cursor, target: Target, start: number): Change | undefined {
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "modify-column-if-exists");
  const column = expectName(cursor, "a column");
  if (!column) return undefined;
  const definition = readRedefinition(cursor);
  if (!definition) return undefined;
  const position = readPosition(cursor);
  return {
    kind: "redefineColumn",
    ...target,
    column,
    definition,
    ifExists,
    ...position,
    range: cursor.since(start),
  };
}

function readRedefinition(cursor: Cursor): ColumnDefinition | undefined {
  const definition = readColumn(cursor, behindColumn);
  for (const key of definition?.foreignKeys ?? []) {
    cursor.problem(
      key.range,
      "REFERENCES cannot stand behind MODIFY or CHANGE.",
      "Write ADD FOREIGN KEY (column) REFERENCES … as an action of its own.",
    );
  }
  return definition;
}

function readAlter(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (cursor.isAny(["INDEX", "KEY"]) && cursor.isName(1)) {
    cursor.at++;
    acceptIfExists(cursor, "drop-index-if-exists");
    const index = expectName(cursor, "an index");
    if (!index) return undefined;
    const visible = cursor.acceptAny(["VISIBLE", "NOT"]) !== undefined;
    cursor.acceptAny(["INVISIBLE", "IGNORED"]);
    return { kind: "setIndexVisibility", ...target, index, visible, range: cursor.since(start) };
  }
  if (cursor.isAny(["CHECK", "CONSTRAINT"]) && cursor.isName(1)) {
    cursor.at++;
    const name = expectName(cursor, "a constraint");
    if (!name) return undefined;
    const enforced = !cursor.accept("NOT");
    cursor.accept("ENFORCED");
    return { kind: "alterConstraint", ...target, name, enforced, range: cursor.since(start) };
  }
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "modify-column-if-exists");
  const column = expectName(cursor, "a column");
  if (!column) return undefined;
  const fact = readColumnFact(cursor);
  return fact && { kind: "alterColumn", ...target, column, ifExists, ...fact, range: cursor.since(start) };
}

/** SET DEFAULT and the like; PostgreSQL's spellings are read as meant. */
function readColumnFact(cursor: Cursor): Partial<AlterColumn> | undefined {
  const start = cursor.at;
  if (cursor.accept("DROP", "DEFAULT")) return { default: null };
  if (cursor.accept("SET", "DEFAULT")) return { default: readDefault(cursor) };
  if (cursor.accept("SET", "INVISIBLE")) return { visible: false };
  if (cursor.accept("SET", "VISIBLE")) return { visible: true };
  if (cursor.accept("SET", "NOT", "NULL") || cursor.accept("DROP", "NOT", "NULL")) {
    const range = cursor.since(start);
    cursor.construct("alter-column-nullability", range);
    return {
      nullable: {
        value: /^drop/i.test(cursor.textSince(start)),
        range,
      },
    };
  }
  if (cursor.accept("SET", "DATA", "TYPE") || cursor.accept("TYPE")) {
    const words = cursor.since(start);
    const type = readType(cursor);
    cursor.construct("alter-column-type", words);
    if (cursor.accept("USING")) cursor.skipToElementEnd();
    return type && { type };
  }
  cursor.problem(
    cursor.here(),
    `Cannot read \`${cursor.text()}\` as a change of a column.`,
    undefined,
    false,
  );
  cursor.skipToElementEnd();
  return undefined;
}

function readRename(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (cursor.is("COLUMN") || cursor.is("INDEX") || cursor.is("KEY")) {
    const word = cursor.text().toUpperCase();
    cursor.at++;
    const ifExists = acceptIfExists(cursor, "rename-column-if-exists");
    const name = expectName(cursor, word === "COLUMN" ? "a column" : "an index");
    if (!name) return undefined;
    if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
    const to = expectName(cursor, "what it becomes");
    if (!to) return undefined;
    const range = cursor.since(start);
    if (word === "COLUMN") {
      cursor.construct("rename-column", range);
      return { kind: "renameColumn", ...target, column: name, to, ifExists, range };
    }
    cursor.construct("rename-index", range);
    return { kind: "renameIndex", ...target, index: { name, range: name.range }, to, ifExists, range };
  }
  cursor.acceptAny(["TO", "AS"]) ?? cursor.acceptMark("=");
  const to = cursor.objectName();
  if (!to) {
    cursor.problem(cursor.here(), `Expected the new name of the table${found(cursor)}.`);
    return undefined;
  }
  return { kind: "renameTable", ...target, to, ifExists: false, range: cursor.since(start) };
}

function readConvert(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (!acceptCharsetWords(cursor)) {
    cursor.problem(cursor.here(), `Expected CHARACTER SET${found(cursor)}.`);
    return undefined;
  }
  const at = cursor.at;
  const charset = readCharsetName(cursor);
  if (!charset) return undefined;
  const range = cursor.since(at);
  const collate = cursor.at;
  const collation = cursor.accept("COLLATE") ? readCharsetName(cursor) : undefined;
  return {
    kind: "convertCharset",
    ...target,
    charset: { value: charset, range },
    ...(collation ? { collation: { value: collation, range: cursor.since(collate) } } : {}),
    range: cursor.since(start),
  };
}

const touchWords = [
  "PARTITION",
  "SECONDARY_LOAD",
  "SECONDARY_UNLOAD",
  "ENABLE",
  "DISABLE",
  "DISCARD",
  "IMPORT",
  "FORCE",
  "ALGORITHM",
  "LOCK",
  "ORDER",
  "VALIDATE",
  "WITHOUT",
];
const partitionWords = [
  "TRUNCATE",
  "COALESCE",
  "REORGANIZE",
  "EXCHANGE",
  "ANALYZE",
  "CHECK",
  "OPTIMIZE",
  "REBUILD",
  "REPAIR",
  "REMOVE",
  "UPGRADE",
];
const partitionObjects = ["PARTITION", "PARTITIONING"];

function readRest(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (cursor.isAny(partitionWords) && cursor.isAny(partitionObjects, 1))
    return touch(cursor, target, start, "partitions and versioning");
  if (cursor.isAny(touchWords) || (cursor.is("WITH") && cursor.is("VALIDATION", 1))) {
    // ORDER BY takes commas of its own.
    const order = cursor.is("ORDER");
    cursor.skipToElementEnd();
    while (order && cursor.isMark(",") && !cursor.isAny(actionWords, 1)) {
      cursor.at++;
      cursor.skipToElementEnd();
    }
    return {
      kind: "touchTable",
      ...target,
      what: cursor.text(start - cursor.at).toLowerCase(),
      range: cursor.since(start),
    };
  }
  const options = [];
  while (!cursor.done) {
    const option = readTableOption(cursor);
    if (!option) break;
    options.push(option);
  }
  return options.length > 0
    ? { kind: "setTableOptions", ...target, options, range: cursor.since(start) }
    : undefined;
}

function touch(cursor: Cursor, target: Target, start: number, what: string): Change {
  cursor.at = cursor.last;
  return { kind: "touchTable", ...target, what, range: cursor.since(start) };
}
