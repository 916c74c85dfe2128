// Loops of PL/pgSQL over rows of the catalog: FOR r IN SELECT … FROM pg_tables. In: a cursor at the word that begins the loop. Out: the
// variables and the query; nothing, where rows of tables decide, or SQL that is put together. The cursor stays where it is.

import { isCatalogTable } from "../../catalog.js";
import type { RowSource } from "../../statement.js";
import { Cursor } from "../cursor.js";
import { readQuery } from "../expression.js";
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
  const isBracketed = cursor.acceptMark("(");
  if (!cursor.is("SELECT")) return undefined;
  const start = cursor.at;
  stopsBefore(cursor, ["LOOP"]);
  const end = isBracketed ? cursor.at - 1 : cursor.at;
  const query = readQuery(new Cursor(cursor.tokens, cursor.file, cursor.dialect, start, end));
  return query.from.some(({ table }) => isCatalogTable(table)) ? { variables, query } : undefined;
}
