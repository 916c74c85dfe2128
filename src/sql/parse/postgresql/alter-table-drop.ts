// DROP of ALTER TABLE. In: a cursor behind DROP. Out: a change.

import type { Change } from "../../change.js";
import type { Cursor } from "../cursor.js";
import type { AlterTarget } from "./alter-target.js";
import { readColumnName, readDropBehaviour, readName } from "./names.js";

export function readDrop(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  const foreign = readMysqlDrop(cursor, target, start);
  if (foreign) return foreign;
  if (cursor.accept("CONSTRAINT")) {
    const ifExists = cursor.acceptIfExists();
    const name = readName(cursor, "the name of a constraint");
    if (!name) return undefined;
    const cascade = readDropBehaviour(cursor);
    return { kind: "dropConstraint", ...target, name, ifExists, cascade, range: cursor.since(start) };
  }
  cursor.accept("COLUMN");
  const ifExists = cursor.acceptIfExists();
  const column = readColumnName(cursor);
  if (!column) return undefined;
  const cascade = readDropBehaviour(cursor);
  return { kind: "dropColumn", ...target, column, ifExists, cascade, range: cursor.since(start) };
}

/** DROP FOREIGN KEY, PRIMARY KEY, INDEX, CHECK: taken as meant. */
function readMysqlDrop(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  if (cursor.accept("FOREIGN", "KEY")) {
    const clause = cursor.at;
    const ifExists = cursor.accept("IF", "EXISTS");
    if (ifExists) cursor.construct("drop-foreign-key-if-exists", cursor.since(clause));
    const name = readName(cursor, "the name of a foreign key");
    cursor.construct("drop-foreign-key", cursor.since(start));
    return name && { kind: "dropForeignKey", ...target, name, ifExists, range: cursor.since(start) };
  }
  if (cursor.accept("PRIMARY", "KEY")) {
    cursor.construct("drop-primary-key", cursor.since(start));
    return { kind: "dropPrimaryKey", ...target, ifExists: false, range: cursor.since(start) };
  }
  if (cursor.is("CHECK") && cursor.isName(1)) {
    cursor.at++;
    const name = readName(cursor, "the name of a check");
    cursor.construct("drop-check", cursor.since(start));
    const common = { ifExists: false, cascade: false, range: cursor.since(start) };
    return name && { kind: "dropConstraint", ...target, name, only: "check", ...common };
  }
  return isIndex(cursor) ? readDropKey(cursor, target, start) : undefined;
}

// DROP key, DROP index CASCADE: a column of that name.
function isIndex(cursor: Cursor): boolean {
  return cursor.isAny(["INDEX", "KEY"]) && cursor.isName(1) && !cursor.isAny(["CASCADE", "RESTRICT"], 1);
}

function readDropKey(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  cursor.at++;
  const ifExists = cursor.accept("IF", "EXISTS");
  const name = readName(cursor, "the name of an index");
  if (!name) return undefined;
  const range = cursor.since(start);
  cursor.construct("alter-table-index", cursor.since(start + 1));
  const index = { name, range: name.range };
  return { kind: "dropIndex", ...target, index, ifExists, cascade: false, concurrently: false, range };
}
