// Loops of MySQL and MariaDB over rows of the catalogs: DECLARE c CURSOR FOR SELECT … FROM information_schema.…, and a loop that fetches from
// it until nothing is left. In: the loop's statements, the tokens before it. Out: the rows and what is done with each; nothing, where a loop
// has another form, or rows of tables decide.

import { isCatalogTable } from "../../catalog.js";
import type { Expression } from "../../expression.js";
import type { RowSource, Statement } from "../../statement.js";
import type { Cursor } from "../cursor.js";
import { readDeclaredQuery, readFetch } from "../fetch.js";

export interface FetchLoop {
  readonly rows: RowSource;
  readonly body: readonly Statement[];
}

/** `cursor` stands behind the loop, which begins at the token `start`. */
export function readFetchLoop(
  cursor: Cursor,
  start: number,
  statements: readonly Statement[],
): FetchLoop | undefined {
  const [fetch, guard, ...others] = statements;
  if (fetch?.verb !== "FETCH" || guard?.kind !== "if" || guard.branches.length !== 1) return undefined;
  const [{ condition, body }] = guard.branches as [(typeof guard.branches)[number]];
  const within = roundOf(condition, body, guard.otherwise, others);
  if (!within || within.some(leaves)) return undefined;
  const fetched = readFetch(cursor, start, fetch);
  const query = fetched && readDeclaredQuery(cursor, start, fetched.name);
  return query?.from.some(({ table }) => isCatalogTable(table))
    ? { rows: { variables: fetched?.variables ?? [], query }, body: within }
    : undefined;
}

/** What is left of a round without the question whether there was a row: IF done THEN LEAVE, or IF NOT done THEN what is done. */
function roundOf(
  condition: Expression,
  then: readonly Statement[],
  otherwise: readonly Statement[],
  others: readonly Statement[],
): readonly Statement[] | undefined {
  const isNegated = condition.kind === "call" && condition.name === "not";
  if (isNegated) return otherwise.every(leaves) && others.length === 0 ? then : undefined;
  const isEnd = then.length === 1 && then[0]?.verb === "LEAVE";
  return isEnd ? [...otherwise, ...others] : undefined;
}

/** Whether a loop may end, or go on, within a statement. */
function leaves(statement: Statement): boolean {
  switch (statement.kind) {
    case "block":
      return statement.body.some(leaves);
    case "if":
      return [...statement.branches.flatMap(({ body }) => body), ...statement.otherwise].some(leaves);
    default:
      return statement.verb === "LEAVE" || statement.verb === "ITERATE" || statement.verb === "FETCH";
  }
}
