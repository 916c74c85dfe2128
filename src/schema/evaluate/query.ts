// Queries over the catalog, answered from the model, and over data, which no model knows. In: a query. Out: a value.

import { isCatalogTable } from "../../sql/catalog.js";
import type { Expression, QueryExpression, QuerySource } from "../../sql/expression.js";
import type { Guard } from "../history.js";
import { concatenate } from "./concatenate.js";
import { type Binding, type EvaluationContext, withBindings, withRows } from "./context.js";
import { cellValue } from "./row.js";
import { bareName, type Rows, selectRows } from "./select.js";
import {
  change,
  inheriting,
  nullValue,
  numberValue,
  textOf,
  textValue,
  truthOf,
  truthValue,
  unknownValue,
  type Value,
} from "./value.js";
import { viewQuery } from "./views.js";

/** MySQL 8.4 manual 15.2.13: a table that stands for none. */
function isDual({ table: { name, schema } }: QuerySource): boolean {
  return !schema && name.text.toUpperCase() === "DUAL";
}

export function evaluateQuery(query: QueryExpression, context: EvaluationContext): Value {
  if (query.from.every(isDual)) return evaluateBare(query, context);
  if (!query.from.some(({ table }) => isCatalogTable(table))) return unknownValue("data");
  const found = isGrouped(query, context) ? undefined : selectRows(query, context);
  return withQuery(found ? answer(query, found, context) : unknownValue("unresolved"), query, context);
}

/** What a round of a loop finds: its values by their places, and by the names of their columns, in lower case. */
export interface Round {
  readonly values: readonly Value[];
  readonly fields: ReadonlyMap<string, Value>;
}

/** The rows of a query over the catalog, each once; `mayBeMore` where some are not known. Nothing where it cannot be answered. */
export function evaluateRows(
  query: QueryExpression,
  context: EvaluationContext,
): { readonly rounds: readonly Round[]; readonly mayBeMore: boolean } | undefined {
  if (isGrouped(query, context) || isLimited(query, context) || query.select.some(hasAggregate))
    return undefined;
  const found = selectRows(query, context, { everyTable: true });
  if (!found) return undefined;
  const rounds = new Map<string, Round>();
  for (const row of found.rows) {
    const round = roundOf(query, row, context);
    // A join with what makes several rows of one: the second round would find done what the first did.
    const key = JSON.stringify([...round.values.map(textOf), ...[...round.fields.values()].map(textOf)]);
    if (!rounds.has(key)) rounds.set(key, round);
  }
  return { rounds: [...rounds.values()], mayBeMore: found.mayBeMore !== undefined };
}

/** Which rows come first is not known. */
function isLimited({ range }: QueryExpression, { file }: EvaluationContext): boolean {
  return /\b(limit|offset|fetch)\b/i.test(file.text.slice(range.start, range.end));
}

function isStar({ kind, range }: Expression, { file }: EvaluationContext): boolean {
  return kind === "unknown" && file.text[range.start] === "*";
}

function roundOf(
  { select, aliases }: QueryExpression,
  row: readonly Binding[],
  outside: EvaluationContext,
): Round {
  const context = withBindings(outside, [...row, ...(outside.bindings ?? [])]);
  const fields = new Map<string, Value>();
  const values = select.map((expression, at) => {
    if (isStar(expression, context))
      for (const one of row) for (const column of one.columns) fields.set(column, cellValue(one.row[column]));
    const value = context.evaluate(expression, context);
    const name =
      aliases?.[at] ??
      (expression.kind === "column" || expression.kind === "call" ? expression.name : undefined);
    if (name !== undefined) fields.set(name.toLowerCase(), value);
    return value;
  });
  return { values, fields };
}

function evaluateBare(query: QueryExpression, context: EvaluationContext): Value {
  const [first] = query.select;
  if (query.complex || query.partial || !first) return unknownValue("unresolved");
  const where = query.where && context.evaluate(query.where, context);
  if (!where) return query.exists ? numberValue(1) : context.evaluate(first, context);
  const truth = truthOf(where, context.schema.dialect);
  if (query.exists) return truthValue(truth, where);
  if (truth === undefined) return inheriting(unknownValue("unresolved"), [where]);
  return inheriting(truth ? context.evaluate(first, context) : nullValue, [where]);
}

/** GROUP BY, HAVING and UNION are beyond this. */
function isGrouped(query: QueryExpression, context: EvaluationContext): boolean {
  const text = context.file.text.slice(query.range.start, query.range.end);
  return query.complex && /\b(group\s+by|having|union)\b/i.test(text);
}

const aggregates = new Set(["count", "max", "min", "group_concat", "string_agg", "array_agg"]);

function answer(query: QueryExpression, { rows, mayBeMore }: Rows, context: EvaluationContext): Value {
  if (query.exists)
    return rows.length > 0 || !mayBeMore ? numberValue(rows.length > 0 ? 1 : 0) : unknownValue(mayBeMore);
  const [select] = query.select;
  if (!select) return unknownValue("unresolved");
  if (hasAggregate(select)) return context.evaluate(select, withRows(context, rows, mayBeMore));
  const [row] = rows;
  if (row) return context.evaluate(select, withBindings(context, [...row, ...(context.bindings ?? [])]));
  return mayBeMore ? unknownValue(mayBeMore) : nullValue;
}

function hasAggregate(expression: Expression): boolean {
  return (
    expression.kind === "call" && (aggregates.has(expression.name) || expression.arguments.some(hasAggregate))
  );
}

/** COUNT and its like over the rows at hand. */
export function evaluateAggregate(
  name: string,
  args: readonly Expression[],
  context: EvaluationContext,
): Value | undefined {
  const { rows = [], bindings = [], mayBeMore } = context;
  if (!aggregates.has(name)) return undefined;
  const [argument] = args;
  const values = rows.map((row) =>
    argument && argument.kind !== "unknown"
      ? context.evaluate(argument, withBindings(context, [...row, ...bindings]))
      : numberValue(1),
  );
  const present = values.filter(({ kind }) => kind !== "null");
  if (name === "count")
    return mayBeMore ? unknownValue(mayBeMore, present.length) : numberValue(present.length);
  if (mayBeMore) return unknownValue(mayBeMore);
  if (present.length === 0) return nullValue;
  if (name === "max" || name === "min")
    return present.length === 1 ? (present[0] as Value) : unknownValue("unresolved");
  const separator = name === "string_agg" && args[1] ? context.evaluate(args[1], context) : textValue(",");
  return concatenate(present.flatMap((value, at) => (at === 0 ? [value] : [separator, value])));
}

/** The value knows that the catalog was asked; a text that came out of it is there only because the catalog has it. */
function withQuery(value: Value, query: QueryExpression, context: EvaluationContext): Value {
  if (value.kind !== "text") return change(value, { asked: "catalog" });
  const at = { file: context.file, range: query.range };
  const guard: Guard = { kind: "catalog", at, taken: true };
  return change(value, { asked: "catalog", guards: [...value.guards, guard] });
}

/** `public.users`, as regclass takes it. */
function partsOfName(text: string): readonly [name: string, schema: string | undefined] {
  const qualifier = text.includes(".") ? bareName(text.split(".")[0] ?? "") : undefined;
  return [bareName(text), qualifier === "public" ? undefined : qualifier];
}

/** The query of a view: pg_get_viewdef('public.users'). */
export function viewNamed(text: string, { schema }: EvaluationContext): Value {
  const view = schema.object("view", ...partsOfName(text));
  return change(view ? viewQuery(view, schema.dialect) : unknownValue("catalog"), { asked: "catalog" });
}

/** Whether a relation is known by its name to exist: to_regclass('public.users'). */
export function relationNamed(text: string, context: EvaluationContext): Value {
  const { schema } = context;
  const [name, own] = partsOfName(text);
  if (schema.table(name, own) || schema.object("view", name, own) || schema.object("sequence", name, own))
    return change(textValue(name), { asked: "catalog" });
  const isIndex = schema.tables.some(
    (table) => table.schema === own && table.indexes.some((index) => index.name === name),
  );
  if (isIndex) return change(textValue(name), { asked: "catalog" });
  return schema.isAccountedFor(name) ? change(nullValue, { asked: "catalog" }) : unknownValue("catalog");
}
