// CREATE TABLE. In: a site and a change. Out: its effect. A table that the server would refuse for one bad part is kept
// without that part, so that the mistake is told once and not at each later statement.

import type { CreateTable } from "../../sql/change.js";
import type { ColumnDefinition, ObjectName } from "../../sql/definition.js";
import type { Range } from "../../text/source-file.js";
import { type Check, type Column, type Index, Table } from "../model.js";
import { temporarySchema } from "../timeline/mentions.js";
import { addCheck } from "./add-check.js";
import { addForeignKey } from "./add-foreign-key.js";
import { addIndex, indexName } from "./add-index.js";
import { buildColumn, optionFacts, tablePlaces } from "./build.js";
import { refuseCharsets } from "./charset-faults.js";
import { removeTable } from "./drop-table.js";
import { keysOfColumn, mergeKeys } from "./merged-keys.js";
import { isRelation } from "./names.js";
import { serves } from "./references.js";
import { addIdentitySequence, addOwnSequence } from "./sequences.js";
import type { Effect, Identity, Site } from "./site.js";
import { withImplicitTimestamps } from "./timestamps.js";
import { findUserType, isTypeNameTaken } from "./user-types.js";

export function applyCreateTable(site: Site, change: CreateTable): Effect {
  const resolved = site.resolve(change.table);
  const identity = change.temporary ? { ...resolved, schema: temporarySchema } : resolved;
  const existing = site.schema.table(identity.name, identity.schema);
  // What the configuration declares gives way to what a migration says.
  if (existing && existing.knowledge !== "external") {
    if (change.ifNotExists) return "unchanged";
    if (!change.orReplace) {
      const message = `Table \`${identity.name}\` exists already.`;
      return site.refuse("exists", message, change.table.name.range, site.birthPlace(existing));
    }
    removeTable(site, existing, change.range);
  }
  if (!existing && isNameTaken(site, identity, change)) return "unchanged";
  let table = emptyTable(site, change, identity);
  for (const parent of [...change.inherits, ...(change.partitionOf ? [change.partitionOf] : [])])
    table = inheritFrom(site, table, parent);
  if (change.ofType) table = shapeLike(site, table, change.ofType);
  table = addColumns(site, table, change);
  table = addParts(site, table, change);
  requireKeyOfCounter(site, table);
  site.timeline.putTable(table);
  for (const column of change.columns) addOwnSequence(site, table, column);
  if (change.like.length > 0) addCopiedSequences(site, table, change);
  return "changed";
}

/** Tables share their names with views and sequences; on PostgreSQL with indexes, too (manual 54.11), and as types with other types. */
function isNameTaken(site: Site, { name, schema }: Identity, { table, ifNotExists }: CreateTable): boolean {
  const view = site.schema.object("view", name, schema);
  if (view?.doubtful) return false;
  if (!isRelation(site, name, schema))
    return site.postgresql && isTypeNameTaken(site, { name, schema }, table.name.range);
  const kinds = site.postgresql ? "An index, view or sequence" : "A view or sequence";
  if (!ifNotExists) site.refuse("exists", `${kinds} \`${name}\` exists already.`, table.name.range);
  return true;
}

function emptyTable(site: Site, change: CreateTable, identity: Identity): Table {
  const self = site.at(change.table.name.range);
  refuseCharsets(site, change.options);
  const facts = optionFacts(site, change.options, site.postgresql ? {} : site.timeline.settings);
  return new Table({
    name: identity.name,
    schema: identity.schema,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    engine: facts.engine,
    charset: facts.charset,
    collation: facts.collation,
    comment: facts.comment,
    partitioned: change.partitioned,
    partitionedBy: change.partitionedBy?.map(({ column }) => column?.text),
    inherits: [],
    knowledge: change.asQuery ? "partial" : "whole",
    places: tablePlaces(site, change.options, self),
    bornAt: self,
  });
}

/** An AUTO_INCREMENT column has to be the first of some key (MySQL 8.0 error 1075). */
function requireKeyOfCounter(site: Site, table: Table): void {
  const counter = table.columns.find((column) => column.autoIncrement);
  if (!counter || table.indexes.some((index) => serves(index, [counter.name]))) return;
  const message = `AUTO_INCREMENT column \`${counter.name}\` of \`${table.name}\` is the first of no key.`;
  site.refuse("conflict", message, counter.at("autoIncrement").range);
}

/** The columns of a table in the making, found by their names: there may be thousands. */
class GrowingColumns {
  readonly all: Column[] = [];
  private readonly byName = new Map<string, number>();

  constructor(
    private readonly site: Site,
    start: readonly Column[],
  ) {
    for (const column of start) this.add(column);
  }

  indexOf(name: string): number | undefined {
    return this.byName.get(this.site.foldName(name));
  }

  add(column: Column): void {
    this.byName.set(this.site.foldName(column.name), this.all.push(column) - 1);
  }
}

/** Columns and the sources of LIKE, in the order in which they are written. */
function addColumns(site: Site, start: Table, change: CreateTable): Table {
  let table = start;
  let columns = new GrowingColumns(site, start.columns);
  for (const element of columnsAndSources(change)) {
    if ("including" in element) {
      table = copyFrom(site, table.with({ columns: columns.all }), element.table, element.including);
      columns = new GrowingColumns(site, table.columns);
    } else addColumn(site, table, columns, change, element);
  }
  const { all } = columns;
  return table.with({
    columns: site.server.implicitTimestamps ? withImplicitTimestamps(all, change.columns) : all,
  });
}

function columnsAndSources({
  columns,
  like,
}: CreateTable): readonly (ColumnDefinition | CreateTable["like"][number])[] {
  if (like.length === 0) return columns;
  const startOf = (element: ColumnDefinition | CreateTable["like"][number]) =>
    ("including" in element ? element.table : element).range.start;
  return [...like, ...columns].sort((a, b) => startOf(a) - startOf(b));
}

function addColumn(
  site: Site,
  table: Table,
  columns: GrowingColumns,
  change: CreateTable,
  definition: ColumnDefinition,
): void {
  const built = buildColumn(site, table, definition);
  const at = columns.indexOf(definition.name.text);
  if (at === undefined) {
    columns.add(built);
    return;
  }
  const known = columns.all[at] as Column;
  if (mergesWith(change, definition)) {
    columns.all[at] = merged(site, known, built, definition);
    return;
  }
  const message = `Column \`${known.name}\` of \`${table.name}\` is stated twice.`;
  const related = { at: known.at(), message: "It is stated first here." };
  site.refuse("exists", message, definition.name.range, related);
}

/** A column that a parent has already is merged with what the child says (PostgreSQL 18 manual, CREATE TABLE, INHERITS). */
function mergesWith(change: CreateTable, definition: ColumnDefinition): boolean {
  const hasMore =
    change.inherits.length > 0 || change.partitionOf !== undefined || change.ofType !== undefined;
  return hasMore && !isRepeated(change, definition);
}

function isRepeated(change: CreateTable, definition: ColumnDefinition): boolean {
  return change.columns.find((one) => one.name.text === definition.name.text) !== definition;
}

function merged(site: Site, parent: Column, own: Column, definition: ColumnDefinition): Column {
  return own.with({
    type: definition.type ? own.type : parent.type,
    nullable: parent.nullable && own.nullable,
    default: own.default ?? parent.default,
    places: parent.placesWith(stated(own)),
    bornAt: site.at(definition.name.range),
  });
}

/** Its places, without those of facts that nothing states. */
function stated(column: Column): Partial<Column["places"]> {
  return Object.fromEntries(Object.entries(column.placesWith({})).filter(([, place]) => place !== undefined));
}

/** Keys in the order in which they are written, then checks, then foreign keys, which may refer to the table itself. */
function addParts(site: Site, start: Table, change: CreateTable): Table {
  let table = start;
  const indexes = inOrder(change.indexes, change.columns, (column) =>
    keysOfColumn(column.indexes, site.server.dialect),
  );
  for (const index of site.postgresql ? mergeKeys(indexes) : indexes)
    table = addIndex(site, table, index) ?? table;
  for (const column of change.columns) {
    for (const check of column.checks) table = addCheck(site, table, check, column.name.text) ?? table;
  }
  for (const check of change.checks) table = addCheck(site, table, check) ?? table;
  const keys = inOrder(change.foreignKeys, change.columns, (column) => column.foreignKeys);
  for (const key of keys) table = addForeignKey(site, table, key) ?? table;
  return table;
}

/** What columns and the table itself state, in the order in which it is written. */
function inOrder<Part extends { readonly range: Range }>(
  own: readonly Part[],
  columns: readonly ColumnDefinition[],
  partsOf: (column: ColumnDefinition) => readonly Part[],
): readonly Part[] {
  const all = columns.some((column) => partsOf(column).length > 0) ? columns.flatMap(partsOf) : [];
  if (all.length === 0) return own;
  return [...all, ...own].sort((a, b) => a.range.start - b.range.start);
}

/** The source of LIKE, INHERITS or PARTITION OF. Unknown: the table is known in part. */
function sourceOf(site: Site, name: ObjectName): Table | undefined {
  const source = site.lookUp(name);
  const absence = source ? undefined : site.absence(name);
  if (absence) site.refuse("missing", absence.message, name.range, absence.related);
  return source;
}

interface Part<T> {
  with(change: { table: string; schema?: string }): T;
}

function moved<T>(part: Part<T>, { name, schema }: Identity): T {
  return part.with({ table: name, schema });
}

/** MySQL copies all but foreign keys (8.0 manual 15.1.20.3); PostgreSQL what INCLUDING names. */
function copyFrom(site: Site, table: Table, name: ObjectName, including: readonly string[]): Table {
  const source = sourceOf(site, name);
  if (!source) return table.with({ knowledge: "partial" });
  const takes = (what: string) => !site.postgresql || including.includes("all") || including.includes(what);
  const bare = (column: Column): Column =>
    column.with({
      default: takes("defaults") ? column.default : undefined,
      generated: takes("generated") ? column.generated : undefined,
      identity: takes("identity") ? column.identity : undefined,
      comment: takes("comments") ? column.comment : undefined,
    });
  const own = new Set(table.columns.map((column) => column.name));
  const [twice] = source.columns.filter((column) => own.has(column.name));
  if (twice) {
    const related = { at: twice.at(), message: "It is copied from here." };
    site.refuse(
      "exists",
      `Column \`${twice.name}\` of \`${table.name}\` is stated twice.`,
      name.range,
      related,
    );
  }
  const columns = source.columns.filter((column) => !own.has(column.name));
  const copied = table.with({
    columns: [...table.columns, ...columns.map((column) => moved(bare(column), table))],
    checks: takes("constraints") ? [...table.checks, ...copyChecks(site, source, table)] : table.checks,
    knowledge: source.knowledge === "whole" ? table.knowledge : "partial",
  });
  const indexes = takes("indexes") ? source.indexes : [];
  const options = site.postgresql
    ? {}
    : {
        engine: source.engine,
        charset: source.charset,
        collation: source.collation,
        comment: source.comment,
      };
  const bareIndexes = takes("comments")
    ? indexes
    : indexes.map((index) => index.with({ comment: undefined }));
  return copyIndexes(site, copied.with(options), bareIndexes);
}

/** The identities that LIKE copies count by themselves. */
function addCopiedSequences(site: Site, table: Table, { columns, table: { range } }: CreateTable): void {
  const own = new Set(columns.map(({ name }) => name.text));
  for (const column of table.columns)
    if (column.identity && !own.has(column.name)) addIdentitySequence(site, column, range);
}

/** MySQL makes up all names anew, in the order of the old ones (9.7: tried). */
function copyChecks(site: Site, source: Table, table: Table): readonly Check[] {
  if (site.server.dialect !== "mysql") return source.checks.map((check) => moved(check, table));
  return source.checks
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map((check, at) => moved(check, table).with({ name: `${table.name}_chk_${at + 1}`, named: false }));
}

function copyIndexes(site: Site, start: Table, indexes: readonly Index[]): Table {
  let table = start;
  for (const index of indexes) {
    const name = site.postgresql ? indexName(site, table, index, index.parts) : index.name;
    // A copied index serves no foreign key, so it is an index like any other.
    table = table.with({ indexes: [...table.indexes, moved(index, table).with({ name, implicit: false })] });
  }
  return table;
}

/** OF a type: its attributes are the first columns. A type that no migration describes makes the table known in part. */
function shapeLike(site: Site, table: Table, ofType: ObjectName): Table {
  const type = findUserType(site, ofType);
  const { name, schema } = type ?? site.resolve(ofType);
  const typed = table.with({ ofType: { name, schema } });
  const attributes = type?.object?.attributes;
  if (!attributes) return typed.with({ knowledge: "partial" });
  return typed.with({ columns: attributes.map((attribute) => buildColumn(site, table, attribute)) });
}

/** What several parents have is NOT NULL where one of them says so (PostgreSQL 18 manual, CREATE TABLE, INHERITS). */
function mergedWith(column: Column, parent: Table): Column {
  const other = parent.columns.find(({ name }) => name === column.name);
  if (!other || other.nullable || !column.nullable) return column;
  return column.with({ nullable: false, places: column.placesWith({ nullable: other.at("nullable") }) });
}

function inheritFrom(site: Site, table: Table, name: ObjectName): Table {
  const parent = sourceOf(site, name);
  const inherits = [...table.inherits, site.resolve(name).name];
  if (!parent) return table.with({ inherits, knowledge: "partial" });
  const own = new Set(table.columns.map((column) => column.name));
  const inherited = table.with({
    inherits,
    columns: [
      ...table.columns.map((column) => mergedWith(column, parent)),
      ...parent.columns.filter((column) => !own.has(column.name)).map((column) => moved(column, table)),
    ],
    checks: [...table.checks, ...parent.checks.map((check) => moved(check, table))],
    // Only a partition has its parent's keys (PostgreSQL 18 manual 5.12.2).
    foreignKeys: parent.partitioned ? parent.foreignKeys.map((key) => moved(key, table)) : [],
  });
  return parent.partitioned ? copyIndexes(site, inherited, parent.indexes) : inherited;
}
