// What SET sql_mode says to who reads the statements behind it. In: the statement's text. Out: answers; whoever asks keeps them.

import { TokenKind, type Tokens } from "./tokens.js";

// Those that bring ANSI_QUOTES along: MySQL 5.7 manual 5.1.10, MariaDB documentation "SQL_MODE".
const quoting = /\b(?:ANSI|ANSI_QUOTES|DB2|MAXDB|MSSQL|ORACLE|POSTGRESQL)\b/i;
const assignment = /\bsql_mode\b[`"']?\s*:?=\s*(.*)$/is;

/** Whether a SET asks for "x" to be a name. */
export function asksForAnsiQuotes(text: string): boolean {
  return quoting.test(assignment.exec(text)?.[1] ?? "");
}

/** Whether MariaDB's Oracle mode is on behind a SET: as before where it says nothing of it. */
export function isOracleBehind(text: string, before: boolean): boolean {
  const value = assignment.exec(text)?.[1];
  // Sessions that run keep their mode where it is set for those to come.
  if (value === undefined || /^SET\s+GLOBAL\b|@@global\./i.test(text)) return before;
  return /\bORACLE\b/i.test(value) && !/\bREPLACE\s*\(/i.test(value);
}

const routines = new Set(["PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER"]);

/** Whether a statement of Oracle mode is a block or creates what has one. `last` is behind the last token that is known. */
export function startsOracleBlock(tokens: Tokens, first: number, last: number): boolean {
  const word = tokens.word(first);
  if (word === "DECLARE") return true;
  if (word === "BEGIN")
    return (
      last > first + 1 && tokens.kinds[first + 1] !== TokenKind.Mark && tokens.word(first + 1) !== "WORK"
    );
  if (word !== "CREATE") return false;
  // CREATE OR REPLACE DEFINER = a@b PACKAGE.
  for (let at = first + 1; at < Math.min(last, first + 9); at++) {
    if (routines.has(tokens.word(at))) return true;
    if (tokens.word(at) === "TABLE" || tokens.word(at) === "VIEW") return false;
  }
  return false;
}
