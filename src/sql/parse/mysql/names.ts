// Names on MySQL and MariaDB. In: a cursor at a name. Out: the name; a reserved word without quotes is a problem, and taken as meant.

import type { Name, ObjectName } from "../../definition.js";
import { isReserved } from "../../dialects/reserved-words.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";

export function readName(cursor: Cursor): Name | undefined {
  checkName(cursor);
  return cursor.name();
}

/** `name` or `database.name`; behind the dot every word is a name (MySQL 8.4 manual 9.3). */
export function readObjectName(cursor: Cursor): ObjectName | undefined {
  checkName(cursor);
  return cursor.objectName();
}

function checkName(cursor: Cursor): void {
  const kind = cursor.kind();
  if (kind === TokenKind.Word) {
    if (!isReserved(cursor.word(), cursor.dialect, cursor.mode.version)) return;
    cursor.problem(
      cursor.here(),
      `\`${cursor.text()}\` is a reserved word.`,
      "Write it in backticks, or choose another name.",
    );
  } else if (kind === TokenKind.String && cursor.isName() && !cursor.mode.ansiQuotes) {
    // One is enough to tell that the statement was written for another server.
    const isKnown = cursor.constructs.some(({ construct }) => construct === "double-quoted-name");
    if (!isKnown) cursor.construct("double-quoted-name", cursor.here());
  }
}

/** MariaDB's WAIT n and NOWAIT. */
export function acceptWait(cursor: Cursor): void {
  const start = cursor.at;
  if (cursor.accept("WAIT")) cursor.at++;
  else if (!cursor.accept("NOWAIT")) return;
  cursor.construct("ddl-wait", cursor.since(start));
}
