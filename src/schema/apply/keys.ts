// Adding keys, foreign keys and checks to a table: what CREATE TABLE, ALTER TABLE, CREATE INDEX and column definitions
// share. In: a table and a definition. Out: the table with it, or nothing where the server refuses, with the reason told.

import type { CheckDefinition, ForeignKeyDefinition, IndexDefinition } from "../../sql/definition.js";
import { columnsUsed } from "../expression-text.js";
import { Check, ForeignKey, Index, type IndexPart, type Table } from "../model.js";
import { constraintMention } from "../timeline/mentions.js";
import { buildParts } from "./build.js";
import {
  constraintNames,
  findIndexes,
  isRelation,
  mariadbCheckName,
  mysqlIndexName,
  numberedName,
  postgresqlName,
} from "./names.js";
import { checkTarget, serves } from "./references.js";
import type { Site } from "./site.js";

const labels = { primary: "pkey", unique: "key", exclusion: "excl" } as const;

/** A free name for an index that has none. */
export function indexName(
  site: Site,
  table: Table,
  definition: Pick<IndexDefinition, "kind" | "constraint">,
  parts: readonly IndexPart[],
): string {
  const { kind } = definition;
  if (!site.postgresql) {
    if (kind === "primary") return "PRIMARY";
    return mysqlIndexName(table.indexes, parts[0]?.column ?? "functional_index");
  }
  const isTaken = (name: string) =>
    isRelation(site, name, table.schema) ||
    table.indexes.some((index) => index.name === name) ||
    table.name === name;
  if (kind === "primary") return postgresqlName(table.name, [], labels.primary, isTaken);
  const columns = parts.map(
    ({ column, expression }) => column ?? /^(\w+)\s*\(/.exec(expression ?? "")?.[1] ?? "expr",
  );
  const label = definition.constraint && kind !== "index" ? labels[kind as keyof typeof labels] : "idx";
  return postgresqlName(table.name, distinct(columns), label ?? "idx", isTaken);
}

/** `a`, `a` → `a`, `a1`: PostgreSQL numbers what repeats (ChooseIndexColumnNames). */
function distinct(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let number = 1; taken.has(name); number++) name = `${column}${number}`;
    taken.add(name);
    return name;
  });
}

/** An index of this name that is in the way of another one: on the table, or on PostgreSQL anywhere in its schema. */
export function findIndex(site: Site, table: Table, name: string): Index | undefined {
  return table.indexes.find((index) => site.sameName(index.name, name));
}

export function addIndex(site: Site, table: Table, definition: IndexDefinition): Table | undefined {
  const { kind, name } = definition;
  const primary = table.primaryKey;
  if (kind === "primary" && primary) {
    const related = { at: primary.at(), message: "It was added here." };
    site.refuse("exists", `Table \`${table.name}\` has a primary key already.`, definition.range, related);
    return undefined;
  }
  for (const { column } of definition.parts)
    if (column && !site.requireColumn(table, column)) return undefined;
  const parts = buildParts(site, table, definition);
  const given = site.postgresql || kind !== "primary" ? name?.text : undefined;
  // What InnoDB added for a foreign key goes when an index that somebody wrote does its work, its name included.
  const covered = (other: Index) => other.implicit && serves({ kind, parts }, columnsOf(other));
  const rest = table.with({ indexes: table.indexes.filter((other) => !covered(other)) });
  if (given !== undefined && name && !isFree(site, rest, given, name.range)) return undefined;
  const index = new Index({
    name: given ?? indexName(site, rest, definition, parts),
    named: given !== undefined,
    table: table.name,
    schema: table.schema,
    kind,
    parts,
    constraint: definition.constraint || kind === "primary",
    inline: definition.inline,
    implicit: false,
    method: definition.method?.value,
    where: definition.where?.value,
    include: definition.include.map((column) => column.text),
    comment: definition.comment?.value,
    visible: definition.visible,
    nullsNotDistinct: definition.nullsNotDistinct,
    places: {
      self: site.at(name?.range ?? definition.range),
      parts: site.at(partsRange(definition)),
      ...(definition.comment && { comment: site.at(definition.comment.range) }),
      ...(definition.where && { where: site.at(definition.where.range) }),
    },
  });
  const columns = kind === "primary" ? keyColumnsNotNull(table, index) : table.columns;
  return table.with({ columns, indexes: [...rest.indexes, index] });
}

function partsRange({ parts, range }: IndexDefinition): { start: number; end: number } {
  const [first, last] = [parts[0], parts[parts.length - 1]];
  return first && last ? { start: first.range.start, end: last.range.end } : range;
}

const columnsOf = (index: Index) => index.columns.filter((column) => column !== undefined);

/** The columns of a primary key cannot be NULL, whatever they were. */
function keyColumnsNotNull(table: Table, key: Index): Table["columns"] {
  const names = new Set(key.columns);
  return table.columns.map((column) =>
    names.has(column.name) && column.nullable
      ? column.with({ nullable: false, places: { ...column.places, nullable: key.at("parts") } })
      : column,
  );
}

function isFree(site: Site, table: Table, name: string, range: IndexDefinition["range"]): boolean {
  const own = findIndex(site, table, name);
  const elsewhere = site.postgresql ? findIndexes(site, name, table.schema)[0] : undefined;
  const index = own ?? elsewhere?.index;
  if (index) {
    const where = `\`${(elsewhere?.table ?? table).name}\``;
    const related = { at: index.at(), message: "It was created here." };
    site.refuse("exists", `Index \`${name}\` exists already on table ${where}.`, range, related);
    return false;
  }
  if (site.postgresql && isRelation(site, name, table.schema)) {
    site.refuse("exists", `A table, view or sequence \`${name}\` exists already.`, range);
    return false;
  }
  return true;
}

export function addForeignKey(site: Site, table: Table, definition: ForeignKeyDefinition): Table | undefined {
  if (definition.inline && !site.server.honoursInlineReferences) return table;
  for (const column of definition.columns) if (!site.requireColumn(table, column)) return undefined;
  const columns = definition.columns.map(({ text }) => site.column(table, text)?.name ?? text);
  const written = definition.name ?? (site.server.indexNamesForeignKey ? definition.indexName : undefined);
  const taken = written && foreignKeyInTheWay(site, table, written.text);
  if (written && taken) {
    const related = { at: taken.at(), message: "It was added here." };
    const message = `Foreign key \`${written.text}\` exists already on table \`${taken.table}\`.`;
    site.refuse("exists", message, written.range, related);
    return undefined;
  }
  const target = checkTarget(site, table, definition);
  const key = new ForeignKey({
    name: written?.text ?? foreignKeyName(site, table, columns),
    named: written !== undefined,
    table: table.name,
    schema: table.schema,
    columns,
    target: { schema: target.schema, table: target.name },
    targetColumns: target.columns,
    onDelete: definition.onDelete?.value,
    onUpdate: definition.onUpdate?.value,
    inline: definition.inline,
    validated: !definition.notValid,
    places: {
      self: site.at(definition.name?.range ?? definition.range),
      references: site.at(definition.referencesRange),
      ...(definition.columns[0] && { columns: site.at(spanOf(definition.columns)) }),
      ...(definition.onDelete && { onDelete: site.at(definition.onDelete.range) }),
      ...(definition.onUpdate && { onUpdate: site.at(definition.onUpdate.range) }),
    },
  });
  const withKey = table.with({ foreignKeys: [...table.foreignKeys, key] });
  return site.postgresql ? withKey : withServingIndex(withKey, key, definition);
}

function spanOf(names: ForeignKeyDefinition["columns"]): { start: number; end: number } {
  return { start: names[0]?.range.start ?? -1, end: names[names.length - 1]?.range.end ?? -1 };
}

/** InnoDB adds the index that a foreign key needs, where none is there (MySQL 8.0 manual 15.1.20.5). */
function withServingIndex(table: Table, key: ForeignKey, definition: ForeignKeyDefinition): Table {
  if (table.indexes.some((index) => serves(index, key.columns))) return table;
  const base = definition.name?.text ?? definition.indexName?.text ?? key.columns[0] ?? key.name;
  const index = new Index({
    name: mysqlIndexName(table.indexes, base),
    named: false,
    table: table.name,
    schema: table.schema,
    kind: "index",
    parts: key.columns.map((column) => ({ column, descending: false })),
    constraint: false,
    inline: false,
    implicit: true,
    include: [],
    visible: true,
    nullsNotDistinct: false,
    places: { self: key.at() },
  });
  // A longer key makes a shorter one's index superfluous, too.
  const others = table.indexes.filter((other) => !(other.implicit && serves(index, columnsOf(other))));
  return table.with({ indexes: [...others, index] });
}

/** Foreign keys are named once a database on MySQL and MariaDB, once a table on PostgreSQL. */
function foreignKeyInTheWay(site: Site, table: Table, name: string): ForeignKey | undefined {
  const own = table.foreignKeys.find((key) => site.sameName(key.name, name));
  if (own || site.postgresql) return own;
  for (const other of site.timeline.tablesMentioning(constraintMention(name))) {
    if (other.schema !== table.schema || other.name === table.name) continue;
    const key = other.foreignKeys.find((one) => site.sameName(one.name, name));
    if (key) return key;
  }
  return undefined;
}

function foreignKeyName(site: Site, table: Table, columns: readonly string[]): string {
  if (!site.postgresql) {
    return numberedName(
      table.name,
      "_ibfk_",
      table.foreignKeys.map((key) => key.name),
    );
  }
  const taken = constraintNames(table);
  return postgresqlName(table.name, columns, "fkey", (name) => taken.has(name));
}

export function addCheck(
  site: Site,
  table: Table,
  definition: CheckDefinition,
  column?: string,
): Table | undefined {
  if (!site.server.keepsChecks) return table;
  const { name, expression } = definition;
  const own = name && table.checks.find((check) => site.sameName(check.name, name.text));
  if (own) {
    const related = { at: own.at(), message: "It was added here." };
    site.refuse(
      "exists",
      `Check \`${own.name}\` exists already on table \`${table.name}\`.`,
      name.range,
      related,
    );
    return undefined;
  }
  const check = new Check({
    name: name?.text ?? checkName(site, table, definition, column),
    named: name !== undefined,
    table: table.name,
    schema: table.schema,
    expression: expression.value,
    inline: definition.inline,
    enforced: definition.enforced,
    validated: !definition.notValid,
    places: { self: site.at(name?.range ?? definition.range), expression: site.at(expression.range) },
  });
  return table.with({ checks: [...table.checks, check] });
}

function checkName(
  site: Site,
  table: Table,
  { inline, expression }: CheckDefinition,
  column?: string,
): string {
  const { server } = site;
  if (server.checksBelongToColumns) return inline && column !== undefined ? column : mariadbCheckName(table);
  if (!site.postgresql)
    return numberedName(
      table.name,
      "_chk_",
      table.checks.map((check) => check.name),
    );
  const used = columnsUsed(
    expression.value,
    table.columns.map(({ name }) => name),
    server.dialect,
  );
  const taken = constraintNames(table);
  return postgresqlName(table.name, used.length === 1 ? used : [], "check", (name) => taken.has(name));
}
