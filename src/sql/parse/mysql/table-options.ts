// Table options and partitions of MySQL and MariaDB. In: a cursor behind the columns, or at an option of ALTER TABLE.
// Out: options by name; partitions are only stepped over, the model does not keep them.

import type { TableOption } from "../../definition.js";
import { unquoteName } from "../../identifier.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readOneString } from "./one-string.js";
import { acceptCharsetWords, expectCharsetName } from "./type.js";

// MySQL 9.x manual 15.1.20 and MariaDB documentation "CREATE TABLE", table options.
const valueOptions = new Set([
  "AUTOEXTEND_SIZE",
  "AUTO_INCREMENT",
  "AVG_ROW_LENGTH",
  "CHECKSUM",
  "COMMENT",
  "COMPRESSION",
  "CONNECTION",
  "DELAY_KEY_WRITE",
  "ENCRYPTION",
  "ENGINE",
  "ENGINE_ATTRIBUTE",
  "INSERT_METHOD",
  "KEY_BLOCK_SIZE",
  "MAX_ROWS",
  "MIN_ROWS",
  "PACK_KEYS",
  "PASSWORD",
  "ROW_FORMAT",
  "SECONDARY_ENGINE",
  "SECONDARY_ENGINE_ATTRIBUTE",
  "STATS_AUTO_RECALC",
  "STATS_PERSISTENT",
  "STATS_SAMPLE_PAGES",
  "STORAGE",
  "TABLESPACE",
  "TABLE_CHECKSUM",
  "TYPE",
]);

// MariaDB documentation "CREATE TABLE"; MySQL 9.7 refuses each.
const mariadbOptions = new Set([
  "ENCRYPTED",
  "ENCRYPTION_KEY_ID",
  "IETF_QUOTES",
  "ITEF_QUOTES",
  "PAGE_CHECKSUM",
  "PAGE_COMPRESSED",
  "PAGE_COMPRESSION_LEVEL",
  "SEQUENCE",
  "TRANSACTIONAL",
]);

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
    if (mariadbOptions.has(word)) cursor.construct("mariadb-table-option", cursor.here());
    else if (!valueOptions.has(word)) {
      if (!cursor.isMark("=", 1)) return undefined;
      // Engines of MariaDB take options of their own: any word with `=` (MariaDB documentation, "Engine-defined Attributes").
      if (cursor.dialect !== "mariadb") {
        cursor.problem(cursor.here(), `There is no table option \`${cursor.text()}\`.`, undefined, false);
      }
    }
    cursor.at++;
    cursor.acceptMark("=");
    const value = readOneString(cursor)?.value ?? readPlainValue(cursor);
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

function readPlainValue(cursor: Cursor): string {
  const name = cursor.name();
  if (name) return name.text;
  if (cursor.done || cursor.kind() === TokenKind.Mark) {
    cursor.problem(cursor.here(), `Expected the value of an option${found(cursor)}.`);
    return "";
  }
  const text = cursor.text();
  cursor.at++;
  return text;
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

/** PARTITION BY … with its partitions; true where it stood here. */
export function skipPartitioning(cursor: Cursor): boolean {
  if (!cursor.accept("PARTITION", "BY")) return false;
  while (!cursor.done && !cursor.isAny(["SELECT", "AS", "IGNORE", "REPLACE", "WITH"])) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
  return true;
}
