// DROP of ALTER TABLE on MySQL and MariaDB. In: a cursor behind DROP. Out: the change that it asks for.

import type { Change } from "../../../change.js";
import { TokenKind } from "../../../tokens.js";
import type { Cursor } from "../../cursor.js";
import { acceptIfExists } from "../key.js";
import { readVersioning, startsVersioning } from "./rest.js";
import { expectName, type Target } from "./target.js";

export function readDrop(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (startsVersioning(cursor)) {
    return readVersioning(cursor, target, start);
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
    cursor.construct(cursor.is("CHECK") ? "drop-check" : "drop-constraint", cursor.here());
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
