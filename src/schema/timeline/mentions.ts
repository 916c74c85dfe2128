// The names by which one object finds those that speak of it. In: names. Out: keys.

import type { Dialect } from "../../sql/definition.js";
import type { Table } from "../model.js";

/** The schema of temporary tables: they live as long as their session and are no part of what rules see. */
export const temporarySchema = "pg_temp";

/** One key for a name in a database or schema. */
export function keyOf(name: string, schema?: string): string {
  return schema === undefined ? name : `${schema}\u0000${name}`;
}

export const temporaryMention = "temporary";

export function nameMention(dialect: Dialect, name: string): string {
  return `name ${dialect === "postgresql" ? name : name.toLowerCase()}`;
}

/** Triggers and sequences speak of their table. */
export function ownerMention(table: string, schema?: string): string {
  return `objects of ${keyOf(table, schema)}`;
}

/** Foreign keys speak of their target. */
export function targetMention(name: string, schema?: string): string {
  return `target ${keyOf(name, schema)}`;
}

export function indexMention(name: string): string {
  return `index ${name}`;
}

export function constraintMention(name: string): string {
  return `constraint ${name.toLowerCase()}`;
}

export function parentMention(name: string): string {
  return `inherits ${name}`;
}

/** Everything that a table speaks of. */
export function* mentionsOf(table: Table, dialect: Dialect): Iterable<string> {
  yield nameMention(dialect, table.name);
  if (table.schema === temporarySchema) yield temporaryMention;
  for (const key of table.foreignKeys) {
    yield targetMention(key.target.table, key.target.schema);
    yield constraintMention(key.name);
  }
  // An index or check is found without its table only where its name is the schema's.
  if (dialect === "postgresql") for (const index of table.indexes) yield indexMention(index.name);
  for (const parent of table.inherits) yield parentMention(parent);
}
