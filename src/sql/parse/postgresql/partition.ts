// The bounds of partitions. In: a cursor behind the partition's name. Out: the place behind the bound. The model keeps none.

import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readParameters } from "./options.js";
import { skipExpressionList } from "./skip-expression.js";

/** FOR VALUES IN (…), FROM (…) TO (…), WITH (MODULUS 4, REMAINDER 0), or DEFAULT. */
export function skipPartitionBound(cursor: Cursor): void {
  if (cursor.accept("DEFAULT")) return;
  if (!cursor.accept("FOR", "VALUES")) {
    cursor.problem(cursor.here(), `Expected FOR VALUES or DEFAULT${found(cursor)}.`);
    return;
  }
  if (cursor.accept("IN")) skipExpressionList(cursor, "values");
  else if (cursor.accept("WITH")) skipModulus(cursor);
  else if (cursor.accept("FROM")) {
    skipExpressionList(cursor, "the lower bound");
    if (!cursor.accept("TO")) cursor.problem(cursor.here(), `Expected TO${found(cursor)}.`);
    skipExpressionList(cursor, "the upper bound");
  } else cursor.problem(cursor.here(), `Expected IN, FROM or WITH${found(cursor)}.`);
}

// MODULUS 4 without a `=`.
function skipModulus(cursor: Cursor): void {
  if (cursor.isMark("(") && cursor.isAny(["MODULUS", "REMAINDER"], 1)) cursor.skipParentheses();
  else readParameters(cursor);
}
