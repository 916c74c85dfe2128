// The query in the definition of a view. In: the statement. Out: the query.

const beginning = /\bAS\s*(?=[(]|\b(?:SELECT|WITH|VALUES|TABLE)\b)/i;
const option = /\bWITH\s+(?:(?:(?:CASCADED|LOCAL)\s+)?CHECK\s+OPTION|(?:NO\s+)?DATA)$/i;
const longestOption = 100;

/** Without CHECK OPTION, WITH DATA and semicolon; nothing where there is no query to be seen. */
export function queryOf(definition: string): string | undefined {
  const found = beginning.exec(definition);
  if (!found) return undefined;
  const query = definition
    .slice(found.index + found[0].length)
    .trimEnd()
    .replace(/;$/, "")
    .trimEnd();
  const tail = option.exec(query.slice(-longestOption));
  return tail ? query.slice(0, -tail[0].length).trimEnd() : query;
}

/** It ends with its session. */
export function isTemporaryView(definition: string): boolean {
  return /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL)\s+)?TEMP(?:ORARY)?\b/i.test(definition);
}
