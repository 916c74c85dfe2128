// Loops of PL/pgSQL over rows of the catalog: FOR r IN SELECT … FROM pg_tables, FOR r IN a_cursor, and LOOP FETCH … EXIT WHEN NOT FOUND.
// In: a cursor at or behind the loop. Out: the variables, the query, what is done with each row; nothing, where rows of tables decide, or SQL
// that is put together. The cursor stays where it is.

import { isCatalogTable } from "../../catalog.js";
import type { QueryExpression } from "../../expression.js";
import type { RowSource, Statement } from "../../statement.js";
import { Cursor } from "../cursor.js";
import { readQuery } from "../expression.js";
import { readDeclaredQuery, readFetch } from "../fetch.js";
import { stopsBefore } from "./plpgsql-expression.js";

export function readRowSource(cursor: Cursor): RowSource | undefined {
  const start = cursor.at;
  const source = readHead(cursor);
  cursor.at = start;
  return source;
}

function readHead(cursor: Cursor): RowSource | undefined {
  if (!cursor.accept("FOR")) return undefined;
  const variables: string[] = [];
  do {
    const name = cursor.name();
    if (!name) return undefined;
    variables.push(name.text.toLowerCase());
  } while (cursor.acceptMark(","));
  if (!cursor.accept("IN")) return undefined;
  if (cursor.is("LOOP", 1)) {
    const query = readDeclaredQuery(cursor, cursor.at, cursor.text().toLowerCase());
    return query && overCatalog(variables, query);
  }
  const isBracketed = cursor.acceptMark("(");
  if (!cursor.is("SELECT")) return undefined;
  const start = cursor.at;
  stopsBefore(cursor, ["LOOP"]);
  const end = isBracketed ? cursor.at - 1 : cursor.at;
  const query = readQuery(new Cursor(cursor.tokens, cursor.file, cursor.dialect, start, end));
  return overCatalog(variables, query);
}

function overCatalog(variables: readonly string[], query: QueryExpression): RowSource | undefined {
  return query.from.some(({ table }) => isCatalogTable(table)) ? { variables, query } : undefined;
}

/** `cursor` stands behind the loop, which begins at the token `start` and does these statements. */
export function readFetchLoop(
  cursor: Cursor,
  start: number,
  [fetch, end, ...body]: readonly Statement[],
): { readonly rows: RowSource; readonly body: readonly Statement[] } | undefined {
  if (fetch?.verb !== "FETCH" || !end || !endsWithoutRow(end)) return undefined;
  const fetched = readFetch(cursor, start, fetch);
  const query = fetched && readDeclaredQuery(cursor, start, fetched.name);
  const rows = query && overCatalog(fetched.variables, query);
  return rows && { rows, body };
}

/** EXIT WHEN NOT FOUND, or IF NOT FOUND THEN EXIT. */
function endsWithoutRow({ kind, location: { file, range } }: Statement): boolean {
  if (kind !== "session" && kind !== "if") return false;
  const text = file.text.slice(range.start, range.end);
  return /^(?:exit\s+when\s+not\s+found|if\s+not\s+found\s+then\s+exit\s*;\s*end\s+if)\s*;?\s*$/i.test(text);
}
