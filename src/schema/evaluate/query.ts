// Queries over the catalog, answered from the model, and over data, which no model knows. In: a query. Out: a value.

import type { Expression, QueryExpression } from "../../sql/expression.js";
import type { Guard } from "../history.js";
import type { Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { type EvaluationContext, withRow, withRows } from "./context.js";
import { isKnownPart, type Relation, relations } from "./relations.js";
import { type Cell, type Row, schemaName } from "./row.js";
import {
  change,
  concatenate,
  inheriting,
  nameValue,
  nullValue,
  numberValue,
  textOf,
  textValue,
  truthOf,
  truthValue,
  unknownValue,
  type Value,
} from "./value.js";

const catalogSchemas = new Set(["information_schema", "pg_catalog", "performance_schema", "mysql", "sys"]);

/** Whether a query asks what exists, and not for rows. */
function asksCatalog(query: QueryExpression): boolean {
  return query.from.some(({ schema, name }) =>
    schema ? catalogSchemas.has(schema.text.toLowerCase()) : name.text.toLowerCase().startsWith("pg_"),
  );
}

/** MySQL 8.4 manual 15.2.13: a table that stands for none. */
function isDual({ name, schema }: QueryExpression["from"][number]): boolean {
  return !schema && name.text.toUpperCase() === "DUAL";
}

export function evaluateQuery(query: QueryExpression, context: EvaluationContext): Value {
  if (query.from.every(isDual)) return evaluateBare(query, context);
  if (!asksCatalog(query)) return unknownValue("data");
  const relation = relationOf(query);
  if (!relation || isGrouped(query, context)) return unknownValue("catalog");
  const rows = selectRows(query, relation, context);
  return withQuery(answer(query, rows, relation.columns, context), query, context);
}

function evaluateBare(query: QueryExpression, context: EvaluationContext): Value {
  const [first] = query.select;
  if (query.complex || !first) return unknownValue("unresolved");
  const where = query.where && context.evaluate(query.where, context);
  if (!where) return query.exists ? numberValue(1) : context.evaluate(first, context);
  const truth = truthOf(where, context.schema.dialect);
  if (query.exists) return truthValue(truth, where);
  if (truth === undefined) return inheriting(unknownValue("unresolved"), [where]);
  return inheriting(truth ? context.evaluate(first, context) : nullValue, [where]);
}

/** GROUP BY, HAVING and UNION are beyond this; joins are answered by rows that have both sides' columns. */
function isGrouped(query: QueryExpression, context: EvaluationContext): boolean {
  const text = context.file.text.slice(query.range.start, query.range.end);
  return query.complex && /\b(group\s+by|having|union)\b/i.test(text);
}

function columnsIn(expression: Expression | undefined, into: Set<string> = new Set()): Set<string> {
  if (expression?.kind === "column") into.add(expression.name.toLowerCase());
  else if (expression?.kind === "call") for (const one of expression.arguments) columnsIn(one, into);
  return into;
}

/** The plainest relation of that name that has every column the query speaks of. */
function relationOf(query: QueryExpression): Relation | undefined {
  const from = query.from[0]?.name.text.toLowerCase() ?? "";
  const columns = columnsIn(query.where);
  for (const one of query.select) columnsIn(one, columns);
  const candidates = relations.filter(({ names }) => names.includes(from));
  const fits = (relation: Relation) => [...columns].every((column) => relation.columns.has(column));
  return candidates.find(fits) ?? (query.complex ? relations.find(fits) : undefined) ?? candidates[0];
}

interface Rows {
  readonly rows: readonly Row[];
  /** Objects that the model does not know may be rows, too. */
  readonly mayBeMore: boolean;
}

function selectRows(query: QueryExpression, relation: Relation, context: EvaluationContext): Rows {
  const { schema } = context;
  const rows: Row[] = [];
  let mayBeMore = false;
  const take = (row: Row) => {
    context.effort.expressions--;
    const truth = query.where
      ? truthOf(context.evaluate(query.where, withRow(context, row, relation.columns)), schema.dialect)
      : true;
    if (truth) rows.push(row);
    else if (truth === undefined) mayBeMore = true;
  };
  const pinned = pinnedTexts(query.where, relation.tableColumns, context)?.map(bareName);
  const named = relation.part && pinnedTexts(query.where, relation.part.columns, context);
  const parts = named?.map(fold);
  for (const table of pinned ? tablesNamed(schema, pinned) : tablesWith(schema, relation, named)) {
    for (const row of relation.rowsOf?.(table, schema) ?? []) {
      // Most queries ask for one column of a table, or one key: the others need no look at the whole condition.
      if (!parts || relation.part?.columns.some((column) => mayBe((row as Row)[column], parts)))
        take(row as Row);
    }
  }
  for (const row of relation.rows?.(schema, ownNames(query.where, relation, context)) ?? []) take(row);
  const { further } = relation;
  for (const name of (further && pinnedTexts(query.where, [further.column], context)) ?? [])
    for (const row of further?.rowsNamed(name, schema) ?? []) take(row);
  for (const name of pinned ?? []) {
    const phantom = phantomRow(relation, name, schema);
    if (!phantom) continue;
    const truth = query.where
      ? truthOf(context.evaluate(query.where, withRow(context, phantom, relation.columns)), schema.dialect)
      : true;
    if (truth !== false) mayBeMore = true;
  }
  return { rows, mayBeMore };
}

/** The texts that the query asks for in one of these columns by `=` or IN; nothing where it asks for all. */
function pinnedTexts(
  where: Expression | undefined,
  columns: readonly string[],
  context: EvaluationContext,
): readonly string[] | undefined {
  if (where?.kind !== "call") return undefined;
  const [left, ...right] = where.arguments;
  if (where.name === "and") {
    return pinnedTexts(left, columns, context) ?? pinnedTexts(right[0], columns, context);
  }
  if (where.name === "or") {
    const both = where.arguments.map((one) => pinnedTexts(one, columns, context));
    return both.every((texts) => texts !== undefined) ? (both.flat() as string[]) : undefined;
  }
  if (where.name !== "=" && where.name !== "in") return undefined;
  const sides = left?.kind === "column" || where.name === "in" ? [left, right] : [right[0], [left]];
  const [column, values] = sides as [Expression | undefined, readonly (Expression | undefined)[]];
  if (column?.kind !== "column" || !columns.includes(column.name.toLowerCase())) return undefined;
  const texts = values.map((value) => value && textOf(context.evaluate(value, context)));
  return texts.every((text) => text !== undefined) ? (texts as string[]) : undefined;
}

/** Catalogs compare names with and without regard to case: here without, which loses none. */
function fold(text: string): string {
  return text.toLowerCase();
}

/** Whether a cell may equal one of the texts; of what is no text nobody knows. */
function mayBe(cell: Cell | undefined, texts: readonly string[]): boolean {
  return typeof cell !== "string" || texts.includes(fold(cell));
}

/** The name in `'public."Users"'`. */
function bareName(text: string): string {
  const last = text.split(".").at(-1) ?? text;
  return last.replace(/^"(.*)"$/, "$1");
}

function tablesNamed(schema: Moment, names: readonly string[]): Iterable<Table> {
  const found = new Set<Table>();
  for (const name of names) for (const table of schema.tablesNamed(name)) found.add(table);
  return found;
}

/** Names of indexes and constraints are known by their tables on PostgreSQL, where they are the schema's: nobody looks at all tables. */
function tablesWith(
  schema: Moment,
  { part }: Relation,
  named: readonly string[] | undefined,
): Iterable<Table> {
  const isFound = named && schema.dialect === "postgresql" && !part?.kinds.includes("column");
  return isFound ? schema.tablesWithKey(named) : schema.tables;
}

/** The names of objects that the query asks for. Nothing on MySQL and MariaDB, whose catalogs compare them without regard to case. */
function ownNames(
  where: Expression | undefined,
  { nameColumns }: Relation,
  context: EvaluationContext,
): readonly string[] | undefined {
  if (!nameColumns || context.schema.dialect !== "postgresql") return undefined;
  // What is cast to regclass has its schema and its quotes, a name as such has neither.
  return pinnedTexts(where, nameColumns, context)?.flatMap((text) => [text, bareName(text)]);
}

/** A row that stands for what a table of this name may have beyond the model; nothing where the model knows it all. */
function phantomRow(relation: Relation, name: string, schema: Moment): Row | undefined {
  const tables = schema.tablesNamed(name);
  const partial = tables.find((table) => table.knowledge !== "whole");
  if (!partial && (tables.length > 0 || schema.isAccountedFor(name))) return undefined;
  // That the table itself is there is known.
  if (partial && !relation.part) return undefined;
  const anything = nameValue("?", () => undefined);
  const own = schemaName(schema, partial?.schema);
  const row: Record<string, Cell> = {};
  for (const column of relation.columns)
    row[column] = /schema|nspname/.test(column) && !column.startsWith("referenced") ? own : anything;
  for (const column of relation.tableColumns) row[column] = name;
  const { part } = relation;
  if (part && partial) {
    const cell = nameValue("?", (text) => (isKnownPart(partial, part.kinds, text) ? false : undefined));
    for (const column of part.columns) row[column] = cell;
  }
  return row;
}

const aggregates = new Set(["count", "max", "min", "group_concat", "string_agg", "array_agg"]);

function answer(
  query: QueryExpression,
  { rows, mayBeMore }: Rows,
  columns: ReadonlySet<string>,
  context: EvaluationContext,
): Value {
  if (query.exists)
    return rows.length > 0 || !mayBeMore ? numberValue(rows.length > 0 ? 1 : 0) : unknownValue("catalog");
  const [select] = query.select;
  if (!select) return unknownValue("unresolved");
  if (hasAggregate(select)) return context.evaluate(select, withRows(context, rows, columns, mayBeMore));
  const [row] = rows;
  if (row) return context.evaluate(select, withRow(context, row, columns));
  return mayBeMore ? unknownValue("catalog") : nullValue;
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
  const { rows = [], columns = new Set(), mayBeMore = false } = context;
  if (!aggregates.has(name)) return undefined;
  const [argument] = args;
  const values = rows.map((row) =>
    argument && argument.kind !== "unknown"
      ? context.evaluate(argument, withRow(context, row, columns))
      : numberValue(1),
  );
  const present = values.filter(({ kind }) => kind !== "null");
  if (name === "count")
    return mayBeMore ? unknownValue("catalog", present.length) : numberValue(present.length);
  if (mayBeMore) return unknownValue("catalog");
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

/** Whether a relation is known by its name to exist: to_regclass('public.users'). */
export function relationNamed(text: string, context: EvaluationContext): Value {
  const { schema } = context;
  const name = bareName(text);
  const qualifier = text.includes(".") ? bareName(text.split(".")[0] ?? "") : undefined;
  const own = qualifier === "public" ? undefined : qualifier;
  if (schema.table(name, own) || schema.object("view", name, own) || schema.object("sequence", name, own))
    return change(textValue(name), { asked: "catalog" });
  const isIndex = schema.tables.some(
    (table) => table.schema === own && table.indexes.some((index) => index.name === name),
  );
  if (isIndex) return change(textValue(name), { asked: "catalog" });
  return schema.isAccountedFor(name) ? change(nullValue, { asked: "catalog" }) : unknownValue("catalog");
}
