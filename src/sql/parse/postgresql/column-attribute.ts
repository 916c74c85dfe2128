// One constraint or attribute behind a column's type, as PostgreSQL has them. In: a cursor at it, the column so far.
// Out: whether it was one; the draft has it then.

import type { Name } from "../../definition.js";
import { added, type ColumnDraft } from "../column-draft.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readCheck, readConstraintName } from "./constraint.js";
import { readDefault } from "./default.js";
import { inlineIndex } from "./inline-index.js";
import { readKeyRest, readNullsDistinct } from "./key-options.js";
import { readCondition } from "./key-parts.js";
import { readList } from "./list.js";
import { readObjectName } from "./names.js";
import { skipSequenceOption } from "./options.js";
import { readConstraintAttributes, readReferences } from "./references.js";

export function readColumnAttribute(cursor: Cursor, name: Name, draft: ColumnDraft): boolean {
  const start = cursor.at;
  const given = cursor.accept("CONSTRAINT") ? readConstraintName(cursor) : undefined;
  if (cursor.accept("NOT", "NULL")) {
    draft.nullable = { value: false, range: cursor.since(start), name: given };
    cursor.accept("NO", "INHERIT");
    return true;
  }
  if (cursor.accept("NULL")) {
    draft.nullable = { value: true, range: cursor.since(start) };
    return true;
  }
  if (cursor.accept("DEFAULT")) {
    draft.default = readDefault(cursor, "bare");
    return true;
  }
  if (cursor.is("PRIMARY") || cursor.is("UNIQUE")) return readInlineKey(cursor, name, draft, start, given);
  if (cursor.is("REFERENCES")) {
    const foreignKey = readReferences(cursor, { start, columns: [name], inline: true, name: given });
    if (foreignKey) draft.foreignKeys = added(draft.foreignKeys, foreignKey);
    return true;
  }
  if (cursor.accept("CHECK")) {
    const check = readCheck(cursor, start, given, true);
    if (check) draft.checks = added(draft.checks, check);
    return true;
  }
  return (
    readGenerated(cursor, draft) ||
    readCollation(cursor, draft) ||
    readAttributesOfConstraint(cursor, draft) ||
    readBareNot(cursor)
  );
}

/** They belong to the constraint before them: what the model keeps of others than keys, those have read. */
function readAttributesOfConstraint(cursor: Cursor, draft: ColumnDraft): boolean {
  const { range, deferrable } = readConstraintAttributes(cursor);
  const key = draft.indexes.at(-1);
  if (deferrable && key) draft.indexes = [...draft.indexes.slice(0, -1), { ...key, deferrable }];
  return range !== undefined;
}

function readBareNot(cursor: Cursor): boolean {
  if (!cursor.accept("NOT")) return false;
  cursor.problem(cursor.here(), `Expected NULL behind NOT${found(cursor)}.`);
  if (cursor.isName()) cursor.at++;
  return true;
}

function readInlineKey(
  cursor: Cursor,
  column: Name,
  draft: ColumnDraft,
  start: number,
  given: Name | undefined,
): boolean {
  if (cursor.accept("PRIMARY")) {
    if (!cursor.accept("KEY")) {
      cursor.problem(cursor.here(), `Expected KEY${found(cursor)}.`);
      return true;
    }
    readKeyRest(cursor);
    draft.indexes = added(draft.indexes, inlineIndex("primary", column, cursor.since(start), given));
    return true;
  }
  cursor.at++;
  const words = cursor.at;
  if (cursor.acceptAny(["KEY", "INDEX"])) cursor.construct("unique-key-words", cursor.since(words - 1));
  const nullsNotDistinct = readNullsDistinct(cursor);
  readKeyRest(cursor);
  draft.indexes = added(
    draft.indexes,
    inlineIndex("unique", column, cursor.since(start), given, nullsNotDistinct),
  );
  return true;
}

/** GENERATED ALWAYS AS IDENTITY, GENERATED ALWAYS AS (…) STORED. */
function readGenerated(cursor: Cursor, draft: ColumnDraft): boolean {
  const start = cursor.at;
  if (!cursor.accept("GENERATED")) return false;
  const always = cursor.accept("ALWAYS");
  if (!always && !cursor.accept("BY", "DEFAULT")) {
    cursor.problem(cursor.here(), `Expected ALWAYS or BY DEFAULT${found(cursor)}.`);
    return true;
  }
  if (!cursor.accept("AS")) {
    cursor.problem(cursor.here(), `Expected AS${found(cursor)}.`);
    return true;
  }
  if (cursor.accept("IDENTITY")) {
    draft.identity = { value: always ? "always" : "by default", range: cursor.since(start) };
    if (cursor.isMark("(")) skipSequenceOptions(cursor);
    return true;
  }
  if (!always) {
    const help = "Write GENERATED ALWAYS.";
    cursor.problem(cursor.since(start), "A column that is computed is GENERATED ALWAYS.", help, false);
  }
  readGeneration(cursor, draft, start);
  return true;
}

/** `(a + b) STORED`, cursor at the parenthesis. */
export function readGeneration(cursor: Cursor, draft: ColumnDraft, start: number): void {
  const expression = readCondition(cursor, "the expression of the column");
  const stored = cursor.acceptAny(["STORED", "PERSISTENT"]) !== undefined;
  if (!stored) {
    cursor.accept("VIRTUAL");
    cursor.construct("virtual-generated-column", cursor.since(start));
  }
  if (expression) draft.generated = { expression, stored };
}

/** `(START WITH 1 INCREMENT BY 1)`. */
export function skipSequenceOptions(cursor: Cursor): void {
  const readOne = () => {
    while (!cursor.done && !cursor.isMark(")") && skipSequenceOption(cursor));
  };
  readList(cursor, { what: "options of the sequence", readOne });
}

function readCollation(cursor: Cursor, draft: ColumnDraft): boolean {
  const start = cursor.at;
  if (!cursor.accept("COLLATE")) return false;
  const collation = readObjectName(cursor, "a collation");
  const { type } = draft;
  if (!collation || !type) return true;
  draft.type = { ...type, collation: { value: collation.name.text, range: cursor.since(start) } };
  return true;
}
