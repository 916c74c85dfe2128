// REFERENCES and what is said behind constraints, on PostgreSQL. In: a cursor at the clause. Out: definitions.

import type { Range } from "../../../text/source-file.js";
import type { ForeignKeyDefinition, Name, ReferentialAction, Written } from "../../definition.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readList } from "./list.js";
import { readColumnName, readObjectName } from "./names.js";

/** `(a, b)`; of a foreign key also `(a, PERIOD b)`. */
export function readColumnNames(cursor: Cursor, what: string): readonly Name[] {
  const names: Name[] = [];
  const readOne = () => {
    if (cursor.is("PERIOD") && cursor.isName(1)) cursor.at++;
    const name = readColumnName(cursor);
    if (name) names.push(name);
    skipKeyPrefix(cursor);
  };
  readList(cursor, { what, readOne });
  return names;
}

/** MySQL's `name(20)`: the length, where one stands. */
export function skipKeyPrefix(cursor: Cursor): number | undefined {
  const start = cursor.at;
  if (!cursor.isMark("(")) return undefined;
  const length = Number(cursor.parenthesised()?.value);
  cursor.construct("key-prefix", cursor.since(start));
  return length;
}

export interface ForeignKeyHead {
  readonly start: number;
  readonly columns: readonly Name[];
  readonly inline: boolean;
  readonly name?: Name;
  readonly indexName?: Name;
}

/** From REFERENCES on; `head` is what stands before it. */
export function readReferences(cursor: Cursor, head: ForeignKeyHead): ForeignKeyDefinition | undefined {
  const { start, columns, inline, name, indexName } = head;
  const references = cursor.at;
  cursor.at++;
  const target = readObjectName(cursor, "the referenced table");
  if (!target) return undefined;
  const targetColumns = cursor.isMark("(") ? readColumnNames(cursor, "the referenced columns") : [];
  const referencesRange = cursor.since(references);
  const actions = readActions(cursor);
  // Behind a column these are elements of their own: they belong to what stands before them all the same.
  const attributes = readConstraintAttributes(cursor);
  return {
    name,
    indexName,
    columns,
    target,
    targetColumns,
    onDelete: actions.onDelete,
    onUpdate: actions.onUpdate,
    inline,
    notValid: attributes.notValid,
    referencesRange,
    range: cursor.since(start),
  };
}

interface Actions {
  onDelete?: Written<ReferentialAction>;
  onUpdate?: Written<ReferentialAction>;
}

function readActions(cursor: Cursor): Actions {
  const actions: Actions = {};
  while (!cursor.done) {
    const clause = cursor.at;
    if (cursor.accept("MATCH")) readMatch(cursor);
    else if (cursor.accept("ON", "DELETE")) actions.onDelete = readAction(cursor, clause);
    else if (cursor.is("ON") && cursor.is("UPDATE", 1) && !isNow(cursor, 2)) {
      cursor.at += 2;
      actions.onUpdate = readAction(cursor, clause);
    } else return actions;
  }
  return actions;
}

function readMatch(cursor: Cursor): void {
  if (!cursor.acceptAny(["FULL", "PARTIAL", "SIMPLE"]))
    cursor.problem(cursor.here(), `Expected FULL, PARTIAL or SIMPLE${found(cursor)}.`);
}

/** Whether MySQL's ON UPDATE CURRENT_TIMESTAMP goes on here. */
export function isNow(cursor: Cursor, ahead: number): boolean {
  return cursor.isAny(["CURRENT_TIMESTAMP", "NOW", "LOCALTIMESTAMP", "LOCALTIME"], ahead);
}

function readAction(cursor: Cursor, clause: number): Written<ReferentialAction> | undefined {
  const value = acceptAction(cursor);
  if (!value) {
    cursor.problem(
      cursor.here(),
      `Expected CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION${found(cursor)}.`,
    );
    if (cursor.isName()) cursor.at++;
    return undefined;
  }
  const columns = cursor.at;
  if (value.startsWith("set") && cursor.isMark("(")) {
    readColumnNames(cursor, "columns");
    cursor.construct("set-null-columns", cursor.since(columns));
    if (cursor.is("UPDATE", clause + 1 - cursor.at))
      cursor.problem(cursor.since(clause), "Only ON DELETE takes columns here.", undefined, false);
  }
  return { value, range: cursor.since(clause) };
}

function acceptAction(cursor: Cursor): ReferentialAction | undefined {
  if (cursor.accept("CASCADE")) return "cascade";
  if (cursor.accept("RESTRICT")) return "restrict";
  if (cursor.accept("SET", "NULL")) return "set null";
  if (cursor.accept("SET", "DEFAULT")) return "set default";
  return cursor.accept("NO", "ACTION") ? "no action" : undefined;
}

export interface ConstraintAttributes {
  readonly notValid: boolean;
  readonly enforced: boolean;
  readonly deferrable?: "immediate" | "deferred";
  /** Where they stand; missing where there are none. */
  readonly range?: Range;
}

/** DEFERRABLE, INITIALLY DEFERRED, NOT VALID, NO INHERIT, ENFORCED, in any order. */
export function readConstraintAttributes(cursor: Cursor): ConstraintAttributes {
  const start = cursor.at;
  let notValid = false;
  let enforced = true;
  let deferrable: ConstraintAttributes["deferrable"];
  while (!cursor.done) {
    const word = cursor.at;
    if (cursor.accept("NOT", "VALID")) notValid = true;
    else if (cursor.accept("NOT", "ENFORCED")) {
      enforced = false;
      cursor.construct("not-enforced", cursor.since(word));
    } else if (cursor.accept("ENFORCED")) cursor.construct("not-enforced", cursor.since(word));
    else if (cursor.accept("DEFERRABLE")) deferrable ??= "immediate";
    else if (cursor.accept("INITIALLY")) {
      if (cursor.accept("DEFERRED")) deferrable = "deferred";
      else if (!cursor.accept("IMMEDIATE"))
        cursor.problem(cursor.here(), `Expected DEFERRED or IMMEDIATE${found(cursor)}.`);
    } else if (!acceptPlainAttribute(cursor)) break;
  }
  // What is not enforced is not validated either (PostgreSQL 18, CREATE TABLE).
  return {
    notValid: notValid || !enforced,
    enforced,
    deferrable,
    range: cursor.at > start ? cursor.since(start) : undefined,
  };
}

function acceptPlainAttribute(cursor: Cursor): boolean {
  return cursor.accept("NOT", "DEFERRABLE") || cursor.accept("NO", "INHERIT");
}
