// MySQL's actions of ALTER TABLE on PostgreSQL: MODIFY, CHANGE, table options. In: a cursor at the action. Out: a change, or
// nothing where it is none of these. Taken as meant, and noted.

import type { Change } from "../../change.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { readTableOptions } from "../mysql/table-options.js";
import { readMysqlPosition } from "./alter-table-add.js";
import { type AlterTarget, columnStops } from "./alter-target.js";
import { readColumn } from "./column.js";
import { readColumnName } from "./names.js";

export function readMysqlAction(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  if (cursor.is("MODIFY") || cursor.is("CHANGE")) return readRedefinition(cursor, target, start);
  if (cursor.accept("CONVERT", "TO")) {
    cursor.skipToElementEnd();
    cursor.construct("character-set", cursor.since(start));
    return { kind: "touchTable", ...target, what: "character set", range: cursor.since(start) };
  }
  if (cursor.kind() !== TokenKind.Word || cursor.isAny(["ENABLE", "DISABLE", "ADD", "DROP", "SET"]))
    return undefined;
  const options = readTableOptions(cursor);
  if (options.length === 0) return undefined;
  cursor.construct("table-options", cursor.since(start));
  return { kind: "setTableOptions", ...target, options, range: cursor.since(start) };
}

function readRedefinition(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  const isChange = cursor.is("CHANGE");
  cursor.at++;
  cursor.accept("COLUMN");
  const clause = cursor.at;
  const ifExists = cursor.accept("IF", "EXISTS");
  if (ifExists) cursor.construct("modify-column-if-exists", cursor.since(clause));
  const old = isChange ? readColumnName(cursor) : undefined;
  const definition = readColumn(cursor, { stopsAt: columnStops });
  if (!definition) return undefined;
  const position = readMysqlPosition(cursor);
  const range = cursor.since(start);
  cursor.construct(isChange ? "change-column" : "modify-column", range);
  const column = old ?? definition.name;
  return { kind: "redefineColumn", ...target, column, definition, ifExists, position, range };
}
