// Whose column, key or check it is. In: a schema. Out: the table of a part; a part knows its table's bare name only.

import type { SchemaPart } from "../rule/rule.js";
import { type Schema, Table } from "../schema/model.js";

export class Owners {
  private tables: Map<SchemaPart, Table> | undefined;

  constructor(private readonly schema: Schema) {}

  /** Undefined for a part of another moment's schema. */
  of(part: SchemaPart): Table | undefined {
    if (part instanceof Table) return part;
    this.tables ??= new Map(
      [...this.schema.tables].flatMap((table) =>
        [...table.columns, ...table.indexes, ...table.foreignKeys, ...table.checks].map(
          (each) => [each, table] as const,
        ),
      ),
    );
    return this.tables.get(part);
  }
}
