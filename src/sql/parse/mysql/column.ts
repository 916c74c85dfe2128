// A column's definition on MySQL and MariaDB: name, type, attributes in any order. In: a cursor at the name, or behind it.
// Out: a ColumnDefinition. What it cannot read is a problem; the rest of the column is still read.

import type { Range } from "../../../text/source-file.js";
import type { ColumnDefinition, IndexDefinition, Name } from "../../definition.js";
import { reservedWords } from "../../dialects/reserved-words.js";
import { TokenKind } from "../../tokens.js";
import { added, type ColumnDraft, draftColumn } from "../column-draft.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readCheck, readCondition } from "./check.js";
import { readDefault } from "./default.js";
import { acceptIfNotExists, startsKey } from "./key.js";
import { readName } from "./names.js";
import { isStrayWord, readOneString } from "./one-string.js";
import { readReferences } from "./references.js";
import { acceptCharsetWords, expectCharsetName, readType, startsType } from "./type.js";

/** A whole column; `stopsAt` says which words behind it are not its own (FIRST, AFTER). */
export function readColumn(cursor: Cursor, stopsAt: readonly string[] = []): ColumnDefinition | undefined {
  const start = cursor.at;
  const name = readName(cursor);
  if (!name) {
    cursor.problem(cursor.here(), `Expected a column name, found \`${cursor.text()}\`.`);
    return undefined;
  }
  const draft = draftColumn(name);
  if (cursor.done || cursor.isMark(",") || cursor.isMark(")") || cursor.isAny(neverTypes)) {
    cursor.problem(name.range, `Column \`${name.text}\` has no type.`, "Write its type behind the name.");
  } else if (!isGeneratedWithoutType(cursor)) {
    const serial = cursor.is("SERIAL") ? cursor.here() : undefined;
    draft.type = readType(cursor);
    if (serial) expandSerial(draft, name, serial);
  }
  readAttributes(cursor, name, draft, stopsAt);
  if (draft.generated && draft.nullable) cursor.construct("generated-nullability", draft.nullable.range);
  draft.range = cursor.since(start);
  return draft;
}

// Where a type must stand, these words show that it was forgotten.
const neverTypes = [
  "NOT",
  "NULL",
  "DEFAULT",
  "COMMENT",
  "PRIMARY",
  "UNIQUE",
  "AUTO_INCREMENT",
  "REFERENCES",
  "COLLATE",
];

// MariaDB: `c GENERATED ALWAYS AS ROW START`, and `c AS (…)` in neither server.
function isGeneratedWithoutType(cursor: Cursor): boolean {
  return cursor.is("GENERATED") || (cursor.is("AS") && cursor.isMark("(", 1));
}

// SERIAL is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE: MySQL 8.4 manual 13.1.1.
function expandSerial(draft: ColumnDraft, name: Name, range: Range): void {
  draft.nullable = { value: false, range };
  draft.autoIncrement = range;
  draft.indexes = added(draft.indexes, inlineIndex("unique", name, range));
}

function inlineIndex(kind: "primary" | "unique", column: Name, range: Range, name?: Name): IndexDefinition {
  return {
    kind,
    name,
    parts: [{ column, descending: false, range }],
    constraint: true,
    inline: true,
    include: [],
    visible: true,
    nullsNotDistinct: false,
    range,
  };
}

function readAttributes(cursor: Cursor, name: Name, draft: ColumnDraft, stopsAt: readonly string[]): void {
  let unread = 0;
  while (!cursor.done && !cursor.isMark(",") && !cursor.isMark(")")) {
    if (cursor.isAny(stopsAt)) return;
    if (beginsNextElement(cursor)) {
      const written = cursor.text();
      cursor.problem(
        cursor.here(),
        `A comma is missing before \`${written}\`.`,
        `Write a comma behind column \`${name.text}\`.`,
      );
      return;
    }
    if (readAttribute(cursor, name, draft) || cursor.skipDashes()) continue;
    // What follows an unreadable word is often unreadable only because of it.
    if (unread++ === 0) {
      const message = `Cannot read \`${cursor.text()}\` in the definition of column \`${name.text}\`.`;
      cursor.problem(cursor.here(), message, undefined, isStrayWord(cursor));
    }
    skipUnknown(cursor);
  }
}

/** Past one unreadable word and what belongs to it, so that the attributes behind it are still read. */
function skipUnknown(cursor: Cursor): void {
  cursor.at++;
  if (cursor.acceptMark("=")) cursor.at++;
  if (cursor.isMark("(")) cursor.skipParentheses();
}

/** A forgotten comma: what stands here can only begin the next column or key. */
export function beginsNextElement(cursor: Cursor): boolean {
  const word = cursor.word();
  if (attributeWords.has(word)) return false;
  if (keyWords.has(word)) return beginsNextKey(cursor);
  return cursor.isName() && startsType(cursor, 1);
}

const keyWords = new Set(
  "CONSTRAINT PRIMARY UNIQUE FOREIGN CHECK INDEX KEY FULLTEXT SPATIAL VECTOR".split(" "),
);

function beginsNextKey(cursor: Cursor): boolean {
  if (cursor.is("PRIMARY") && cursor.is("KEY", 1)) return cursor.isMark("(", 2);
  if (cursor.is("UNIQUE")) {
    const ahead = cursor.isAny(["KEY", "INDEX"], 1) ? 2 : 1;
    return cursor.isMark("(", ahead) || (isFreeName(cursor, ahead) && cursor.isMark("(", ahead + 1));
  }
  if (cursor.is("CONSTRAINT")) {
    const ahead = cursor.isAny(["PRIMARY", "UNIQUE", "FOREIGN"], 1) ? 1 : 2;
    if (cursor.is("FOREIGN", ahead)) return true;
    const isKey = cursor.isAny(["PRIMARY", "UNIQUE"], ahead);
    return isKey && [1, 2, 3].some((more) => cursor.isMark("(", ahead + more));
  }
  if (cursor.is("CHECK")) return false;
  if (cursor.is("KEY")) return isFreeName(cursor, 1) && cursor.isMark("(", 2);
  if (startsKey(cursor))
    return cursor.is("FOREIGN") || cursor.isMark("(", 1) || cursor.isMark("(", 2) || cursor.isMark("(", 3);
  return startsType(cursor, 1);
}

/** A name, and no word that means something else: UNIQUE CHECK (…) is no key called CHECK. */
function isFreeName(cursor: Cursor, ahead: number): boolean {
  if (cursor.kind(ahead) !== TokenKind.Word) return cursor.isName(ahead);
  return !reservedWords[cursor.dialect].has(cursor.word(ahead));
}

// Words of attributes behind which a type name may stand: DEFAULT DATE '…', COMMENT, AS (…).
const attributeWords = new Set([
  "DEFAULT",
  "NOT",
  "NULL",
  "ON",
  "AS",
  "CHARACTER",
  "CHAR",
  "CHARSET",
  "COLLATE",
  "STORAGE",
  "COLUMN_FORMAT",
]);

function readAttribute(cursor: Cursor, name: Name, draft: ColumnDraft): boolean {
  const start = cursor.at;
  switch (cursor.word()) {
    case "NOT":
      if (!cursor.accept("NOT", "NULL")) break;
      draft.nullable = { value: false, range: cursor.since(start) };
      return true;
    case "NULL":
      cursor.at++;
      draft.nullable = { value: true, range: cursor.since(start) };
      return true;
    case "DEFAULT":
      cursor.at++;
      draft.default = readDefault(cursor);
      return true;
    case "ON": {
      if (!cursor.accept("ON", "UPDATE")) break;
      const value = cursor.at;
      cursor.at++;
      cursor.skipParentheses();
      draft.onUpdate = { value: cursor.textSince(value), range: cursor.since(start) };
      return true;
    }
    case "AUTO_INCREMENT":
      cursor.at++;
      draft.autoIncrement = cursor.since(start);
      return true;
    case "COMMENT": {
      cursor.at++;
      if (cursor.isMark("=")) {
        cursor.problem(cursor.here(), "A column's COMMENT takes no `=`.", "Leave it out.");
        cursor.at++;
      }
      const text = readOneString(cursor);
      if (!text) return false;
      draft.comment = { value: text.value, range: cursor.since(start) };
      return true;
    }
  }
  return (
    readKeyAttribute(cursor, name, draft, start) ||
    readGenerated(cursor, draft) ||
    readTypeAttribute(cursor, draft, start) ||
    readOther(cursor, name, draft, start)
  );
}

function readKeyAttribute(cursor: Cursor, name: Name, draft: ColumnDraft, start: number): boolean {
  if (cursor.accept("PRIMARY") || cursor.is("KEY")) {
    if (!cursor.accept("KEY")) cursor.problem(cursor.here(), `Expected KEY behind PRIMARY${found(cursor)}.`);
    draft.indexes = added(draft.indexes, inlineIndex("primary", name, cursor.since(start)));
    return true;
  }
  if (cursor.accept("UNIQUE")) {
    cursor.accept("KEY");
    draft.indexes = added(draft.indexes, inlineIndex("unique", name, cursor.since(start)));
    return true;
  }
  if (cursor.is("REFERENCES")) {
    const foreignKey = readReferences(cursor, start, [name], true);
    cursor.construct("inline-references", cursor.since(start));
    if (foreignKey) draft.foreignKeys = added(draft.foreignKeys, foreignKey);
    return true;
  }
  const constraint = cursor.accept("CONSTRAINT");
  let given: Name | undefined;
  if (constraint) {
    acceptIfNotExists(cursor, "constraint-if-not-exists");
    if (!cursor.isAny(["CHECK", "REFERENCES", "UNIQUE", "PRIMARY"])) given = readName(cursor);
    if (cursor.is("REFERENCES")) {
      const foreignKey = readReferences(cursor, start, [name], true, given);
      cursor.construct("inline-references", cursor.since(start));
      if (foreignKey) draft.foreignKeys = added(draft.foreignKeys, foreignKey);
      return true;
    }
    if (cursor.is("UNIQUE") || cursor.is("PRIMARY")) {
      // A named inline key is PostgreSQL's (and the standard's) spelling.
      cursor.construct("named-inline-key", cursor.since(start));
      return true;
    }
  }
  if (cursor.accept("CHECK")) {
    if (given) cursor.construct("named-inline-check", cursor.since(start));
    const check = readCheck(cursor, start, given, true);
    if (check) draft.checks = added(draft.checks, check);
    return true;
  }
  return constraint;
}

function readGenerated(cursor: Cursor, draft: ColumnDraft): boolean {
  if (cursor.accept("GENERATED")) {
    if (!cursor.accept("ALWAYS")) cursor.accept("BY", "DEFAULT");
    if (cursor.is("AS") && cursor.is("IDENTITY", 1)) {
      cursor.construct("identity-column", cursor.here(1));
      cursor.at += 2;
      cursor.skipParentheses();
      return true;
    }
  }
  if (!cursor.accept("AS")) return false;
  if (cursor.accept("ROW")) {
    cursor.acceptAny(["START", "END"]);
    cursor.construct("system-versioning", cursor.here(-1));
    // They are never NULL (MariaDB 10.11: tried).
    draft.nullable = { value: false, range: cursor.here(-1) };
    return true;
  }
  const expression = readCondition(cursor);
  if (!expression) return false;
  const stored = cursor.acceptAny(["STORED", "PERSISTENT", "VIRTUAL"]);
  draft.generated = { expression, stored: stored === "STORED" || stored === "PERSISTENT" };
  return true;
}

/** Character set and collation may stand behind other attributes as well. */
function readTypeAttribute(cursor: Cursor, draft: ColumnDraft, start: number): boolean {
  const { type } = draft;
  if (!type) return false;
  if (cursor.accept("COLLATE")) {
    const value = expectCharsetName(cursor, "a collation");
    if (value) draft.type = { ...type, collation: { value, range: cursor.since(start) } };
    return true;
  }
  if (acceptCharsetWords(cursor)) {
    const value = expectCharsetName(cursor, "a character set");
    if (value) draft.type = { ...type, charset: { value, range: cursor.since(start) } };
    return true;
  }
  if (cursor.accept("UNSIGNED")) {
    draft.type = { ...type, unsigned: true };
    return true;
  }
  return false;
}

function readOther(cursor: Cursor, name: Name, draft: ColumnDraft, start: number): boolean {
  if (cursor.accept("INVISIBLE")) {
    cursor.construct("column-visibility", cursor.since(start));
    draft.visible = false;
    return true;
  }
  if (cursor.accept("SERIAL", "DEFAULT", "VALUE")) {
    expandSerial(draft, name, cursor.since(start));
    return true;
  }
  if (cursor.accept("VISIBLE")) {
    cursor.construct("column-visibility", cursor.since(start));
    return true;
  }
  if (cursor.accept("NOT", "SECONDARY")) return true;
  if (cursor.accept("WITH", "SYSTEM", "VERSIONING") || cursor.accept("WITHOUT", "SYSTEM", "VERSIONING")) {
    cursor.construct("system-versioning", cursor.since(start));
    return true;
  }
  if (cursor.accept("VIRTUAL") || cursor.accept("STORED") || cursor.accept("PERSISTENT"))
    return draft.generated !== undefined;
  if (cursor.acceptAny(["COLUMN_FORMAT", "STORAGE", "SRID"])) {
    if (!cursor.is("SRID", -1)) cursor.construct("column-format", cursor.here(-1));
    cursor.at++;
    return true;
  }
  if (cursor.acceptAny(["ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE", "REF_SYSTEM_ID", "COMPRESSED"])) {
    if (cursor.acceptMark("=")) cursor.at++;
    else if (cursor.kind() === TokenKind.String) cursor.at++;
    return true;
  }
  return false;
}
