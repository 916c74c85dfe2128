// What a definition says that the model does not keep: a key that is dropped and added anew would lose it. In: keys of the model. Out: the
// words, as they stand in the text that states the key.

import type { ForeignKey, Index } from "../schema/model.js";

/** To the end of a clause in a statement, or of the string that it stands in. */
const clause = /[^,;')]*/y;
const actions = /\b(?:ON\s+(?:DELETE|UPDATE)\s+(?:CASCADE|RESTRICT|NO\s+ACTION|SET\s+(?:NULL|DEFAULT)))\b/gi;
const usual = /\b(?:MATCH\s+SIMPLE|NOT\s+DEFERRABLE|INITIALLY\s+IMMEDIATE)\b/gi;
const comment = /--[^\n]*|\/\*[\s\S]*?\*\//g;
/** Column names, a direction, a prefix length. */
const plainParts =
  /^(?:\s*(?:[\p{L}\p{N}_$]+|"[^"]+"|`[^`]+`)(?:\s*\(\d+\))?(?:\s+(?:ASC|DESC))?\s*(?:,|$))*$/iu;
const storage = /\b(?:WITH|TABLESPACE|NULLS|COLLATE)\b[^;']*/iy;

export function unkeptOfForeignKey(key: ForeignKey): string | undefined {
  const { file, range } = key.at("references");
  if (range.end < 0) return undefined;
  clause.lastIndex = range.end;
  const rest = clause.exec(file.text)?.[0] ?? "";
  // SET NULL (column) ends the clause at its parenthesis.
  const said = rest.replace(comment, " ").replace(actions, " ").replace(usual, " ").trim();
  return said === "" ? undefined : said.replace(/\s+/g, " ");
}

export function unkeptOfIndex(index: Index): string | undefined {
  const { file, range } = index.at("parts");
  if (range.end < 0 || index.inline) return undefined;
  const parts = file.text.slice(range.start, range.end).replace(comment, " ");
  if (!plainParts.test(parts.trim())) return parts.trim().replace(/\s+/g, " ");
  const behind = /\)\s*/y;
  behind.lastIndex = range.end;
  if (!behind.test(file.text)) return undefined;
  storage.lastIndex = behind.lastIndex;
  return storage.exec(file.text)?.[0].trim().replace(/\s+/g, " ");
}
