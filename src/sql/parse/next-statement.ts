// A statement that lacks the `;` before it. In: a cursor behind something that is complete. Out: whether the next one begins here.

import type { Cursor } from "./cursor.js";

const verbs = ["CREATE", "ALTER", "DROP", "RENAME", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "CALL"];

/** At the start of a line, a word that begins a statement. ALTER TABLE has actions that begin with ALTER and DROP: see `endsActions`. */
export function startsStatement(cursor: Cursor): boolean {
  if (!cursor.isAny(verbs) && !startsComment(cursor)) return false;
  return cursor.startsLine();
}

/** The same behind an action of ALTER TABLE. TABLE is reserved, so that no column is called so. */
export function endsActions(cursor: Cursor): boolean {
  const isTable = cursor.isAny(["ALTER", "DROP", "RENAME"]) && cursor.is("TABLE", 1);
  if (!isTable && !cursor.isAny(["CREATE", "INSERT", "UPDATE", "DELETE"]) && !startsComment(cursor))
    return false;
  return cursor.startsLine();
}

function startsComment(cursor: Cursor): boolean {
  return cursor.is("COMMENT") && cursor.is("ON", 1);
}
