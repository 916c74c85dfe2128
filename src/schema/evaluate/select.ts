// The rows of a query over the catalogs, its joins included. In: a query, the schema of the moment. Out: rows, one of each table that FROM
// names, and whether there may be more: objects that the model does not know may be rows, too.

import type { Expression, QueryExpression, QuerySource, UnnestedList } from "../../sql/expression.js";
import type { Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { type Binding, type EvaluationContext, ownerOf, withBindings } from "./context.js";
import { cellsOfList } from "./lists.js";
import { isKnownPart, type Relation, relations } from "./relations.js";
import { type Cell, type Row, schemaName } from "./row.js";
import { isUnresolved, nameValue, textOf, truthOf } from "./value.js";

/** A table of FROM as the model answers for it. */
interface Source extends Pick<Binding, "label" | "catalog" | "columns"> {
  readonly relation: Relation;
  readonly outer: boolean;
  readonly list?: UnnestedList | undefined;
  /** What its own rows have to fit, those before it given. */
  readonly on: readonly Expression[];
  /** What the rows so far have to fit. */
  readonly where: Expression[];
}

export interface Rows {
  readonly rows: readonly (readonly Binding[])[];
  readonly mayBeMore?: Doubt | undefined;
}

/** Nothing where FROM names what is no catalog that the model answers for. `everyTable`: what tables may have that the model knows in part only counts as well where the query names no table. */
export function selectRows(
  query: QueryExpression,
  context: EvaluationContext,
  { everyTable = false } = {},
): Rows | undefined {
  const sources = sourcesOf(query);
  if (!sources) return undefined;
  const rows: (readonly Binding[])[] = [];
  let mayBeMore: Doubt | undefined;
  const around = context.bindings ?? [];

  const descend = (level: number, before: readonly Binding[], soFar: Fit): void => {
    const source = sources[level];
    if (!source) {
      if (soFar === true) rows.push(before);
      else if (soFar !== false) mayBeMore = weaker(mayBeMore, soFar);
      return;
    }
    const { label, catalog, columns } = source;
    const fitOf = (row: Row, conditions: readonly Expression[]): Fit =>
      holds(conditions, withBindings(context, [...before, { label, catalog, columns, row }, ...around]));
    const outside = withBindings(context, [...before, ...around]);
    let joined: Fit = false;
    const found = source.list ? rowsOfList(source.list, outside) : candidates(source, outside);
    if (!found) {
      mayBeMore = weaker(mayBeMore, "unresolved");
      return;
    }
    for (const row of found) {
      context.effort.expressions--;
      const own = fitOf(row, source.on);
      if (own === false) continue;
      if (joined !== true) joined = own;
      const fit = bothOf(soFar, bothOf(own, fitOf(row, source.where)));
      if (fit !== false) descend(level + 1, [...before, { label, catalog, columns, row }], fit);
    }
    for (const row of phantoms(source, outside, everyTable)) {
      if (fitOf(row, source.on) === false) continue;
      if (joined === false) joined = "catalog";
      if (fitOf(row, source.where) !== false) mayBeMore = weaker(mayBeMore, "catalog");
    }
    // A row of the tables before it that no row of this one fits stays, with NULL for its columns.
    const alone = source.outer && joined !== true ? fitOf({}, source.where) : false;
    const isAlone = joined === false ? true : joined;
    if (alone !== false)
      descend(
        level + 1,
        [...before, { label, catalog, columns, row: {} }],
        bothOf(soFar, bothOf(isAlone, alone)),
      );
  };
  descend(0, [], true);
  return { rows, mayBeMore };
}

/** `catalog`: objects that the model does not know decide it · `unresolved`: a condition is beyond this evaluation. */
type Doubt = "catalog" | "unresolved";
/** Whether a row fits conditions, or why nobody can tell. */
type Fit = boolean | Doubt;

function weaker(one: Doubt | undefined, other: Doubt): Doubt {
  return one === "unresolved" ? one : other;
}

function bothOf(one: Fit, other: Fit): Fit {
  if (one === false || other === true) return one;
  return one === true || other === false ? other : weaker(one, other);
}

function holds(conditions: readonly Expression[], context: EvaluationContext): Fit {
  let fit: Fit = true;
  for (const condition of conditions) {
    const value = context.evaluate(condition, context);
    const truth = truthOf(value, context.schema.dialect);
    if (truth === false) return false;
    if (truth === undefined) fit = bothOf(fit, isUnresolved(value) ? "unresolved" : "catalog");
  }
  return fit;
}

function sourcesOf({ from, where, partial }: QueryExpression): readonly Source[] | undefined {
  const sources: Source[] = [];
  if (partial) return undefined;
  for (const source of from) {
    const { label, table, outer = false } = source;
    const catalog = table.name.text.toLowerCase();
    const { list } = source;
    const relation = list ? noRelation : relations.find(({ names }) => names.includes(catalog));
    if (!relation) return undefined;
    const on = [
      ...conjunctsOf(source.on),
      ...(source.using ?? []).map((name) => sharing(name, source, from)),
    ];
    const columns = list ? new Set(list.columns) : relation.columns;
    sources.push({ relation, label, catalog, columns, outer, list, on, where: [] });
  }
  const last = sources[sources.length - 1];
  // A condition is asked as soon as all rows that it speaks of are there.
  for (const condition of conjunctsOf(where)) (sourceOf(condition, sources) ?? last)?.where.push(condition);
  return sources;
}

function conjunctsOf(condition: Expression | undefined): readonly Expression[] {
  if (!condition) return [];
  return condition.kind === "call" && condition.name === "and"
    ? condition.arguments.flatMap(conjunctsOf)
    : [condition];
}

/** USING as a condition: equal to the column of the first table. */
function sharing(name: string, { table, label }: QuerySource, from: readonly QuerySource[]): Expression {
  const { range } = table;
  const column = (qualifier: string) => ({ kind: "column", name, qualifier, range }) as const;
  return { kind: "call", name: "=", arguments: [column(from[0]?.label ?? ""), column(label)], range };
}

/** The last of the tables that a condition speaks of; nothing where that is not known, as within a query of its own. */
function sourceOf(condition: Expression, sources: readonly Source[]): Source | undefined {
  let last = 0;
  for (const column of columnsIn(condition)) {
    if (column === "query") return undefined;
    const owner = ownerOf(sources, column.name.toLowerCase(), column.qualifier);
    if (owner) last = Math.max(last, sources.indexOf(owner));
  }
  return sources[last];
}

type ColumnExpression = Expression & { readonly kind: "column" };

function* columnsIn(expression: Expression | undefined): Iterable<ColumnExpression | "query"> {
  if (expression?.kind === "column") yield expression;
  else if (expression?.kind === "query") yield "query";
  else if (expression?.kind === "call") for (const one of expression.arguments) yield* columnsIn(one);
}

/** A list is no catalog: it has rows of its own, and no table's. */
const noRelation: Relation = { names: [], columns: new Set(), tableColumns: [] };

/** Nothing where the list is not known. */
function rowsOfList(
  { values, columns }: UnnestedList,
  context: EvaluationContext,
): readonly Row[] | undefined {
  const [value = "", place = ""] = columns;
  return cellsOfList(values, context)?.map((cell, at) => ({ [value]: cell, [place]: at + 1 }));
}

/** The rows that may fit: those that the conditions name, where they name any. */
function* candidates(source: Source, context: EvaluationContext): Iterable<Row> {
  const { schema } = context;
  const { relation } = source;
  const pinned = pinnedNames(source, context);
  const named = relation.part && pinnedTexts(source, relation.part.columns, context);
  const parts = named?.map(fold);
  for (const table of pinned ? tablesNamed(schema, pinned) : tablesWith(schema, relation, named)) {
    for (const row of (relation.rowsOf?.(table, schema) ?? []) as Iterable<Row>) {
      // Most queries ask for one column of a table, or one key: the others need no look at the whole condition.
      if (!parts || relation.part?.columns.some((column) => mayBe(row[column], parts))) yield row;
    }
  }
  yield* relation.rows?.(schema, ownNames(source, context)) ?? [];
}

/** Rows that stand for what the model does not know. */
function* phantoms(source: Source, context: EvaluationContext, everyTable: boolean): Iterable<Row> {
  const { schema } = context;
  for (const name of pinnedNames(source, context) ?? (everyTable ? namesOfPartial(schema) : [])) {
    const row = phantomRow(source.relation, name, schema);
    if (row) yield row;
  }
}

function namesOfPartial({ tables }: Moment): readonly string[] {
  return tables.filter(({ knowledge }) => knowledge !== "whole").map(({ name }) => name);
}

/** The tables that the query asks for. */
function pinnedNames(source: Source, context: EvaluationContext): readonly string[] | undefined {
  return pinnedTexts(source, source.relation.tableColumns, context)?.map(bareName);
}

/** The texts that the query asks for in one of these columns of a table by `=` or IN; nothing where it asks for all. */
function pinnedTexts(
  source: Source,
  columns: readonly string[],
  context: EvaluationContext,
): readonly string[] | undefined {
  if (columns.length === 0) return undefined;
  for (const condition of source.on) {
    const texts = textsIn(condition, source, columns, context);
    if (texts) return texts;
  }
  // What is asked of the rows of a LEFT JOIN is asked of the NULL that stands for them, too.
  if (source.outer) return undefined;
  for (const condition of source.where) {
    const texts = textsIn(condition, source, columns, context);
    if (texts) return texts;
  }
  return undefined;
}

function textsIn(
  condition: Expression,
  source: Source,
  columns: readonly string[],
  context: EvaluationContext,
): readonly string[] | undefined {
  if (condition.kind !== "call") return undefined;
  const { name, arguments: args } = condition;
  const [left, ...right] = args;
  if (name === "and") {
    for (const one of args) {
      const texts = textsIn(one, source, columns, context);
      if (texts) return texts;
    }
    return undefined;
  }
  if (name === "or") {
    const both = args.map((one) => textsIn(one, source, columns, context));
    return both.every((texts) => texts !== undefined) ? both.flat() : undefined;
  }
  if (name !== "=" && name !== "in") return undefined;
  const isOwn = (one: Expression | undefined) =>
    one?.kind === "column" &&
    columns.includes(one.name.toLowerCase()) &&
    (one.qualifier === undefined || one.qualifier === source.label);
  if (isOwn(left)) return textsOf(right, context);
  return name === "=" && left && isOwn(right[0]) ? textsOf([left], context) : undefined;
}

function textsOf(values: readonly Expression[], context: EvaluationContext): readonly string[] | undefined {
  const texts: string[] = [];
  for (const value of values) {
    const text = textOf(context.evaluate(value, context));
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
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
export function bareName(text: string): string {
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
function ownNames(source: Source, context: EvaluationContext): readonly string[] | undefined {
  const { nameColumns } = source.relation;
  if (!nameColumns || context.schema.dialect !== "postgresql") return undefined;
  // What is cast to regclass has its schema and its quotes, a name as such has neither.
  const texts = pinnedTexts(source, nameColumns, context);
  return texts && [...new Set(texts.flatMap((text) => [text, bareName(text)]))];
}

/** A row that stands for what a table of this name may have beyond the model; nothing where the model knows it all. */
function phantomRow(relation: Relation, name: string, schema: Moment): Row | undefined {
  const tables = schema.tablesNamed(name);
  const partial = tables.find((table) => table.knowledge !== "whole");
  if (!partial && (tables.length > 0 || schema.isAccountedFor(name))) return undefined;
  // That the table itself is there is known, and that none is where a view or a sequence has its name; what these are made of is not.
  const isTaken = schema.object("view", name) !== undefined || schema.object("sequence", name) !== undefined;
  if ((partial || isTaken) && !relation.part) return undefined;
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
