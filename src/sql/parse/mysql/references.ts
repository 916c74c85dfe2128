// FOREIGN KEY and REFERENCES of MySQL and MariaDB. In: a cursor at the columns, or at REFERENCES. Out: a definition.

import type { Range } from "../../../text/source-file.js";
import type { ForeignKeyDefinition, Name, ReferentialAction, Written } from "../../definition.js";
import type { Cursor } from "../cursor.js";
import { closeParenthesis, expectParenthesis, found } from "../expect.js";
import { readName, readObjectName } from "./names.js";

/** From the columns in parentheses on. */
export function readForeignKey(
  cursor: Cursor,
  start: number,
  name: Name | undefined,
  indexName: Name | undefined,
): ForeignKeyDefinition | undefined {
  const columns = readNames(cursor, "the columns of the foreign key");
  if (!columns) return undefined;
  if (!cursor.is("REFERENCES")) {
    cursor.problem(cursor.here(), `Expected REFERENCES, found \`${cursor.text()}\`.`);
    return undefined;
  }
  return readReferences(cursor, start, columns, false, name, indexName);
}

export function readNames(cursor: Cursor, what: string): readonly Name[] | undefined {
  if (!expectParenthesis(cursor, what)) return undefined;
  const names: Name[] = [];
  while (!cursor.done && !cursor.isMark(")")) {
    const name = readName(cursor);
    if (name) names.push(name);
    else {
      cursor.problem(cursor.here(), `Expected a column name, found \`${cursor.text()}\`.`);
      cursor.at++;
    }
    if (cursor.isMark("(")) cursor.skipParentheses();
    if (!cursor.acceptMark(",") && !cursor.isMark(")")) {
      cursor.problem(cursor.here(), `Expected a comma or \`)\`, found \`${cursor.text()}\`.`);
      cursor.skipToElementEnd();
      cursor.acceptMark(",");
    }
  }
  if (cursor.isMark(")") && (names.length === 0 || cursor.isMark(",", -1))) {
    cursor.problem(cursor.here(), "Expected a column name, found `)`.");
  }
  closeParenthesis(cursor);
  return names;
}

/** From REFERENCES on. */
export function readReferences(
  cursor: Cursor,
  start: number,
  columns: readonly Name[],
  inline: boolean,
  name?: Name,
  indexName?: Name,
): ForeignKeyDefinition | undefined {
  const references = cursor.at;
  cursor.at++;
  const target = readObjectName(cursor);
  if (!target) {
    cursor.problem(cursor.here(), `Expected the referenced table, found \`${cursor.text()}\`.`);
    return undefined;
  }
  if (!inline && cursor.isName() && cursor.isMark("(", 1) && !cursor.is("ADD")) {
    cursor.problem(cursor.here(), `Expected \`(\` and the referenced columns, found \`${cursor.text()}\`.`);
    cursor.at++;
  }
  const targetColumns = cursor.isMark("(") ? (readNames(cursor, "the referenced columns") ?? []) : [];
  const referencesRange = cursor.since(references);
  let onDelete: Written<ReferentialAction> | undefined;
  let onUpdate: Written<ReferentialAction> | undefined;
  while (!cursor.done) {
    const clause = cursor.at;
    if (cursor.accept("MATCH")) {
      if (!cursor.acceptAny(["FULL", "PARTIAL", "SIMPLE"])) {
        cursor.problem(cursor.here(), `Expected FULL, PARTIAL or SIMPLE${found(cursor)}.`);
        cursor.at++;
      }
    } else if (cursor.accept("ON", "DELETE")) {
      onDelete = readAction(cursor, cursor.since(clause), clause);
    } else if (cursor.is("ON") && cursor.is("UPDATE", 1) && !cursor.isAny(["CURRENT_TIMESTAMP", "NOW"], 2)) {
      cursor.at += 2;
      onUpdate = readAction(cursor, cursor.since(clause), clause);
    } else if (cursor.accept("NOT", "DEFERRABLE") || cursor.accept("DEFERRABLE")) {
      cursor.construct("deferrable", cursor.since(clause));
    } else if (cursor.accept("INITIALLY")) {
      cursor.at++;
    } else if (cursor.is("ON") && !cursor.is("UPDATE", 1)) {
      cursor.at++;
      skipMisspeltEvent(cursor);
    } else break;
  }
  return {
    name,
    indexName,
    columns,
    target,
    targetColumns,
    onDelete,
    onUpdate,
    inline,
    notValid: false,
    referencesRange,
    range: cursor.since(start),
  };
}

/** ON and neither DELETE nor UPDATE: past that word and the action behind it. */
function skipMisspeltEvent(cursor: Cursor): void {
  cursor.problem(cursor.here(), `Expected DELETE or UPDATE behind ON${found(cursor)}.`);
  if (cursor.is("ON")) return;
  if (!cursor.isAny(actionStarts)) cursor.at++;
  if (!cursor.acceptAny(actionStarts)) return;
  cursor.acceptAny(["NULL", "DEFAULT", "ACTION"]);
}

const actionStarts = ["CASCADE", "RESTRICT", "SET", "NO"];

function readAction(cursor: Cursor, words: Range, clause: number): Written<ReferentialAction> | undefined {
  let value: ReferentialAction;
  if (cursor.accept("CASCADE")) value = "cascade";
  else if (cursor.accept("RESTRICT")) value = "restrict";
  else if (cursor.accept("SET", "NULL")) value = "set null";
  else if (cursor.accept("SET", "DEFAULT")) value = "set default";
  else if (cursor.accept("NO", "ACTION")) value = "no action";
  else {
    const range = cursor.done ? words : cursor.here();
    cursor.problem(range, `Expected CASCADE, RESTRICT, SET NULL or NO ACTION, found \`${cursor.text()}\`.`);
    return undefined;
  }
  return { value, range: cursor.since(clause) };
}
