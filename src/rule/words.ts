// Names as words: `tenantId`, `tenant_id` and `TENANT_ID` are the same two. In: a name. Out: its words in lower case.

const cache = new Map<string, readonly string[]>();

/** `isActive` → is, active · `APIKey2` → api, key2 · `tenant_id` → tenant, id. */
export function wordsOf(name: string): readonly string[] {
  const known = cache.get(name);
  if (known) return known;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9\u0080-\uffff]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  if (cache.size > 50_000) cache.clear();
  cache.set(name, words);
  return words;
}

/** One text for all spellings of a name. */
export function foldWords(name: string): string {
  return wordsOf(name).join(" ");
}
