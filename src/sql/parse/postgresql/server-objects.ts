// CREATE, ALTER and DROP of what is no part of a schema that the model knows: roles, operators, publications. In: a cursor at the
// object's word. Out: the verb, and a session statement.

import type { ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";

// PostgreSQL 18 manual, part VI.
const words = [
  ...[
    "ACCESS",
    "AGGREGATE",
    "CAST",
    "COLLATION",
    "CONVERSION",
    "DEFAULT",
    "EVENT",
    "FOREIGN",
    "GROUP",
    "LANGUAGE",
    "LARGE",
  ],
  ...[
    "OPERATOR",
    "PROCEDURAL",
    "PUBLICATION",
    "ROLE",
    "RULE",
    "SERVER",
    "STATISTICS",
    "SUBSCRIPTION",
    "SYSTEM",
    "TABLESPACE",
  ],
  ...["TEXT", "TRANSFORM", "TRUSTED", "USER"],
];

export function readOther(cursor: Cursor, verb: string): ReadResult {
  const word = cursor.upper();
  const whole = word === "" ? verb : `${verb} ${word}`;
  const isKnown = cursor.isAny(words);
  if (!isKnown) {
    const message = cursor.done
      ? `${verb} does not say what.`
      : `Cannot ${verb} \`${cursor.text()}\`: no such kind of object.`;
    cursor.problem(cursor.here(), message, undefined, false);
  }
  cursor.at = cursor.last;
  if (isKnown) return { verb: whole, body: { kind: "session" } };
  return { verb: whole, body: { kind: "opaque", reason: `${whole} is not known`, mayChangeSchema: true } };
}
