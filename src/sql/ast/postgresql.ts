// The full parser of PostgreSQL: its own grammar, as WASM. In: a text. Out: its verdict.

import { loadModule, normalizeSync, parseSync, type SqlError } from "libpg-query";
import type { AstParser, Verdict } from "../ast.js";

export async function loadPostgresql(): Promise<Pick<AstParser, "parse" | "check">> {
  await loadModule();
  return { parse: parsePostgresql, check: checkPostgresql };
}

/** Normalising parses as well, and hands no tree over; where a statement is wrong only parsing tells. */
function checkPostgresql(text: string): Verdict {
  try {
    if (text.trim() !== "") normalizeSync(text);
    return { accepted: true };
  } catch {
    return parsePostgresql(text);
  }
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
