// Adding a foreign key to a table, with the index that InnoDB adds for it. In: a table and a definition. Out: the table with
// it, or nothing where the server refuses, with the reason told.

import type { ForeignKeyDefinition } from "../../sql/definition.js";
import { ForeignKey, Index, type Table } from "../model.js";
import {
  isConstraintNameInSchema,
  isConstraintTaken,
  mysqlIndexName,
  numberedName,
  postgresqlName,
} from "./names.js";
import { checkTarget, serves } from "./references.js";
import type { Site } from "./site.js";

export function addForeignKey(site: Site, table: Table, definition: ForeignKeyDefinition): Table | undefined {
  if (definition.inline && !site.server.honoursInlineReferences) return table;
  // One whose columns could not be read is no key that anybody could judge.
  if (definition.columns.length === 0) return table;
  for (const column of definition.columns) if (!site.requireColumn(table, column)) return undefined;
  const columns = definition.columns.map(({ text }) => site.column(table, text)?.name ?? text);
  const written = definition.name ?? (site.server.indexNamesForeignKey ? definition.indexName : undefined);
  if (written && isConstraintTaken(site, table, written, "key")) return undefined;
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
      columns: definition.columns[0] && site.at(spanOf(definition.columns)),
      references: site.at(definition.referencesRange),
      onDelete: definition.onDelete && site.at(definition.onDelete.range),
      onUpdate: definition.onUpdate && site.at(definition.onUpdate.range),
    },
  });
  const withKey = table.with({ foreignKeys: [...table.foreignKeys, key] });
  return site.postgresql ? withKey : withServingIndex(site, withKey, key, definition);
}

function spanOf(names: ForeignKeyDefinition["columns"]): { start: number; end: number } {
  return { start: names[0]?.range.start ?? -1, end: names[names.length - 1]?.range.end ?? -1 };
}

/**
 * InnoDB adds the index that a foreign key needs, where nobody wrote one (MySQL 8.0 manual 15.1.20.5). Of two that it added, the longer
 * one stays, and the later one of the same length (mysql_prepare_create_table in sql_table.cc).
 */
function withServingIndex(
  site: Site,
  table: Table,
  key: ForeignKey,
  definition: ForeignKeyDefinition,
): Table | undefined {
  const isSame = ({ implicit, parts }: Index) => implicit && parts.length === key.columns.length;
  if (table.indexes.some((index) => serves(index, key.columns) && !isSame(index))) return table;
  const parts = key.columns.map((column) => ({ column, descending: false }));
  const covered = (other: Index) => other.implicit && serves({ kind: "index", parts }, columnsOf(other));
  const others = table.indexes.filter((other) => !covered(other));
  const given = definition.name ?? definition.indexName;
  const taken = given && others.find(({ name }) => site.sameName(name, given.text));
  if (given && taken) {
    const related = { at: taken.at(), message: "It was created here." };
    const message = `Index \`${given.text}\` exists already on table \`${table.name}\`.`;
    site.refuse("exists", message, given.range, related);
    return undefined;
  }
  const index = new Index({
    name: given?.text ?? mysqlIndexName(others, key.columns[0] ?? key.name),
    named: false,
    table: table.name,
    schema: table.schema,
    kind: "index",
    parts,
    constraint: false,
    inline: false,
    implicit: true,
    include: [],
    visible: true,
    nullsNotDistinct: false,
    places: { self: key.at() },
  });
  return table.with({ indexes: [...others, index] });
}

/** Foreign keys are named once a database on MySQL and MariaDB, once a table on PostgreSQL. */
function foreignKeyInTheWay(site: Site, table: Table, name: string): ForeignKey | undefined {
  const own = table.foreignKeys.find((key) => site.sameName(key.name, name));
  if (own || site.postgresql) return own;
  for (const other of site.timeline.tablesMentioning("constraint", name.toLowerCase())) {
    if (other.schema !== table.schema || other.name === table.name) continue;
    const key = other.foreignKeys.find((one) => site.sameName(one.name, name));
    if (key) return key;
  }
  return undefined;
}

function foreignKeyName(site: Site, table: Table, columns: readonly string[]): string {
  if (!site.postgresql) {
    // The names that this statement drops are still in use (MySQL 9.7, MariaDB 10.11: tried).
    const taken = [...table.foreignKeys.map((key) => key.name), ...site.droppedForeignKeys];
    return numberedName(table.name, "_ibfk_", taken);
  }
  return postgresqlName(table.name, columns, "fkey", (name) => isConstraintNameInSchema(site, table, name));
}

const columnsOf = (index: Index) => index.columns.filter((column) => column !== undefined);
