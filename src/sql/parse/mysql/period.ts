// PERIOD FOR of MariaDB, in a table's body and behind ADD. In: a cursor at PERIOD. Out: what the period makes of its columns.

import type { CheckDefinition } from "../../definition.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { acceptIfNotExists } from "./key.js";
import { readName } from "./names.js";

export interface ReadPeriod {
  readonly ifNotExists: boolean;
  /** Missing for SYSTEM_TIME, which makes no check, and where the text is broken. */
  readonly check?: CheckDefinition;
}

const quoted = (name: string) => `\`${name.replaceAll("`", "``")}\``;

/** A period is filed as a check of its name: the first column is less than the second (MariaDB 10.11: tried). */
export function readPeriod(cursor: Cursor): ReadPeriod {
  const start = cursor.at;
  cursor.at++;
  const ifNotExists = acceptIfNotExists(cursor, "application-period");
  cursor.accept("FOR");
  const isSystem = cursor.is("SYSTEM_TIME");
  const name = readName(cursor);
  if (isSystem || !name) {
    cursor.skipParentheses();
    cursor.construct(isSystem ? "system-versioning" : "application-period", cursor.since(start));
    return { ifNotExists };
  }
  cursor.construct("application-period", cursor.since(start));
  const open = cursor.at;
  cursor.acceptMark("(");
  const first = readName(cursor);
  cursor.acceptMark(",");
  const second = readName(cursor);
  if (!first || !second || !cursor.acceptMark(")")) {
    cursor.problem(cursor.here(), `Expected the two columns of the period${found(cursor)}.`);
    cursor.skipToElementEnd();
    return { ifNotExists };
  }
  const expression = { value: `${quoted(first.text)} < ${quoted(second.text)}`, range: cursor.since(open) };
  const range = cursor.since(start);
  const check = {
    name,
    expression,
    inline: false,
    enforced: true,
    notValid: false,
    period: true,
    range,
  } as const;
  return { ifNotExists, check };
}
