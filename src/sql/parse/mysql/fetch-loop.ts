// Loops of MySQL and MariaDB over rows of the catalogs: DECLARE c CURSOR FOR SELECT … FROM information_schema.…, and a loop that fetches from
// it until nothing is left. In: the loop's statements, the tokens before it. Out: the rows and what is done with each; nothing, where a loop
// has another form, or rows of tables decide.

import { isCatalogTable } from "../../catalog.js";
import type { Expression, QueryExpression } from "../../expression.js";
import type { RowSource, Statement } from "../../statement.js";
import { Cursor } from "../cursor.js";
import { readQuery } from "../expression.js";

export interface FetchLoop {
  readonly rows: RowSource;
  readonly body: readonly Statement[];
}

/** Further before its loop no cursor is looked for: with thousands of loops, each would pass over all that is before it. */
const farthest = 20_000;

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
  const { tokens, file, dialect, at } = cursor;
  const fetched = readFetch(new Cursor(tokens, file, dialect, start, at), fetch);
  const first = Math.max(cursor.first, start - farthest);
  const query = fetched && readDeclaredQuery(new Cursor(tokens, file, dialect, first, start), fetched.name);
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

/** FETCH [[NEXT] FROM] cursor INTO variable, …. */
function readFetch(
  cursor: Cursor,
  { location: { range } }: Statement,
): { readonly name: string; readonly variables: readonly string[] } | undefined {
  while (!cursor.done && cursor.here().start < range.start) cursor.at++;
  cursor.accept("FETCH");
  cursor.accept("NEXT");
  cursor.accept("FROM");
  const name = cursor.name()?.text.toLowerCase();
  if (name === undefined || !cursor.accept("INTO")) return undefined;
  const variables: string[] = [];
  do variables.push(cursor.name()?.text.toLowerCase() ?? "");
  while (cursor.acceptMark(","));
  return { name, variables };
}

function readDeclaredQuery(cursor: Cursor, name: string): QueryExpression | undefined {
  const { tokens, file, dialect } = cursor;
  for (; !cursor.done; cursor.at++) {
    if (!cursor.is("DECLARE") || cursor.text(1).toLowerCase() !== name || !cursor.is("CURSOR", 2)) continue;
    cursor.at += 3;
    if (!cursor.accept("FOR", "SELECT")) return undefined;
    const start = cursor.at - 1;
    while (!cursor.done && !cursor.isMark(";")) cursor.at++;
    return readQuery(new Cursor(tokens, file, dialect, start, cursor.at));
  }
  return undefined;
}
