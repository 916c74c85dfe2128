// The options of CREATE and ALTER SEQUENCE on PostgreSQL. In: a cursor at them. Out: the column that owns the sequence.

import type { ObjectName } from "../../definition.js";
import type { SequenceOwner } from "../../object-change.js";
import type { Cursor } from "../cursor.js";
import { readObjectName } from "./names.js";
import { skipSequenceOption } from "./options.js";

/** `null` for OWNED BY NONE; nothing where the options name no owner. */
export function readSequenceOptions(cursor: Cursor): SequenceOwner | null | undefined {
  let owner: SequenceOwner | null | undefined;
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.accept("OWNED", "BY")) owner = cursor.accept("NONE") ? null : (readOwner(cursor) ?? owner);
    else if (!skipSequenceOption(cursor)) return owner;
    if (cursor.at === start) return owner;
  }
  return owner;
}

/** `table.column`, `schema.table.column`. */
function readOwner(cursor: Cursor): SequenceOwner | undefined {
  const start = cursor.at;
  if (!readObjectName(cursor, "table.column")) return undefined;
  const behind = cursor.at;
  if (behind - start < 3) return undefined;
  cursor.at = start;
  const schema = behind - start > 3 ? cursor.name() : undefined;
  cursor.acceptMark(".");
  const name = cursor.name();
  const range = cursor.since(start);
  cursor.acceptMark(".");
  const column = cursor.name();
  cursor.at = behind;
  if (!name || !column) return undefined;
  const table: ObjectName = { ...(schema ? { schema } : {}), name, range };
  return { table, column };
}
