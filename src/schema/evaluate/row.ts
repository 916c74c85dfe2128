// A row of the catalog: its columns are getters, made only when a query asks. In: objects of the model. Out: cells.
// A row has the columns of what queries join it with, so that most joins need no joining.

import type { Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { nameValue, nullValue, numberValue, textValue, unknownValue, type Value } from "./value.js";

/** A list is an array of numbers. */
export type Cell = string | number | boolean | null | undefined | Value | readonly number[];

/** Cells by column, in lower case. */
export interface Row {
  readonly [column: string]: Cell;
}

/** The columns of a kind of row. */
export function columnsOf(kind: { readonly prototype: object }): ReadonlySet<string> {
  const columns = new Set<string>();
  for (let at = kind.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== "constructor") columns.add(name);
  }
  return columns;
}

export function cellValue(cell: Cell): Value {
  if (cell === null || cell === undefined) return nullValue;
  if (typeof cell === "string") return textValue(cell);
  if (typeof cell === "number") return numberValue(cell);
  if (typeof cell === "boolean") return numberValue(cell ? 1 : 0);
  return isList(cell) ? unknownValue("unresolved") : cell;
}

export function isList(cell: Cell): cell is readonly number[] {
  return Array.isArray(cell);
}

/** The name of a database that no migration names: it equals any other. */
const unnamedDatabase = nameValue("current_database", () => true);

/** A charset or collation that the database brings along, which no migration states. */
export const ofDatabase = nameValue("?", () => undefined, "the database's own");

/** The database in use. */
export function databaseName(schema: Moment): Value {
  const { home, current } = schema.settings;
  if (schema.dialect === "postgresql") return unnamedDatabase;
  const name = current ?? home;
  return name === undefined ? unnamedDatabase : textValue(name);
}

/** What stands in …_catalog. */
export function databaseCatalog({ dialect }: Moment): Cell {
  return dialect === "postgresql" ? unnamedDatabase : "def";
}

/** What a schema column shows for an object of that schema. */
export function schemaName(schema: Moment, own: string | undefined): Value {
  if (own !== undefined) return textValue(own);
  if (schema.dialect === "postgresql") return textValue("public");
  const { home } = schema.settings;
  return home === undefined ? unnamedDatabase : textValue(home);
}

/** The number of a table, an index, a view or a sequence, or what regclass shows of it: its name, qualified or not. */
export function relationReference({
  name,
  schema = "public",
}: {
  readonly name: string;
  readonly schema?: string;
}): Value {
  return reference(`relation ${schema} ${name}`, name, (text) => {
    const parts = text.split(".").map((part) => part.replace(/^"(.*)"$/, "$1"));
    return parts.at(-1) === name && (parts.length < 2 || schema === parts[0]);
  });
}

/** The number of a schema, or what regnamespace shows of it. */
export function schemaReference(schema = "public"): Value {
  return reference(`schema ${schema}`, schema, (text) => text.replace(/^"(.*)"$/, "$1") === schema);
}

function reference(identity: string, name: string, matches: (text: string) => boolean): Value {
  return nameValue(name, matches, identity);
}

/** The columns by which every catalog names a table. */
export class OwnedRow {
  constructor(
    protected readonly owner: Table,
    protected readonly now: Moment,
  ) {}

  get table_catalog(): Cell {
    return databaseCatalog(this.now);
  }
  get constraint_catalog(): Cell {
    return this.table_catalog;
  }
  get table_schema(): Cell {
    return schemaName(this.now, this.owner.schema);
  }
  get constraint_schema(): Cell {
    return this.table_schema;
  }
  get index_schema(): Cell {
    return this.table_schema;
  }
  get schemaname(): Cell {
    return this.table_schema;
  }
  get nspname(): Cell {
    return this.table_schema;
  }
  get relnamespace(): Cell {
    return schemaReference(this.owner.schema);
  }
  get table_name(): Cell {
    return this.owner.name;
  }
  get tablename(): Cell {
    return this.owner.name;
  }
  get relname(): Cell {
    return this.owner.name;
  }
}

/** Where columns stand in their table, as attnum counts. */
export function positionsOf(names: readonly (string | undefined)[], { columns }: Table): readonly number[] {
  return names.map((name) => columns.findIndex((column) => column.name === name) + 1);
}
