// MySQL's attributes behind a column's type, on PostgreSQL: taken as meant, and noted. In: a cursor at it, the column so far.
// Out: whether it was one; the draft has it then.

import type { Written } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { ColumnDraft } from "../column-draft.js";
import type { Cursor } from "../cursor.js";
import { readGeneration } from "./column-attribute.js";
import { isNow } from "./references.js";

export function readMysqlAttribute(cursor: Cursor, draft: ColumnDraft): boolean {
  const start = cursor.at;
  if (cursor.is("ON") && cursor.is("UPDATE", 1) && isNow(cursor, 2)) {
    cursor.at += 3;
    cursor.skipParentheses();
    const range = cursor.since(start);
    cursor.construct("on-update-current-timestamp", range);
    const written = cursor.textSince(start).replace(/^on update /i, "");
    draft.onUpdate = { value: written, range };
    return true;
  }
  if (cursor.acceptAny(["AUTO_INCREMENT", "AUTOINCREMENT"])) {
    draft.autoIncrement = cursor.since(start);
    cursor.construct("auto-increment", draft.autoIncrement);
    return true;
  }
  const comment = readInlineComment(cursor);
  if (comment) {
    draft.comment = comment;
    return true;
  }
  if (cursor.acceptAny(["VISIBLE", "INVISIBLE"])) {
    draft.visible = /^v/i.test(cursor.text(-1));
    cursor.construct("column-visibility", cursor.since(start));
    return true;
  }
  if (cursor.accept("CHARACTER", "SET") || cursor.accept("CHARSET")) {
    cursor.name() ?? cursor.string();
    cursor.construct("character-set", cursor.since(start));
    return true;
  }
  return readShortGenerated(cursor, draft);
}

/** COMMENT 'x', where COMMENT ON is wanted. */
export function readInlineComment(cursor: Cursor): Written<string> | undefined {
  const start = cursor.at;
  const ahead = cursor.isMark("=", 1) ? 2 : 1;
  const kind = cursor.kind(ahead);
  if (!cursor.is("COMMENT") || (kind !== TokenKind.String && kind !== TokenKind.QuotedName)) return undefined;
  cursor.at += ahead;
  const value = cursor.string()?.value ?? cursor.name()?.text ?? "";
  const range = cursor.since(start);
  cursor.construct("inline-comment", range);
  return { value, range };
}

function readShortGenerated(cursor: Cursor, draft: ColumnDraft): boolean {
  const start = cursor.at;
  if (!cursor.is("AS") || !cursor.isMark("(", 1)) return false;
  cursor.at++;
  readGeneration(cursor, draft, start);
  cursor.construct("generated-without-always", cursor.since(start));
  return true;
}
