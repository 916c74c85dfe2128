// The query of a view, as the catalogs have it. In: a view of the model. Out: a value whose words are known, not how the server writes it.

import type { Dialect } from "../../sql/definition.js";
import type { NamedObject } from "../model.js";
import { rewrittenValue, unknownValue, type Value } from "./value.js";

const beginning = /\bAS\s*(?=[(]|\b(?:SELECT|WITH|VALUES|TABLE)\b)/i;
const ending = /\s*(?:\bWITH\s+(?:(?:CASCADED|LOCAL)\s+)?CHECK\s+OPTION|\bWITH\s+(?:NO\s+)?DATA)?\s*;?\s*$/i;

/** PostgreSQL has a semicolon behind it (18 manual 53.33, tried). */
export function viewQuery({ definition, alteration }: NamedObject, dialect: Dialect): Value {
  if (!definition || alteration) return unknownValue("unresolved");
  const { file, range, text = file.text.slice(range.start, range.end) } = definition;
  const found = beginning.exec(text);
  if (!found) return unknownValue("unresolved");
  const query = text.slice(found.index + found[0].length).replace(ending, "");
  return rewrittenValue(dialect === "postgresql" ? `${query};` : query);
}
