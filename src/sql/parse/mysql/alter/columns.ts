// MODIFY, CHANGE, ALTER and RENAME of ALTER TABLE on MySQL and MariaDB. In: a cursor behind the word. Out: the change that it asks for.

import type { AlterColumn, Change } from "../../../change.js";
import type { ColumnDefinition } from "../../../definition.js";
import type { Cursor } from "../../cursor.js";
import { found } from "../../expect.js";
import { readColumn } from "../column.js";
import { readDefault } from "../default.js";
import { acceptIfExists, readVisibility } from "../key.js";
import { readObjectName } from "../names.js";
import { readType } from "../type.js";
import { behindColumn, expectName, readPosition, type Target } from "./target.js";

export function readModify(cursor: Cursor, target: Target, start: number): Change | undefined {
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "modify-column-if-exists");
  const definition = readRedefinition(cursor);
  if (!definition) return undefined;
  const position = readPosition(cursor);
  const range = cursor.since(start);
  return {
    kind: "redefineColumn",
    ...target,
    column: definition.name,
    definition,
    ifExists,
    ...position,
    range,
  };
}

export function readChange(cursor: Cursor, target: Target, start: number): Change | undefined {
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "modify-column-if-exists");
  const column = expectName(cursor, "a column");
  if (!column) return undefined;
  const definition = readRedefinition(cursor);
  if (!definition) return undefined;
  const position = readPosition(cursor);
  return {
    kind: "redefineColumn",
    ...target,
    column,
    definition,
    ifExists,
    ...position,
    range: cursor.since(start),
  };
}

function readRedefinition(cursor: Cursor): ColumnDefinition | undefined {
  const definition = readColumn(cursor, behindColumn);
  for (const key of definition?.foreignKeys ?? []) {
    cursor.problem(
      key.range,
      "REFERENCES cannot stand behind MODIFY or CHANGE.",
      "Write ADD FOREIGN KEY (column) REFERENCES … as an action of its own.",
    );
  }
  return definition;
}

export function readAlter(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (cursor.isAny(["INDEX", "KEY"]) && cursor.isName(1)) {
    cursor.at++;
    acceptIfExists(cursor, "drop-index-if-exists");
    const index = expectName(cursor, "an index");
    if (!index) return undefined;
    const visible = readVisibility(cursor);
    return { kind: "setIndexVisibility", ...target, index, visible, range: cursor.since(start) };
  }
  if (cursor.isAny(["CHECK", "CONSTRAINT"]) && cursor.isName(1)) {
    cursor.at++;
    const name = expectName(cursor, "a constraint");
    if (!name) return undefined;
    const words = cursor.at;
    const enforced = !cursor.accept("NOT");
    if (cursor.accept("ENFORCED")) cursor.construct("not-enforced", cursor.since(words));
    return { kind: "alterConstraint", ...target, name, enforced, range: cursor.since(start) };
  }
  cursor.accept("COLUMN");
  const ifExists = acceptIfExists(cursor, "modify-column-if-exists");
  const column = expectName(cursor, "a column");
  if (!column) return undefined;
  const fact = readColumnFact(cursor);
  return fact && { kind: "alterColumn", ...target, column, ifExists, ...fact, range: cursor.since(start) };
}

/** SET DEFAULT and the like; PostgreSQL's spellings are read as meant. */
function readColumnFact(cursor: Cursor): Partial<AlterColumn> | undefined {
  const start = cursor.at;
  if (cursor.accept("DROP", "DEFAULT")) return { default: null };
  if (cursor.accept("SET", "DEFAULT")) return { default: readDefault(cursor) };
  if (cursor.is("SET") && cursor.isAny(["VISIBLE", "INVISIBLE"], 1)) {
    cursor.at += 2;
    cursor.construct("alter-column-visibility", cursor.since(start));
    return { visible: cursor.is("VISIBLE", -1) };
  }
  if (cursor.accept("SET", "NOT", "NULL") || cursor.accept("DROP", "NOT", "NULL")) {
    const range = cursor.since(start);
    cursor.construct("alter-column-nullability", range);
    return {
      nullable: {
        value: /^drop/i.test(cursor.textSince(start)),
        range,
      },
    };
  }
  if (cursor.accept("SET", "DATA", "TYPE") || cursor.accept("TYPE")) {
    const words = cursor.since(start);
    const type = readType(cursor);
    cursor.construct("alter-column-type", words);
    if (cursor.accept("USING")) cursor.skipToElementEnd();
    return type && { type };
  }
  cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` as a change of a column.`);
  cursor.skipToElementEnd();
  return undefined;
}

export function readRename(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (cursor.is("COLUMN") || cursor.is("INDEX") || cursor.is("KEY")) {
    const word = cursor.upper();
    cursor.at++;
    const ifExists = acceptIfExists(cursor, "rename-column-if-exists");
    const name = expectName(cursor, word === "COLUMN" ? "a column" : "an index");
    if (!name) return undefined;
    if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
    const to = expectName(cursor, "what it becomes");
    if (!to) return undefined;
    const range = cursor.since(start);
    if (word === "COLUMN") {
      cursor.construct("rename-column", range);
      return { kind: "renameColumn", ...target, column: name, to, ifExists, range };
    }
    cursor.construct("rename-index", range);
    return { kind: "renameIndex", ...target, index: { name, range: name.range }, to, ifExists, range };
  }
  cursor.acceptAny(["TO", "AS"]) ?? cursor.acceptMark("=");
  const to = readObjectName(cursor);
  if (!to) {
    cursor.problem(cursor.here(), `Expected the new name of the table${found(cursor)}.`);
    return undefined;
  }
  return { kind: "renameTable", ...target, to, ifExists: false, range: cursor.since(start) };
}
