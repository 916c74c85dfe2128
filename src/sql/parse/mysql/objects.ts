// CREATE, DROP, RENAME and ALTER of everything but a table's inside, on MySQL and MariaDB. In: a cursor at the object's word.
// Out: changes.

import type { Change } from "../../change.js";
import type { IndexKind, Name, ObjectName, TableOption } from "../../definition.js";
import type { NamedObjectKind, TriggerDefinition } from "../../object-change.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { acceptIfExists, acceptIfNotExists, readIndexBody } from "./key.js";
import { acceptWait, readObjectName } from "./names.js";
import { acceptCharsetWords, readCharsetName, readType } from "./type.js";

function expectObjectName(cursor: Cursor, what: string): ObjectName | undefined {
  const name = cursor.done ? undefined : readObjectName(cursor);
  if (!name) cursor.problem(cursor.here(), `Expected ${what}${found(cursor)}.`);
  return name;
}

/** CREATE [UNIQUE | FULLTEXT | SPATIAL] INDEX: from that word on. */
export function readCreateIndex(cursor: Cursor, orReplace: boolean): readonly Change[] {
  const start = cursor.at;
  let kind: IndexKind = "index";
  if (cursor.accept("UNIQUE")) kind = "unique";
  else if (cursor.accept("FULLTEXT")) kind = "fulltext";
  else if (cursor.accept("SPATIAL")) kind = "spatial";
  else if (cursor.acceptAny(["ONLINE", "OFFLINE"])) cursor.construct("alter-online", cursor.here(-1));
  else cursor.accept("VECTOR");
  cursor.at++;
  if (cursor.is("CONCURRENTLY")) {
    cursor.construct("concurrently", cursor.here());
    cursor.at++;
  }
  const ifNotExists = acceptIfNotExists(cursor, "create-index-if-not-exists");
  const name = readIndexName(cursor);
  const before = readUsing(cursor);
  if (!cursor.accept("ON")) {
    cursor.problem(cursor.here(), `Expected ON and a table${found(cursor)}.`);
    return [];
  }
  cursor.accept("ONLY");
  const table = expectObjectName(cursor, "a table name");
  if (!table) return [];
  const index = readIndexBody(cursor, start, kind, name, false);
  if (!index) return [];
  if (cursor.is("WHERE")) {
    const where = cursor.at;
    cursor.at = cursor.last;
    cursor.construct("partial-index", cursor.since(where));
  }
  skipOptions(cursor);
  const method = index.method ?? before;
  return [
    {
      kind: "addIndex",
      table,
      index: { ...index, ...(method ? { method } : {}) },
      ifNotExists,
      orReplace,
      concurrently: false,
      range: cursor.since(cursor.first),
    },
  ];
}

/** PostgreSQL makes up a name, MySQL and MariaDB do not. */
function readIndexName(cursor: Cursor): Name | undefined {
  if (!cursor.is("ON")) return expectObjectName(cursor, "the name of the index")?.name;
  cursor.problem(cursor.here(), "The index has no name.", "Write its name before ON.");
  return undefined;
}

function readUsing(cursor: Cursor) {
  const start = cursor.at;
  if (!cursor.accept("USING")) return undefined;
  const value = cursor.name()?.text.toLowerCase() ?? "";
  return { value, range: cursor.since(start) };
}

// ALGORITHM = …, LOCK = …, WAIT n.
function skipOptions(cursor: Cursor): void {
  acceptWait(cursor);
  while (cursor.acceptAny(["ALGORITHM", "LOCK"])) {
    cursor.acceptMark("=");
    cursor.at++;
  }
  acceptWait(cursor);
}

/** DROP TABLE a, b: a change each. */
export function readDropTables(cursor: Cursor, temporary: boolean): readonly Change[] {
  const ifExists = cursor.acceptIfExists();
  const tables = readList(cursor, "a table name");
  const cascade = cursor.accept("CASCADE");
  cursor.accept("RESTRICT");
  acceptWait(cursor);
  return tables.map((table) => ({
    kind: "dropTable",
    table,
    ifExists,
    cascade,
    temporary,
    range: tables.length === 1 ? cursor.since(cursor.first) : table.range,
  }));
}

function readList(cursor: Cursor, what: string): ObjectName[] {
  const names: ObjectName[] = [];
  do {
    const name = expectObjectName(cursor, what);
    if (!name) break;
    names.push(name);
  } while (cursor.acceptMark(","));
  return names;
}

export function readDropIndex(cursor: Cursor): readonly Change[] {
  const concurrently = cursor.is("CONCURRENTLY");
  if (concurrently) {
    cursor.construct("concurrently", cursor.here());
    cursor.at++;
  }
  const ifExists = acceptIfExists(cursor, "drop-index-if-exists");
  const index = expectObjectName(cursor, "the name of the index");
  if (!index) return [];
  const table = cursor.accept("ON") ? expectObjectName(cursor, "a table name") : undefined;
  if (!table) cursor.construct("drop-index-without-table", index.range);
  if (cursor.isAny(["ALGORITHM", "LOCK"])) cursor.construct("drop-index-options", cursor.here());
  skipOptions(cursor);
  const range = cursor.since(cursor.first);
  return [
    { kind: "dropIndex", ...(table ? { table } : {}), index, ifExists, cascade: false, concurrently, range },
  ];
}

/** RENAME TABLE a TO b, c TO d. */
export function readRenameTables(cursor: Cursor): readonly Change[] {
  const ifExists = acceptIfExists(cursor, "rename-table-if-exists");
  const changes: Change[] = [];
  do {
    const start = cursor.at;
    const table = expectObjectName(cursor, "a table name");
    if (!table) break;
    acceptWait(cursor);
    if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
    const to = expectObjectName(cursor, "the new name of the table");
    if (!to) break;
    changes.push({ kind: "renameTable", table, to, ifExists, range: cursor.since(start) });
  } while (cursor.acceptMark(","));
  return changes;
}

export interface CreateFlags {
  readonly orReplace: boolean;
  readonly temporary: boolean;
}

/** VIEW, SEQUENCE, DATABASE, EVENT …: by name; the rest of the statement is not the model's business. */
export function readCreateNamed(
  cursor: Cursor,
  object: NamedObjectKind,
  flags: CreateFlags,
): readonly Change[] {
  const ifNotExists = cursor.acceptIfNotExists();
  const name = expectObjectName(cursor, `the name of the ${object}`);
  if (!name) return [];
  if (object === "database") {
    const options = readDatabaseOptions(cursor);
    if (options.length > 0) {
      const range = cursor.since(cursor.first);
      return [
        { kind: "createObject", object, name, ifNotExists, orReplace: flags.orReplace, range },
        { kind: "alterObject", object, name, options, range },
      ];
    }
  }
  cursor.at = cursor.last;
  return [
    {
      kind: "createObject",
      object,
      name,
      ifNotExists,
      orReplace: flags.orReplace,
      range: cursor.since(cursor.first),
    },
  ];
}

/** `name timing event ON table FOR EACH ROW [FOLLOWS x]`; the body follows. */
export function readTriggerHead(
  cursor: Cursor,
): { name: ObjectName; table: ObjectName; trigger: TriggerDefinition; ifNotExists: boolean } | undefined {
  const ifNotExists = acceptIfNotExists(cursor, "create-trigger-if-not-exists");
  const name = expectObjectName(cursor, "the name of the trigger");
  const timing = cursor.acceptAny(["BEFORE", "AFTER"])?.toLowerCase() as "before" | "after" | undefined;
  const event = cursor.acceptAny(["INSERT", "UPDATE", "DELETE"])?.toLowerCase() as "insert" | undefined;
  if (!name || !timing || !event || !cursor.accept("ON")) {
    cursor.problem(
      cursor.here(),
      `Expected BEFORE or AFTER, an event, ON and a table${found(cursor)}.`,
      undefined,
      false,
    );
    return undefined;
  }
  const table = expectObjectName(cursor, "a table name");
  if (!table) return undefined;
  if (cursor.is("EXECUTE")) {
    cursor.construct("trigger-execute", cursor.here());
    cursor.at = cursor.last;
  }
  cursor.accept("FOR", "EACH", "ROW");
  if (cursor.acceptAny(["FOLLOWS", "PRECEDES"])) cursor.name();
  return { name, table, trigger: { timing, events: [event], forEachRow: true }, ifNotExists };
}

export function readDropNamed(cursor: Cursor, object: NamedObjectKind): readonly Change[] {
  const ifExists = cursor.acceptIfExists();
  const names = readList(cursor, `the name of the ${object}`);
  const table = object === "trigger" && cursor.accept("ON") ? cursor.objectName() : undefined;
  const cascade = cursor.accept("CASCADE");
  cursor.accept("RESTRICT");
  const range = cursor.since(cursor.first);
  return names.map((name) => ({
    kind: "dropObject",
    object,
    name,
    ...(table ? { table } : {}),
    ifExists,
    cascade,
    range: names.length === 1 ? range : name.range,
  }));
}

/** ALTER DATABASE x CHARACTER SET y: later tables inherit it. */
export function readAlterDatabase(cursor: Cursor): readonly Change[] {
  const isOption = cursor.isAny(["CHARACTER", "CHARSET", "COLLATE", "DEFAULT", "ENCRYPTION", "READ", "CHAR"]);
  const name = isOption ? undefined : cursor.objectName();
  const options = readDatabaseOptions(cursor);
  const range = cursor.since(cursor.first);
  return [{ kind: "alterObject", object: "database", ...(name ? { name } : {}), options, range }];
}

function readDatabaseOptions(cursor: Cursor): TableOption[] {
  const options: TableOption[] = [];
  while (!cursor.done) {
    const start = cursor.at;
    cursor.accept("DEFAULT");
    if (acceptCharsetWords(cursor)) {
      options.push({ name: "charset", value: readCharsetName(cursor) ?? "", range: cursor.since(start) });
    } else if (cursor.accept("COLLATE")) {
      options.push({ name: "collation", value: readCharsetName(cursor) ?? "", range: cursor.since(start) });
    } else {
      cursor.at = cursor.last;
    }
  }
  return options;
}

/** `(IN a INT, OUT b VARCHAR(10))`. */
export function readParameters(cursor: Cursor) {
  const parameters = [];
  if (!cursor.acceptMark("(")) return [];
  while (!cursor.done && !cursor.isMark(")")) {
    const mode = (cursor.acceptAny(["IN", "OUT", "INOUT"])?.toLowerCase() ?? "in") as "in" | "out" | "inout";
    const name = cursor.name();
    if (!name) break;
    const type = readType(cursor);
    parameters.push({ name, mode, ...(type ? { type } : {}) });
    if (!cursor.acceptMark(",")) break;
  }
  cursor.acceptMark(")");
  return parameters;
}
