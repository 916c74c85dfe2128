// CREATE, ALTER and DROP INDEX of PostgreSQL. In: a cursor at UNIQUE or INDEX, or behind INDEX. Out: changes.

import type { Range } from "../../../text/source-file.js";
import type { Change } from "../../change.js";
import type { Written } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { finishIndex, readKeyRest, readMethod, readNullsDistinct } from "./key-options.js";
import { readIndexParts, writtenSince } from "./key-parts.js";
import { readMysqlAlgorithm } from "./mysql-clauses.js";
import {
  readDropBehaviour,
  readName,
  readNewName,
  readObjectName,
  readObjectNames,
  readRelationName,
} from "./names.js";
import { readParameters } from "./options.js";
import { skipExpression } from "./skip-expression.js";

export function readCreateIndex(cursor: Cursor): readonly Change[] {
  const start = cursor.at;
  const kind = readKind(cursor);
  cursor.at++;
  const concurrently = cursor.accept("CONCURRENTLY");
  const ifNotExists = cursor.acceptIfNotExists();
  const name = cursor.is("ON") && !ifNotExists ? undefined : readName(cursor, "the name of the index, or ON");
  const early = readEarlyMethod(cursor);
  if (!cursor.accept("ON")) {
    cursor.problem(cursor.here(), `Expected ON and a table${found(cursor)}.`);
    return [];
  }
  const table = readRelationName(cursor, "a table name");
  if (!table) return [];
  const method = readMethod(cursor) ?? early;
  const parts = readIndexParts(cursor);
  const rest = readKeyRest(cursor);
  rest.nullsNotDistinct = readNullsDistinct(cursor);
  readKeyRest(cursor, rest);
  if (cursor.accept("TABLESPACE")) readName(cursor, "a tablespace");
  rest.where = readWhere(cursor);
  readMysqlAlgorithm(cursor);
  rest.method ??= method;
  const head = { start, name, constraint: false };
  const index = finishIndex(cursor, head, kind, parts, rest);
  const range = cursor.since(cursor.first);
  return [{ kind: "addIndex", table, index, ifNotExists, orReplace: false, concurrently, range }];
}

function readKind(cursor: Cursor) {
  if (cursor.accept("UNIQUE")) return "unique";
  const word = cursor.acceptAny(["FULLTEXT", "SPATIAL"]);
  if (!word) return "index";
  cursor.construct("fulltext-index", cursor.here(-1));
  return word === "FULLTEXT" ? "fulltext" : "spatial";
}

/** MySQL's USING BTREE before ON. */
function readEarlyMethod(cursor: Cursor): Written<string> | undefined {
  const start = cursor.at;
  const method = readMethod(cursor);
  if (method) cursor.construct("index-method-first", cursor.since(start));
  return method;
}

function readWhere(cursor: Cursor): Written<string> | undefined {
  if (!cursor.accept("WHERE")) return undefined;
  const start = cursor.at;
  return skipExpression(cursor) ? writtenSince(cursor, start) : undefined;
}

/** DROP INDEX a, b: a change each. */
export function readDropIndex(cursor: Cursor): readonly Change[] {
  const concurrently = cursor.accept("CONCURRENTLY");
  const ifExists = cursor.acceptIfExists();
  const indexes = readObjectNames(cursor, "the name of the index");
  const on = cursor.at;
  const table = cursor.accept("ON") ? readObjectName(cursor, "a table name") : undefined;
  if (table) cursor.construct("drop-index-on-table", cursor.since(on));
  const cascade = readDropBehaviour(cursor);
  readMysqlAlgorithm(cursor);
  const range = (own: Range) => (indexes.length === 1 ? cursor.since(cursor.first) : own);
  return indexes.map((index) => ({
    kind: "dropIndex",
    ...(table ? { table } : {}),
    index,
    ifExists,
    cascade,
    concurrently,
    range: range(index.range),
  }));
}

/** ALTER INDEX: of what it does, the model keeps the new name alone. */
export function readAlterIndex(cursor: Cursor): readonly Change[] {
  if (cursor.accept("ALL", "IN", "TABLESPACE")) {
    cursor.at = cursor.last;
    return [];
  }
  const ifExists = cursor.acceptIfExists();
  const index = readObjectName(cursor, "the name of the index");
  if (!index) return [];
  if (cursor.accept("RENAME")) {
    const to = readNewName(cursor);
    if (!to) return [];
    return [{ kind: "renameIndex", index, to, ifExists, range: cursor.since(cursor.first) }];
  }
  skipIndexAction(cursor);
  return [];
}

function skipIndexAction(cursor: Cursor): void {
  if (cursor.accept("SET", "TABLESPACE")) readName(cursor, "a tablespace");
  else if (cursor.accept("SET") || cursor.accept("RESET")) readParameters(cursor);
  else if (cursor.accept("ATTACH", "PARTITION")) readObjectName(cursor, "the name of the index");
  else if (cursor.accept("DEPENDS", "ON", "EXTENSION") || cursor.accept("NO", "DEPENDS", "ON", "EXTENSION"))
    readName(cursor, "an extension");
  else if (cursor.accept("ALTER")) skipColumnAction(cursor);
  else cursor.problem(cursor.here(), `Expected RENAME TO, SET or ATTACH PARTITION${found(cursor)}.`);
}

/** ALTER COLUMN 1 SET STATISTICS 100: the server's grammar takes all that ALTER TABLE has there. */
function skipColumnAction(cursor: Cursor): void {
  cursor.accept("COLUMN");
  cursor.at++;
  const isSet = cursor.accept("SET") && (cursor.kind() === TokenKind.Word || cursor.isMark("("));
  if (isSet || cursor.isAny(["RESET", "TYPE", "DROP", "ADD", "RESTART"])) cursor.at = cursor.last;
  else cursor.problem(cursor.here(), `Expected SET STATISTICS${found(cursor)}.`);
}
