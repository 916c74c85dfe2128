// What an expression may look at. In: nothing. Out: a type, and contexts made of others.

import type { Expression } from "../../sql/expression.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Moment } from "../timeline/moment.js";
import type { Effort } from "./effort.js";
import type { Row } from "./row.js";
import type { Scope } from "./scope.js";
import type { Value } from "./value.js";

export interface EvaluationContext {
  readonly schema: Moment;
  /** The file that the expression stands in. */
  readonly file: SourceFile;
  readonly variables: Scope;
  readonly effort: Effort;
  /** The interpreter itself: a query's conditions are expressions, and an expression may hold a query. */
  readonly evaluate: (expression: Expression, context: EvaluationContext) => Value;
  /** The row of the query around it. */
  readonly row?: Row;
  /** The columns of that row: other names are variables. */
  readonly columns?: ReadonlySet<string>;
  /** All rows of the query around it, for COUNT and its like. */
  readonly rows?: readonly Row[];
  readonly mayBeMore?: boolean;
}

export function withRow(
  { schema, file, variables, effort, evaluate }: EvaluationContext,
  row: Row,
  columns: ReadonlySet<string>,
): EvaluationContext {
  return { schema, file, variables, effort, evaluate, row, columns };
}

export function withRows(
  { schema, file, variables, effort, evaluate }: EvaluationContext,
  rows: readonly Row[],
  columns: ReadonlySet<string>,
  mayBeMore: boolean,
): EvaluationContext {
  return { schema, file, variables, effort, evaluate, rows, columns, mayBeMore };
}
