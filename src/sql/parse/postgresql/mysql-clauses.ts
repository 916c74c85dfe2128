// Clauses and statements of MySQL that PostgreSQL has not at all. In: a cursor at the clause. Out: the place behind it, or what
// the statement means.

import type { Change } from "../../change.js";
import type { ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readObjectName } from "./names.js";

/** ALGORITHM = INPLACE LOCK = NONE, with or without commas. */
export function readMysqlAlgorithm(cursor: Cursor): void {
  const start = cursor.at;
  while (cursor.isAny(["ALGORITHM", "LOCK"]) && !cursor.done) {
    cursor.at++;
    cursor.acceptMark("=");
    cursor.at++;
    if (cursor.isMark(",") && cursor.isAny(["ALGORITHM", "LOCK"], 1)) cursor.at++;
  }
  if (cursor.at > start) cursor.construct("table-options", cursor.since(start));
}

/** RENAME TABLE and USE; nothing where neither stands. */
export function readMysqlStatementHere(cursor: Cursor): ReadResult | undefined {
  if (cursor.accept("RENAME", "TABLE")) {
    const changes = readRenameTables(cursor);
    return { verb: "RENAME TABLE", body: { kind: "ddl", changes } };
  }
  if (!cursor.is("USE") || cursor.last - cursor.first !== 2) return undefined;
  cursor.at = cursor.last;
  cursor.construct("use-database", cursor.since(cursor.first));
  return { verb: "USE", body: { kind: "session" } };
}

function readRenameTables(cursor: Cursor): readonly Change[] {
  const changes: Change[] = [];
  do {
    const start = cursor.at;
    const table = readObjectName(cursor, "a table name");
    if (!table) break;
    if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
    const to = readObjectName(cursor, "the new name of the table");
    if (!to) break;
    changes.push({ kind: "renameTable", table, to, ifExists: false, range: cursor.since(start) });
  } while (cursor.acceptMark(","));
  cursor.construct("rename-table", cursor.since(cursor.first));
  return changes;
}
