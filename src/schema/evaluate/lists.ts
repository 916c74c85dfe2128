// Lists: ARRAY[…] and columns of the catalogs that are lists of numbers. In: an expression, the rows at hand. Out: what is in the list.

import type { Expression } from "../../sql/expression.js";
import { type EvaluationContext, ownerOf } from "./context.js";
import { type Cell, isList } from "./row.js";

/** The numbers of a column that is a list. */
export function listIn(list: Expression, { bindings }: EvaluationContext): readonly number[] | undefined {
  if (list.kind !== "column") return undefined;
  const name = list.name.toLowerCase();
  const cell = bindings && ownerOf(bindings, name, list.qualifier)?.row[name];
  return isList(cell) ? cell : undefined;
}

/** What unnest() makes rows of; nothing where the list is not known. */
export function cellsOfList(list: Expression, context: EvaluationContext): readonly Cell[] | undefined {
  if (list.kind !== "call" || list.name !== "array") return listIn(list, context);
  return list.arguments.map((one) => context.evaluate(one, context));
}
