// The few expressions that decide what dynamic DDL does. In: nothing. Out: types. Everything else is `unknown`.

import type { Range } from "../text/source-file.js";
import type { ObjectName } from "./definition.js";

interface ExpressionBase {
  readonly range: Range;
}

/** `segments` say where each stretch of the value stands in the file, so that SQL inside a string keeps its places. */
export interface StringExpression extends ExpressionBase {
  readonly kind: "string";
  readonly value: string;
  readonly segments: readonly Segment[];
}

/** `length` units of a value, from `inner` on, stand in the file from `outer` on. */
export interface Segment {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
}

export interface NumberExpression extends ExpressionBase {
  readonly kind: "number";
  readonly value: number;
}

export interface NullExpression extends ExpressionBase {
  readonly kind: "null";
}

/** `@x`, a parameter, a local variable. */
export interface VariableExpression extends ExpressionBase {
  readonly kind: "variable";
  readonly name: string;
}

/** A column of the query that it stands in; the last part of a dotted name. */
export interface ColumnExpression extends ExpressionBase {
  readonly kind: "column";
  readonly name: string;
  /** The part before it, in lower case: a table, a record, a block. */
  readonly qualifier?: string;
}

/** A function or an operator, by its name in lower case: `if`, `concat`, `=`, `and`, `not`, `in`, `like`, `is null`, `case` (condition, value, …, else). */
export interface CallExpression extends ExpressionBase {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** A query over the catalog or over data. `select` is what it gives; `count(*)` is a call `count`. */
export interface QueryExpression extends ExpressionBase {
  readonly kind: "query";
  readonly exists: boolean;
  readonly select: readonly Expression[];
  /** The names that it gives to what is selected, by place, in lower case; missing where it names nothing. */
  readonly aliases?: readonly (string | undefined)[];
  readonly from: readonly QuerySource[];
  readonly where?: Expression;
  /** More than a plain SELECT … FROM … WHERE: joins, grouping, unions, limits other than 1. */
  readonly complex: boolean;
  /** FROM has more than is told: a query in parentheses, a join of another kind. */
  readonly partial?: boolean;
}

/** A table that a query reads. */
export interface QuerySource {
  readonly table: ObjectName;
  /** By what its columns are qualified, in lower case: its alias, or its name. */
  readonly label: string;
  /** Joined so that the rows before it stay where none of its own fits. */
  readonly outer?: boolean;
  /** Which of its rows fit those before it; missing where all do. */
  readonly on?: Expression;
  /** Columns, in lower case, that are equal to those of the tables before it. */
  readonly using?: readonly string[];
  /** `unnest(…)`: a row for each value of a list. */
  readonly list?: UnnestedList;
}

export interface UnnestedList {
  readonly values: Expression;
  /** What the value is called, and where there is one the number of the row, in lower case. */
  readonly columns: readonly string[];
}

/** Not one of the above. */
export interface UnknownExpression extends ExpressionBase {
  readonly kind: "unknown";
}

export type Expression =
  | StringExpression
  | NumberExpression
  | NullExpression
  | VariableExpression
  | ColumnExpression
  | CallExpression
  | QueryExpression
  | UnknownExpression;
