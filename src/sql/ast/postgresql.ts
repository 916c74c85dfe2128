// The full parser of PostgreSQL: its own grammar, as WASM. In: a text. Out: its verdict.

import { loadModule, parseSync, type SqlError } from "libpg-query";
import type { Verdict } from "../ast.js";

export async function loadPostgresql(): Promise<(text: string) => Verdict> {
  await loadModule();
  return parsePostgresql;
}

function parsePostgresql(text: string): Verdict {
  // The parser calls an empty text a fault of its caller.
  if (text.trim() === "") return { accepted: true };
  try {
    return { accepted: true, ast: parseSync(text).stmts?.[0]?.stmt };
  } catch (error) {
    const { message, sqlDetails } = error as SqlError;
    if (!sqlDetails) return { accepted: true };
    return { accepted: false, at: unitsOf(text, sqlDetails.cursorPosition), message };
  }
}

/** UTF-16 units of a number of characters. */
function unitsOf(text: string, characters: number): number {
  if (characters < 0) return text.length;
  let units = 0;
  for (let left = characters; left > 0 && units < text.length; left--) {
    units += (text.codePointAt(units) as number) > 0xffff ? 2 : 1;
  }
  return units;
}
