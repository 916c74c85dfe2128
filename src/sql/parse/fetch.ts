// Cursors of routines: what FETCH reads into, and the query that a cursor is declared for. In: a cursor over the tokens of a routine. Out: names,
// a query; nothing where either has another form.

import type { QueryExpression } from "../expression.js";
import type { Statement } from "../statement.js";
import { Cursor } from "./cursor.js";
import { readQuery } from "./expression.js";

export interface Fetch {
  readonly name: string;
  readonly variables: readonly string[];
}

/** FETCH [[NEXT] FROM] cursor INTO variable, …. `start`: a token at or before the statement. */
export function readFetch(
  around: Cursor,
  start: number,
  { location: { range } }: Statement,
): Fetch | undefined {
  const { tokens, file, dialect, at } = around;
  const cursor = new Cursor(tokens, file, dialect, start, at);
  while (!cursor.done && cursor.here().start < range.start) cursor.at++;
  cursor.accept("FETCH");
  cursor.accept("NEXT");
  cursor.acceptAny(["FROM", "IN"]);
  const name = cursor.name()?.text.toLowerCase();
  if (name === undefined || !cursor.accept("INTO")) return undefined;
  const variables: string[] = [];
  do variables.push(cursor.name()?.text.toLowerCase() ?? "");
  while (cursor.acceptMark(","));
  return { name, variables };
}

/** Further before its loop no cursor is looked for: with thousands of loops, each would pass over all that is before it. */
const farthest = 20_000;

/** DECLARE name CURSOR FOR SELECT …, and PL/pgSQL's name CURSOR IS SELECT …, in what stands before the token `start`. */
export function readDeclaredQuery(around: Cursor, start: number, name: string): QueryExpression | undefined {
  const { tokens, file, dialect } = around;
  const cursor = new Cursor(tokens, file, dialect, Math.max(around.first, start - farthest), start);
  for (; !cursor.done; cursor.at++) {
    if (cursor.text().toLowerCase() !== name) continue;
    const ahead = cursor.is("SCROLL", 1) ? 2 : cursor.is("NO", 1) && cursor.is("SCROLL", 2) ? 3 : 1;
    if (!cursor.is("CURSOR", ahead)) continue;
    cursor.at += ahead + 1;
    if (!cursor.acceptAny(["FOR", "IS"]) || !cursor.is("SELECT")) return undefined;
    const first = cursor.at;
    while (!cursor.done && !cursor.isMark(";")) cursor.at++;
    return readQuery(new Cursor(tokens, file, dialect, first, cursor.at));
  }
  return undefined;
}
