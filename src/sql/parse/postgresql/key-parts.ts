// The parts of an index and of keys, on PostgreSQL. In: a cursor at the parenthesis. Out: parts.

import type { Range } from "../../../text/source-file.js";
import type { KeyPart, Written } from "../../definition.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { closeParenthesis, readList } from "./list.js";
import { isFreeName, readColumnName, readObjectName } from "./names.js";
import { readParameters } from "./options.js";
import { skipKeyPrefix } from "./references.js";
import { skipExpression } from "./skip-expression.js";

/** `(a, lower(b) text_pattern_ops DESC NULLS LAST, (c || d))`; of an exclusion also `(c WITH &&)`. */
export function readIndexParts(cursor: Cursor, exclusion = false): readonly KeyPart[] {
  const parts: KeyPart[] = [];
  const readOne = () => {
    const part = readIndexPart(cursor, exclusion);
    if (part) parts.push(part);
  };
  readList(cursor, { what: "the columns of the index", readOne });
  return parts;
}

function readIndexPart(cursor: Cursor, exclusion: boolean): KeyPart | undefined {
  const start = cursor.at;
  const subject = readSubject(cursor);
  if (!subject) return undefined;
  const collation = cursor.accept("COLLATE") ? readCollation(cursor) : subject.collation;
  const operatorClass = readOperatorClass(cursor);
  const descending = cursor.accept("DESC");
  if (!descending) cursor.accept("ASC");
  const nulls = cursor.accept("NULLS") ? readNulls(cursor, descending) : undefined;
  if (exclusion) readExclusionOperator(cursor);
  const { column, expression } = subject;
  const range = cursor.since(start);
  if (!collation && !operatorClass && !nulls) return { column, expression, descending, range };
  return { column, expression, descending, collation, operatorClass, nulls, range };
}

function readCollation(cursor: Cursor): string | undefined {
  const start = cursor.at;
  return readObjectName(cursor, "a collation") && cursor.textSince(start);
}

/** Perhaps with parameters: `gist_trgm_ops (siglen = 32)`. */
function readOperatorClass(cursor: Cursor): string | undefined {
  if (!isFreeName(cursor) || cursor.isAny(["NULLS", "USING"])) return undefined;
  const start = cursor.at;
  cursor.objectName();
  if (cursor.isMark("(")) readParameters(cursor);
  return cursor.textSince(start);
}

/** NULLs count as greater than all else (PostgreSQL 18 manual 11.4). */
function readNulls(cursor: Cursor, descending: boolean): KeyPart["nulls"] {
  const word = cursor.acceptAny(["FIRST", "LAST"]);
  if (!word) cursor.problem(cursor.here(), `Expected FIRST or LAST${found(cursor)}.`);
  const usual = descending ? "FIRST" : "LAST";
  return !word || word === usual ? undefined : word === "FIRST" ? "first" : "last";
}

/** A column, a call, or an expression in parentheses. */
function readSubject(cursor: Cursor): Pick<KeyPart, "column" | "expression" | "collation"> | undefined {
  if (cursor.isMark("("))
    return readPlainSubject(cursor) ?? { expression: readCondition(cursor, "an expression")?.value ?? "" };
  // `a DESC, NULLS LAST`: the comma is one too many.
  if (cursor.is("NULLS") && cursor.isAny(["FIRST", "LAST"], 1)) {
    cursor.problem(cursor.here(), `Expected a column name${found(cursor)}.`, "Remove the comma before it.");
    cursor.at += 2;
    return undefined;
  }
  const isCall = cursor.isName() && (cursor.isMark("(", 1) || cursor.isMark(".", 1));
  const isWord = cursor.isAny(["CURRENT_DATE", "CURRENT_USER", "CASE", "CAST"]);
  if (!isCall && !isWord) {
    const column = readColumnName(cursor);
    return column && { column };
  }
  const start = cursor.at;
  return skipExpression(cursor, "bare") ? { expression: cursor.textSince(start) } : undefined;
}

/** `(a)`, `(a COLLATE "C")` and `(f(a) COLLATE "C")` are what they are without parentheses (PostgreSQL 15: tried). */
function readPlainSubject(cursor: Cursor): Pick<KeyPart, "column" | "expression" | "collation"> | undefined {
  const open = cursor.at;
  cursor.at++;
  const start = cursor.at;
  const column =
    isFreeName(cursor) && (cursor.isMark(")", 1) || cursor.is("COLLATE", 1)) ? cursor.name() : undefined;
  if (!column) {
    if (cursor.isName() && cursor.isMark("(", 1)) cursor.at++;
    cursor.skipParentheses();
  }
  const expression = cursor.textSince(start);
  const collation = cursor.at > start && cursor.accept("COLLATE") ? readCollation(cursor) : undefined;
  if (cursor.isMark(")") && (column || collation)) {
    cursor.at++;
    return column ? { column, collation } : { expression, collation };
  }
  cursor.at = open;
  return undefined;
}

function readExclusionOperator(cursor: Cursor): void {
  if (!cursor.accept("WITH")) {
    cursor.problem(cursor.here(), `Expected WITH and an operator${found(cursor)}.`);
    return;
  }
  if (cursor.accept("OPERATOR")) cursor.skipParentheses();
  else {
    do cursor.at++;
    while (cursor.touches(-1) && !cursor.isMark(",") && !cursor.isMark(")"));
  }
}

/** The columns of UNIQUE and PRIMARY KEY: names alone, but for WITHOUT OVERLAPS, and MySQL's prefixes and directions. */
export function readKeyColumns(cursor: Cursor): readonly KeyPart[] {
  const parts: KeyPart[] = [];
  const readOne = () => {
    const start = cursor.at;
    const column = readColumnName(cursor);
    if (!column) return;
    const length = skipKeyPrefix(cursor);
    const descending = readDirection(cursor);
    const withoutOverlaps = cursor.accept("WITHOUT", "OVERLAPS");
    if (withoutOverlaps) cursor.construct("without-overlaps", cursor.since(start));
    const range = cursor.since(start);
    if (length === undefined && !withoutOverlaps)
      parts.push({ column, expression: undefined, descending, range });
    else
      parts.push({
        column,
        length: length || undefined,
        descending,
        withoutOverlaps: withoutOverlaps || undefined,
        range,
      });
  };
  readList(cursor, { what: "the columns of the key", readOne });
  return parts;
}

function readDirection(cursor: Cursor): boolean {
  const word = cursor.acceptAny(["ASC", "DESC"]);
  if (word) cursor.construct("key-direction", cursor.here(-1));
  return word === "DESC";
}

/** `(condition)`: its text without the parentheses. */
export function readCondition(cursor: Cursor, what: string): Written<string> | undefined {
  if (!cursor.acceptMark("(")) {
    cursor.problem(cursor.here(), `Expected \`(\` and ${what}${found(cursor)}.`);
    return undefined;
  }
  const start = cursor.at;
  skipExpression(cursor);
  const condition = cursor.at > start ? writtenSince(cursor, start) : undefined;
  closeParenthesis(cursor);
  return condition;
}

/** An expression up to here, as it is written. */
export function writtenSince(cursor: Cursor, index: number): { value: string; range: Range } {
  const { tokens } = cursor;
  const end = tokens.ends[Math.max(index, cursor.at - 1)] as number;
  const start = tokens.starts[index] as number;
  return { value: tokens.text.slice(start, end), range: cursor.since(index) };
}
