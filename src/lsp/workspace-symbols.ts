// Tables and columns by a part of their name. In: the schema that all migrations leave. Out: symbols with where they were born.

import { type SymbolInformation, SymbolKind } from "vscode-languageserver/node";
import type { Snapshot } from "../project/session.js";
import { isWritten, locationOf } from "./places.js";

const most = 500;

/** The letters of the query in their order, whatever stands between them: as editors filter themselves. */
export function findSymbols({ history }: Snapshot, query: string, cwd: string): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  for (const table of history.final.tables) {
    if (found.length >= most) break;
    if (isWritten(table.bornAt) && isLike(table.name, query))
      found.push({ name: table.name, kind: SymbolKind.Class, location: locationOf(table.bornAt, cwd) });
    for (const { name, bornAt } of table.columns)
      if (isWritten(bornAt) && isLike(name, query))
        found.push({
          name,
          kind: SymbolKind.Field,
          location: locationOf(bornAt, cwd),
          containerName: table.name,
        });
  }
  return found.slice(0, most);
}

function isLike(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
