// A row of the catalog: its columns are getters, made only when a query asks. In: objects of the model. Out: cells.
// A row has the columns of what queries join it with, so that most joins need no joining.

import type { Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { nameValue, nullValue, numberValue, textValue, type Value } from "./value.js";

export type Cell = string | number | boolean | null | undefined | Value;

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
  return typeof cell === "boolean" ? numberValue(cell ? 1 : 0) : cell;
}

/** The name of a database that no migration names: it equals any other. */
const unnamedDatabase = nameValue("current_database", () => true);

/** The database in use. */
export function databaseName(schema: Moment): Value {
  const { home, current } = schema.settings;
  if (schema.dialect === "postgresql") return unnamedDatabase;
  const name = current ?? home;
  return name === undefined ? unnamedDatabase : textValue(name);
}

/** What a schema column shows for an object of that schema. */
export function schemaName(schema: Moment, own: string | undefined): Value {
  if (own !== undefined) return textValue(own);
  if (schema.dialect === "postgresql") return textValue("public");
  const { home } = schema.settings;
  return home === undefined ? unnamedDatabase : textValue(home);
}

/** What regclass shows of a table: its name, qualified or not. */
export function tableReference(table: Table): Value {
  return nameValue(table.name, (text) => {
    const parts = text.split(".").map((part) => part.replace(/^"(.*)"$/, "$1"));
    const schema = parts.length > 1 ? parts[0] : undefined;
    return parts.at(-1) === table.name && (schema === undefined || schema === (table.schema ?? "public"));
  });
}

/** The columns by which every catalog names a table. */
export class OwnedRow {
  constructor(
    protected readonly owner: Table,
    protected readonly now: Moment,
  ) {}

  get table_catalog(): Cell {
    return this.now.dialect === "postgresql" ? unnamedDatabase : "def";
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
