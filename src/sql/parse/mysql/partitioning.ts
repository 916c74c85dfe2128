// PARTITION BY and lists of partitions on MySQL and MariaDB. In: a cursor at the clause. Out: whether it stood there; the model keeps no
// partition, so that what is read is only held against the grammar (MySQL 8.4 manual 15.1.20, MariaDB documentation "Partitioning Types").

import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { closeParenthesis, found } from "../expect.js";
import { readName } from "./names.js";
import { readTableOption } from "./table-options.js";

/** PARTITION BY … with its partitions; true where it stood here. */
export function readPartitioning(cursor: Cursor): boolean {
  if (!cursor.accept("PARTITION", "BY")) return false;
  readScheme(cursor);
  skipScheme(cursor);
  return true;
}

const queryWords = ["SELECT", "AS", "IGNORE", "REPLACE", "WITH"];

function endsScheme(cursor: Cursor): boolean {
  return cursor.done || cursor.isAny(queryWords);
}

function skipScheme(cursor: Cursor): void {
  while (!endsScheme(cursor)) if (!cursor.skipParentheses()) cursor.at++;
}

/** False where a problem was told, or where the grammar is not known here. */
function readScheme(cursor: Cursor): boolean {
  // SYSTEM_TIME has an interval, a start and a limit: MariaDB alone has it.
  if (cursor.is("SYSTEM_TIME")) return false;
  if (!readMethod(cursor, ["RANGE", "LIST"])) return false;
  if (cursor.accept("PARTITIONS") && !readCount(cursor)) return false;
  if (cursor.accept("SUBPARTITION", "BY")) {
    if (!readMethod(cursor, [])) return false;
    if (cursor.accept("SUBPARTITIONS") && !readCount(cursor)) return false;
  }
  if (!cursor.isMark("(") || cursor.isAny(["SELECT", "WITH"], 1)) return true;
  return readPartitions(cursor);
}

/** HASH, KEY, or one of these others, with what it goes by. */
function readMethod(cursor: Cursor, others: readonly string[]): boolean {
  const linear = cursor.accept("LINEAR");
  const words = ["HASH", "KEY", ...(linear ? [] : others)];
  const method = cursor.acceptAny(words);
  if (!method) return miss(cursor, words.join(", "));
  if (method === "KEY") {
    if (cursor.accept("ALGORITHM")) {
      cursor.acceptMark("=");
      if (!readCount(cursor)) return false;
    }
    return readList(cursor, true);
  }
  if (others.includes(method) && cursor.accept("COLUMNS")) return readList(cursor, false);
  return readList(cursor, false);
}

/** What a tool fills in may be anything. */
export function miss(cursor: Cursor, what: string): false {
  if (cursor.kind() !== TokenKind.Placeholder)
    cursor.problem(cursor.here(), `Expected ${what}${found(cursor)}.`);
  return false;
}

function readCount(cursor: Cursor): boolean {
  if (cursor.kind() !== TokenKind.Number) return miss(cursor, "a number");
  cursor.at++;
  return true;
}

/** Something in parentheses. */
function readList(cursor: Cursor, mayBeEmpty: boolean): boolean {
  if (!cursor.isMark("(")) return miss(cursor, "`(`");
  if (!mayBeEmpty && cursor.isMark(")", 1)) {
    cursor.at++;
    return miss(cursor, "what it goes by");
  }
  return cursor.skipParentheses();
}

/** `(PARTITION p …, …)`; false where a problem was told. */
export function readPartitions(cursor: Cursor): boolean {
  if (!cursor.acceptMark("(")) return miss(cursor, "`(` and the partitions");
  do {
    if (!readPartition(cursor)) return false;
  } while (cursor.acceptMark(","));
  return close(cursor);
}

function close(cursor: Cursor): boolean {
  if (cursor.acceptMark(")")) return true;
  if (cursor.done) closeParenthesis(cursor);
  else miss(cursor, "a comma or `)`");
  return false;
}

function readPartition(cursor: Cursor): boolean {
  // MariaDB takes a partition without the word (10.11: tried).
  if (!cursor.accept("PARTITION") && (cursor.dialect !== "mariadb" || !cursor.isName())) {
    return miss(cursor, "PARTITION");
  }
  if (!readName(cursor)) return miss(cursor, "the name of a partition");
  if (cursor.is("VALUES") && !readValues(cursor)) return false;
  // MariaDB: partitions of a history, and the one of all other values.
  if (cursor.dialect === "mariadb") cursor.acceptAny(["HISTORY", "CURRENT", "DEFAULT"]);
  readPartitionOptions(cursor);
  return cursor.isMark("(") ? readSubpartitions(cursor) : true;
}

function readValues(cursor: Cursor): boolean {
  cursor.at++;
  if (cursor.accept("IN"))
    return cursor.dialect === "mariadb" && cursor.accept("DEFAULT") ? true : readList(cursor, false);
  if (!cursor.accept("LESS")) return miss(cursor, "LESS THAN or IN");
  if (!cursor.accept("THAN")) return miss(cursor, "THAN");
  return cursor.accept("MAXVALUE") || readList(cursor, false);
}

function readSubpartitions(cursor: Cursor): boolean {
  cursor.at++;
  do {
    if (!cursor.accept("SUBPARTITION")) return miss(cursor, "SUBPARTITION");
    if (!readName(cursor) && !cursor.string()) return miss(cursor, "the name of a subpartition");
    readPartitionOptions(cursor);
  } while (cursor.acceptMark(","));
  return close(cursor);
}

function readPartitionOptions(cursor: Cursor): void {
  while (!cursor.done && !cursor.isMark(",") && !cursor.isMark(")") && !cursor.isMark("(")) {
    if (cursor.is("STORAGE") && cursor.is("ENGINE", 1)) cursor.at++;
    if (cursor.accept("NODEGROUP")) {
      cursor.acceptMark("=");
      cursor.at++;
    } else if (!readTableOption(cursor)) return;
  }
}
