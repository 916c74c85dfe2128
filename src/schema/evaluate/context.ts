// What an expression may look at. In: nothing. Out: a type, and contexts made of others.

import type { Expression } from "../../sql/expression.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Moment } from "../timeline/moment.js";
import type { Effort } from "./effort.js";
import type { Row } from "./row.js";
import type { Scope } from "./scope.js";
import type { Value } from "./value.js";

/** A row of one table of a query. */
export interface Binding {
  /** The table's alias or name, in lower case: columns are qualified by it. */
  readonly label: string;
  /** The catalog that it is a row of, in lower case. */
  readonly catalog: string;
  readonly row: Row;
  readonly columns: ReadonlySet<string>;
}

export interface EvaluationContext {
  readonly schema: Moment;
  /** The file that the expression stands in. */
  readonly file: SourceFile;
  readonly variables: Scope;
  readonly effort: Effort;
  /** The interpreter itself: a query's conditions are expressions, and an expression may hold a query. */
  readonly evaluate: (expression: Expression, context: EvaluationContext) => Value;
  /** The rows at hand, one a table, in the order of FROM; those of the queries around it behind them. */
  readonly bindings?: readonly Binding[];
  /** All rows of the query around it, for COUNT and its like. */
  readonly rows?: readonly (readonly Binding[])[];
  readonly mayBeMore?: "catalog" | "unresolved" | undefined;
}

export function withBindings(
  { schema, file, variables, effort, evaluate }: EvaluationContext,
  bindings: readonly Binding[],
): EvaluationContext {
  return { schema, file, variables, effort, evaluate, bindings };
}

export function withRows(
  { schema, file, variables, effort, evaluate, bindings }: EvaluationContext,
  rows: readonly (readonly Binding[])[],
  mayBeMore: EvaluationContext["mayBeMore"],
): EvaluationContext {
  return { schema, file, variables, effort, evaluate, bindings, rows, mayBeMore };
}

/** PostgreSQL's catalogs begin the names of their columns with a word of their own: such a name needs no qualifier. */
const homes: readonly (readonly [prefix: string, catalog: string])[] = [
  ["rel", "pg_class"],
  ["nsp", "pg_namespace"],
  ["att", "pg_attribute"],
  ["con", "pg_constraint"],
  ["typ", "pg_type"],
  ["enum", "pg_enum"],
  ["ind", "pg_index"],
  ["tg", "pg_trigger"],
  ["pro", "pg_proc"],
];

/** Whose column a name is, of the tables of a query; nothing where it is of none: a variable. */
export function ownerOf<Source extends Pick<Binding, "label" | "catalog" | "columns">>(
  sources: readonly Source[],
  name: string,
  qualifier: string | undefined,
): Source | undefined {
  if (qualifier !== undefined)
    return sources.find(({ label, columns }) => label === qualifier && columns.has(name));
  const having = sources.filter(({ columns }) => columns.has(name));
  if (having.length < 2) return having[0];
  const home = homes.find(([prefix]) => name.startsWith(prefix))?.[1];
  return having.find(({ catalog }) => catalog === home) ?? having[0];
}
