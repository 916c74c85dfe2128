// Keys, references and checks that stand on their own in a table of PostgreSQL. In: a cursor at the clause. Out: definitions.

import type {
  CheckDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  IndexKind,
  Name,
  WrittenNullability,
} from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import {
  draftRest,
  finishIndex,
  isMysqlMethod,
  type KeyHead,
  readKeyRest,
  readMethod,
  readMysqlMethod,
  readNullsDistinct,
} from "./key-options.js";
import { readCondition, readIndexParts, readKeyColumns } from "./key-parts.js";
import { readColumnName, readName } from "./names.js";
import { readColumnNames, readConstraintAttributes, readReferences } from "./references.js";
import { startsKnownType } from "./type.js";

export type ConstraintElement = { ifNotExists: boolean } & (
  | { readonly kind: "index"; readonly index: IndexDefinition; readonly usingIndex?: Name }
  | { readonly kind: "foreignKey"; readonly foreignKey: ForeignKeyDefinition }
  | { readonly kind: "check"; readonly check: CheckDefinition }
  /** PostgreSQL 18: NOT NULL column. */
  | { readonly kind: "notNull"; readonly column: Name; readonly nullable: WrittenNullability }
);

/** Whether a constraint begins here, or a key of MySQL, rather than a column. */
export function startsConstraint(cursor: Cursor): boolean {
  if (cursor.kind() !== TokenKind.Word) return false;
  if (cursor.isAny(["CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"])) return true;
  if (cursor.is("EXCLUDE")) return cursor.is("USING", 1) || cursor.isMark("(", 1);
  if (cursor.is("NOT")) return cursor.is("NULL", 1);
  if (cursor.isAny(["FULLTEXT", "SPATIAL"])) return cursor.isAny(["KEY", "INDEX"], 1) || isKeyHead(cursor);
  return cursor.isAny(["KEY", "INDEX"]) && isKeyHead(cursor);
}

/** KEY (a), KEY name (a): not a column called key, whose type may have parentheses, too. */
function isKeyHead(cursor: Cursor): boolean {
  if (cursor.isMark("(", 1)) return true;
  if (!cursor.isName(1)) return false;
  if (cursor.is("USING", 2)) return true;
  return cursor.isMark("(", 2) && !startsKnownType(cursor, 1) && cursor.kind(3) !== TokenKind.Number;
}

/** One constraint; nothing, with a problem noted, where it cannot be read. */
export function readConstraint(cursor: Cursor): ConstraintElement | undefined {
  const start = cursor.at;
  const constraint = cursor.accept("CONSTRAINT");
  const ifNotExists = constraint && acceptIfNotExists(cursor);
  const name = constraint ? readConstraintName(cursor) : undefined;
  const element = readUnnamed(cursor, { start, constraint, name });
  if (element) element.ifNotExists = ifNotExists;
  return element;
}

function acceptIfNotExists(cursor: Cursor): boolean {
  const start = cursor.at;
  if (!cursor.accept("IF", "NOT", "EXISTS")) return false;
  cursor.construct("constraint-if-not-exists", cursor.since(start));
  return true;
}

/** The name behind CONSTRAINT; MySQL does without. */
export function readConstraintName(cursor: Cursor): Name | undefined {
  if (!cursor.isAny(["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "REFERENCES"]))
    return readName(cursor, "the name of the constraint");
  cursor.construct("constraint-without-name", cursor.here(-1));
  return undefined;
}

function readUnnamed(cursor: Cursor, head: KeyHead): ConstraintElement | undefined {
  if (cursor.accept("CHECK")) {
    const check = readCheck(cursor, head.start, head.name, false);
    return check && { kind: "check", ifNotExists: false, check };
  }
  if (cursor.accept("FOREIGN", "KEY")) return readForeignKey(cursor, head);
  if (cursor.accept("NOT", "NULL")) return readNotNull(cursor, head);
  if (cursor.accept("EXCLUDE"))
    return { kind: "index", ifNotExists: false, index: readExclusion(cursor, head) };
  return readKey(cursor, head);
}

/** From the condition in parentheses on. */
export function readCheck(
  cursor: Cursor,
  start: number,
  name: Name | undefined,
  inline: boolean,
): CheckDefinition | undefined {
  const expression = readCondition(cursor, "the condition of the check");
  const { enforced, notValid } = readConstraintAttributes(cursor);
  if (!expression) return undefined;
  return { name, expression, inline, enforced, notValid, range: cursor.since(start) };
}

function readForeignKey(cursor: Cursor, { start, name }: KeyHead): ConstraintElement | undefined {
  const beforeName = cursor.at;
  const indexName = cursor.isMark("(") ? undefined : cursor.name();
  if (indexName) cursor.construct("foreign-key-index-name", cursor.since(beforeName));
  const columns = readColumnNames(cursor, "the columns of the foreign key");
  if (!cursor.is("REFERENCES")) {
    cursor.problem(cursor.here(), `Expected REFERENCES${found(cursor)}.`);
    return undefined;
  }
  const foreignKey = readReferences(cursor, { start, columns, inline: false, name, indexName });
  return foreignKey && { kind: "foreignKey", ifNotExists: false, foreignKey };
}

function readNotNull(cursor: Cursor, { start, name }: KeyHead): ConstraintElement | undefined {
  const column = readColumnName(cursor);
  if (!column) return undefined;
  readConstraintAttributes(cursor);
  const range = cursor.since(start);
  cursor.construct("not-null-constraint", range);
  return { kind: "notNull", ifNotExists: false, column, nullable: { value: false, range, name } };
}

function readExclusion(cursor: Cursor, head: KeyHead): IndexDefinition {
  const method = readMethod(cursor);
  const parts = readIndexParts(cursor, true);
  const rest = readKeyRest(cursor);
  const clause = cursor.at;
  const written = cursor.accept("WHERE")
    ? readCondition(cursor, "the condition of the exclusion")
    : undefined;
  rest.where = written && { value: written.value, range: cursor.since(clause) };
  rest.deferrable = readConstraintAttributes(cursor).deferrable;
  rest.method = method ?? rest.method;
  const { start, name } = head;
  return finishIndex(cursor, { start, name, constraint: true }, "exclusion", parts, rest);
}

function readKey(cursor: Cursor, head: KeyHead): ConstraintElement | undefined {
  const kindAt = cursor.at;
  const kind = readIndexKind(cursor);
  const hasKeyWord = cursor.at - kindAt > 1;
  if (!kind) {
    cursor.problem(
      cursor.here(),
      `Expected PRIMARY KEY, UNIQUE, FOREIGN KEY, CHECK or EXCLUDE${found(cursor)}.`,
    );
    return undefined;
  }
  const isForeign = kind !== "primary" && kind !== "unique";
  const nullsNotDistinct = kind === "unique" && readNullsDistinct(cursor);
  if (cursor.is("USING") && cursor.is("INDEX", 1)) return readUsingIndex(cursor, head, kind);
  const beforeName = cursor.at;
  const own =
    cursor.isMark("(") || isMysqlMethod(cursor)
      ? undefined
      : readName(cursor, "`(` and the columns of the key");
  if (kind === "unique" && (own || hasKeyWord)) {
    cursor.construct("unique-key-words", cursor.since(hasKeyWord ? kindAt : beforeName));
  } else if (kind === "primary" && own) cursor.construct("unique-key-words", cursor.since(beforeName));
  const method = isMysqlMethod(cursor) ? readMysqlMethod(cursor) : undefined;
  const parts = readKeyColumns(cursor);
  const rest = readKeyRest(cursor);
  rest.deferrable = readConstraintAttributes(cursor).deferrable;
  const name = own ?? head.name;
  if (isForeign) cursor.construct(kind === "index" ? "inline-key" : "fulltext-index", cursor.since(kindAt));
  const constraint = !isForeign && (head.constraint || kind === "primary" || own === undefined);
  rest.method ??= method;
  rest.nullsNotDistinct = nullsNotDistinct;
  const index = finishIndex(cursor, { start: head.start, name, constraint }, kind, parts, rest);
  return { kind: "index", ifNotExists: false, index };
}

function readIndexKind(cursor: Cursor): IndexKind | undefined {
  if (cursor.accept("PRIMARY", "KEY")) return "primary";
  if (cursor.accept("UNIQUE")) {
    cursor.acceptAny(["KEY", "INDEX"]);
    return "unique";
  }
  const word = cursor.acceptAny(["FULLTEXT", "SPATIAL"]);
  if (word) {
    cursor.acceptAny(["KEY", "INDEX"]);
    return word === "FULLTEXT" ? "fulltext" : "spatial";
  }
  return cursor.acceptAny(["KEY", "INDEX"]) ? "index" : undefined;
}

function readUsingIndex(
  cursor: Cursor,
  { start, name }: KeyHead,
  kind: IndexKind,
): ConstraintElement | undefined {
  cursor.at += 2;
  const usingIndex = readName(cursor, "the name of the index");
  if (!usingIndex) return undefined;
  const rest = draftRest();
  rest.deferrable = readConstraintAttributes(cursor).deferrable;
  const index = finishIndex(cursor, { start, name, constraint: true }, kind, [], rest);
  return { kind: "index", ifNotExists: false, index, usingIndex };
}
