// The query of a view, as the catalogs have it. In: a view of the model. Out: a value whose words are known, not how the server writes it.

import type { Dialect } from "../../sql/definition.js";
import type { NamedObject } from "../model.js";
import { queryOf } from "../view-text.js";
import { rewrittenValue, unknownValue, type Value } from "./value.js";

/** PostgreSQL has a semicolon behind it (18 manual 53.33, tried). */
export function viewQuery({ definition, alteration }: NamedObject, dialect: Dialect): Value {
  if (!definition || alteration) return unknownValue("unresolved");
  const { file, range, text = file.text.slice(range.start, range.end) } = definition;
  const query = queryOf(text);
  if (query === undefined) return unknownValue("unresolved");
  return rewrittenValue(dialect === "postgresql" ? `${query};` : query);
}
