// Table options of MySQL and MariaDB. In: a cursor behind the columns, or at an option of ALTER TABLE.
// Out: options by name.

import type { TableOption } from "../../definition.js";
import {
  mariadbTableOptions,
  mysqlStringOptions,
  tableOptionValues,
} from "../../dialects/mysql-table-options.js";
import { unquoteName } from "../../identifier.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { readOptionValue } from "./option-value.js";
import { acceptCharsetWords, expectCharsetName } from "./type.js";

/** One option; nothing where none stands. */
export function readTableOption(cursor: Cursor): TableOption | undefined {
  const start = cursor.at;
  const defaulted = cursor.accept("DEFAULT");
  const finish = (name: string, value: string): TableOption => ({ name, value, range: cursor.since(start) });
  if (acceptCharsetWords(cursor))
    return finish("charset", expectCharsetName(cursor, "a character set") ?? "");
  if (cursor.accept("COLLATE")) return finish("collation", expectCharsetName(cursor, "a collation") ?? "");
  if (cursor.accept("WITH", "SYSTEM", "VERSIONING")) {
    cursor.construct("system-versioning", cursor.since(start));
    return finish("system versioning", "1");
  }
  // Atomic CREATE TABLE … SELECT for replication: MySQL 8.0.21.
  if (cursor.accept("START", "TRANSACTION")) return finish("start transaction", "1");
  if (cursor.accept("DATA", "DIRECTORY") || cursor.accept("INDEX", "DIRECTORY")) {
    const name = cursor.textSince(start).toLowerCase();
    cursor.acceptMark("=");
    return finish(name, cursor.string()?.value ?? "");
  }
  if (cursor.accept("UNION")) {
    cursor.acceptMark("=");
    cursor.skipParentheses();
    return finish("union", "");
  }
  // MariaDB takes the name of an engine's own option in backticks, too.
  const isQuoted = cursor.kind() === TokenKind.QuotedName && cursor.isMark("=", 1);
  if (!defaulted && (cursor.kind() === TokenKind.Word || isQuoted)) {
    const word = unquoteName(cursor.text()).toUpperCase();
    const kind = tableOptionValues.get(word) ?? mariadbTableOptions.get(word);
    if (mariadbTableOptions.has(word)) cursor.construct("mariadb-table-option", cursor.here());
    else if (!kind) {
      if (!cursor.isMark("=", 1)) return undefined;
      // Engines of MariaDB take options of their own: any word with `=` (MariaDB documentation, "Engine-defined Attributes").
      if (cursor.dialect !== "mariadb") {
        cursor.problem(cursor.here(), `There is no table option \`${cursor.text()}\`.`, undefined, false);
      }
    }
    cursor.at++;
    cursor.acceptMark("=");
    const isString = cursor.dialect === "mysql" && mysqlStringOptions.has(word);
    const value = readOptionValue(cursor, word, isString ? "string" : (kind ?? "any"));
    if (cursor.isMark("=")) cursor.problem(cursor.here(), `Cannot read \`=\` behind \`${value}\`.`);
    if (word === "TYPE") {
      cursor.problem(cursor.since(start), "TYPE is no table option since MySQL 5.5.", "Write ENGINE.");
      return finish("engine", value);
    }
    return finish(word.toLowerCase(), value);
  }
  cursor.at = start;
  return undefined;
}

/** Options up to what is none; commas between them are optional. */
export function readTableOptions(cursor: Cursor): readonly TableOption[] {
  const options: TableOption[] = [];
  while (!cursor.done) {
    const option = readTableOption(cursor);
    if (!option) break;
    options.push(option);
    if (cursor.isMark(",") && !cursor.done) cursor.at++;
  }
  return options;
}
