// What an object of the model was created with. In: the object. Out: SQL.

import type { NamedObject } from "../schema/model.js";
import type { SchemaContext } from "./reporter.js";

/** The statement that created it, where it is known. */
export function definitionText(
  { definition, place }: NamedObject,
  { statementAt }: SchemaContext,
): string | undefined {
  return definition?.text ?? statementAt(definition ?? place);
}
