// Names as words: `tenantId`, `tenant_id` and `TENANT_ID` are the same two. In: a name. Out: its words in lower case.

import type { Location } from "../text/source-file.js";

const cache = new Map<string, readonly string[]>();

/** `isActive` → is, active · `APIKey2` → api, key2 · `tenant_id` → tenant, id. */
export function wordsOf(name: string): readonly string[] {
  const known = cache.get(name);
  if (known) return known;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .split(/[^A-Za-z0-9\u0080-\uffff]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  if (cache.size > 50_000) cache.clear();
  cache.set(name, words);
  return words;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const longestInSentence = 60;

/** SQL inside a sentence: on one line, and cut where it is long. */
export function briefSql(text: string): string {
  const folded = text.replace(/\s+/g, " ").trim();
  return folded.length <= longestInSentence ? folded : `${folded.slice(0, longestInSentence - 1).trimEnd()}…`;
}

/** One text for all spellings of a name. */
export function foldWords(name: string): string {
  return wordsOf(name).join(" ");
}

/**
 * The name of a table or column as its author wrote it. PostgreSQL folds `tenantId` to `tenantid`, which loses the words; they
 * still stand where the name was decided.
 */
export function spellingOf(thing: { readonly name: string; at(): Location }): string {
  const { file, range } = thing.at();
  const written =
    range.end - range.start === thing.name.length ? file.text.slice(range.start, range.end) : "";
  return written.toLowerCase() === thing.name ? written : thing.name;
}
