// The query in the definition of a view. In: the statement. Out: the query.

const beginning = /\bAS\s*(?=[(]|\b(?:SELECT|WITH|VALUES|TABLE)\b)/i;
const ending = /\s*(?:\bWITH\s+(?:(?:CASCADED|LOCAL)\s+)?CHECK\s+OPTION|\bWITH\s+(?:NO\s+)?DATA)?\s*;?\s*$/i;

/** Without CHECK OPTION, WITH DATA and semicolon; nothing where there is no query to be seen. */
export function queryOf(definition: string): string | undefined {
  const found = beginning.exec(definition);
  return found ? definition.slice(found.index + found[0].length).replace(ending, "") : undefined;
}

/** It ends with its session. */
export function isTemporaryView(definition: string): boolean {
  return /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL)\s+)?TEMP(?:ORARY)?\b/i.test(definition);
}
