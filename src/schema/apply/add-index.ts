// Adding an index or key to a table: what CREATE TABLE, ALTER TABLE, CREATE INDEX and column definitions share.
// In: a table and a definition. Out: the table with it, or nothing where the server refuses, with the reason told.

import type { Change } from "../../sql/change.js";
import type { IndexDefinition, Name } from "../../sql/definition.js";
import type { Range } from "../../text/source-file.js";
import { Index, type IndexPart, type Table } from "../model.js";
import { buildParts } from "./build.js";
import { findIndexes, isConstraintTaken, isRelation, mysqlIndexName, postgresqlName } from "./names.js";
import { serves } from "./references.js";
import type { Site } from "./site.js";

const none: readonly string[] = [];
const labels = { primary: "pkey", unique: "key", exclusion: "excl" } as const;

/** A free name for an index that has none. */
export function indexName(
  site: Site,
  table: Table,
  definition: Pick<IndexDefinition, "kind" | "constraint"> & { readonly include: readonly (Name | string)[] },
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
  for (const column of definition.include) columns.push(typeof column === "string" ? column : column.text);
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
  for (const { column, withoutOverlaps } of definition.parts) {
    // MariaDB names a period there, which is none of the table's columns.
    const isPeriod = withoutOverlaps && !site.postgresql;
    if (column && !isPeriod && !site.requireColumn(table, column)) return undefined;
  }
  const parts = buildParts(site, table, definition);
  // In a new table it is kept: it is what was meant.
  if (lacksPartitionKey(site, table, definition, parts) && site.schema.table(table.name, table.schema))
    return undefined;
  // MySQL and MariaDB call each primary key PRIMARY.
  const given = site.postgresql || kind !== "primary" ? name : undefined;
  // What InnoDB added for a foreign key goes when an index that somebody wrote does its work, its name included.
  const covered = (other: Index) => other.implicit && serves({ kind, parts }, columnsOf(other));
  const rest = table.indexes.some(covered)
    ? table.with({ indexes: table.indexes.filter((other) => !covered(other)) })
    : table;
  if (given && !isFree(site, rest, given)) return undefined;
  const isConstraint = site.postgresql ? definition.constraint : kind === "unique";
  if (given && isConstraint && isConstraintTaken(site, rest, given, "key")) return undefined;
  const index = new Index({
    name: given?.text ?? indexName(site, rest, definition, parts),
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
    include: definition.include.length === 0 ? none : definition.include.map((column) => column.text),
    comment: definition.comment?.value,
    visible: definition.visible,
    nullsNotDistinct: definition.nullsNotDistinct,
    deferrable: definition.deferrable,
    places: {
      self: site.at(name?.range ?? definition.range),
      parts: site.at(partsRange(definition)),
      comment: definition.comment && site.at(definition.comment.range),
      visible: undefined,
      where: definition.where && site.at(definition.where.range),
    },
  });
  if (kind === "primary") refuseWrittenNull(site, table, index);
  const columns = kind === "primary" ? keyColumnsNotNull(table, index) : table.columns;
  return table.with({ columns, indexes: [...rest.indexes, index] });
}

/** PostgreSQL 18 manual 5.12.2.3: partitions check their rows alone, so a unique key has all that the table is partitioned by. */
function lacksPartitionKey(
  site: Site,
  table: Table,
  { kind, range }: IndexDefinition,
  parts: readonly IndexPart[],
): boolean {
  const { partitionedBy } = table;
  if (!partitionedBy || kind === "index") return false;
  if (kind === "exclusion" && site.server.excludesInPartitions) return false;
  const lacking = partitionedBy.find((column) => !parts.some((part) => part.column === column));
  const hasAll = partitionedBy.every((column) => column !== undefined && column !== lacking);
  if (hasAll && kind !== "exclusion") return false;
  const why =
    kind === "exclusion"
      ? "it is partitioned, and has no exclusions before PostgreSQL 17"
      : lacking === undefined
        ? "it is partitioned by an expression"
        : `it is partitioned by \`${lacking}\`, which the key has not`;
  const what = kind === "exclusion" ? "this constraint" : "this key";
  site.refuse("conflict", `Table \`${table.name}\` cannot have ${what}: ${why}.`, range);
  return true;
}

function partsRange({ parts, range }: IndexDefinition): { start: number; end: number } {
  const [first, last] = [parts[0], parts[parts.length - 1]];
  return first && last ? { start: first.range.start, end: last.range.end } : range;
}

const columnsOf = (index: Index) => index.columns.filter((column) => column !== undefined);

/** NULL that the statement itself gives to a column of its primary key. */
function refuseWrittenNull(site: Site, table: Table, key: Index): void {
  if (site.server.dialect !== "mysql") return;
  for (const column of table.columns) {
    if (!column.nullable || !key.columns.includes(column.name)) continue;
    const place = column.places.nullable;
    const isOwn = ({ range }: Change) =>
      place?.file === site.file && range.start <= place.range.start && place.range.end <= range.end;
    if (place && site.changes.some(isOwn)) refuseNull(site, table, column.name, place.range);
  }
}

/** MySQL 8.4 manual 15.1.20, error 1171; MariaDB passes over it (10.11: tried). */
export function refuseNull(site: Site, table: Table, column: string, range: Range): void {
  if (site.server.dialect !== "mysql") return;
  const message = `Column \`${column}\` of \`${table.name}\` cannot be NULL: it is in the primary key.`;
  site.refuse("conflict", message, range);
}

/** The columns of a primary key cannot be NULL, whatever they were. */
function keyColumnsNotNull(table: Table, key: Index): Table["columns"] {
  const names = new Set(key.columns);
  return table.columns.map((column) =>
    names.has(column.name) && column.nullable
      ? column.with({ nullable: false, places: column.placesWith({ nullable: key.at("parts") }) })
      : column,
  );
}

function isFree(site: Site, table: Table, { text: name, range }: Name): boolean {
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
