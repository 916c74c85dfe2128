// Catalog rows of tables, columns, indexes and triggers. In: a table. Out: rows.

import type { Column, Index, IndexPart, NamedObject, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { argumentsOf, canonicalType } from "../types.js";
import { type Cell, OwnedRow, schemaName, tableReference } from "./row.js";

/** TABLES, pg_class, pg_tables. */
export class TableRow extends OwnedRow {
  get table_type(): Cell {
    return "BASE TABLE";
  }
  get engine(): Cell {
    return this.owner.engine ?? "InnoDB";
  }
  get table_comment(): Cell {
    return this.owner.comment ?? "";
  }
  get table_collation(): Cell {
    return this.owner.collation;
  }
  get relkind(): Cell {
    return this.owner.partitioned ? "p" : "r";
  }
  get oid(): Cell {
    return tableReference(this.owner);
  }
}

/** COLUMNS, pg_attribute. */
export class ColumnRow extends OwnedRow {
  constructor(
    table: Table,
    now: Moment,
    private readonly column: Column,
    private readonly position: number,
  ) {
    super(table, now);
  }

  get column_name(): Cell {
    return this.column.name;
  }
  get attname(): Cell {
    return this.column.name;
  }
  get attrelid(): Cell {
    return tableReference(this.owner);
  }
  get ordinal_position(): Cell {
    return this.position;
  }
  get attnum(): Cell {
    return this.position;
  }
  get attisdropped(): Cell {
    return false;
  }
  get attnotnull(): Cell {
    return !this.column.nullable;
  }
  get is_nullable(): Cell {
    return this.column.nullable ? "YES" : "NO";
  }
  get data_type(): Cell {
    return this.column.type.dimensions > 0 ? "ARRAY" : this.column.type.name;
  }
  get udt_name(): Cell {
    return this.column.type.name;
  }
  get column_type(): Cell {
    return canonicalType(this.column.type, this.now.dialect);
  }
  get character_maximum_length(): Cell {
    const [length] = argumentsOf(this.column.type, this.now.dialect);
    return /char|binary/.test(this.column.type.name) && length !== undefined ? Number(length) : null;
  }
  get character_set_name(): Cell {
    return this.column.charset;
  }
  get collation_name(): Cell {
    return this.column.collation;
  }
  get column_default(): Cell {
    const { default: value, nullable } = this.column;
    // MariaDB shows SQL: texts in quotes, and the word NULL (documentation, "Information Schema COLUMNS Table").
    if (this.now.dialect === "mariadb" && value?.kind !== "now")
      return value && value.kind !== "null" ? value.text : nullable ? "NULL" : null;
    return value === undefined || value.kind === "null" ? null : (value.value ?? value.text);
  }
  get column_comment(): Cell {
    return this.column.comment ?? "";
  }
  get column_key(): Cell {
    const { owner, column } = this;
    if (owner.primaryKey?.columns.includes(column.name)) return "PRI";
    const leading = owner.indexes.filter((index) => index.parts[0]?.column === column.name);
    if (leading.some((index) => index.unique && index.parts.length === 1)) return "UNI";
    return leading.length > 0 ? "MUL" : "";
  }
  get extra(): Cell {
    return this.column.autoIncrement ? "auto_increment" : "";
  }
  get is_identity(): Cell {
    return this.column.identity ? "YES" : "NO";
  }
}

/** STATISTICS, pg_indexes. */
export class IndexRow extends OwnedRow {
  constructor(
    table: Table,
    now: Moment,
    private readonly index: Index,
    private readonly part: IndexPart,
    private readonly position: number,
  ) {
    super(table, now);
  }

  get index_name(): Cell {
    return this.index.name;
  }
  get indexname(): Cell {
    return this.index.name;
  }
  get non_unique(): Cell {
    return this.index.unique ? 0 : 1;
  }
  get indisunique(): Cell {
    return this.index.unique;
  }
  get indisprimary(): Cell {
    return this.index.kind === "primary";
  }
  get index_type(): Cell {
    const { kind, method = "btree" } = this.index;
    return (kind === "fulltext" || kind === "spatial" ? kind : method).toUpperCase();
  }
  get seq_in_index(): Cell {
    return this.position;
  }
  get column_name(): Cell {
    return this.part.column;
  }
  get sub_part(): Cell {
    return this.part.length;
  }
}

/** TRIGGERS, pg_trigger. */
export class TriggerRow {
  constructor(
    private readonly owner: Table,
    private readonly now: Moment,
    private readonly trigger: NamedObject,
  ) {}

  get trigger_name(): Cell {
    return this.trigger.name;
  }
  get tgname(): Cell {
    return this.trigger.name;
  }
  get trigger_schema(): Cell {
    return schemaName(this.now, this.owner.schema);
  }
  get event_object_schema(): Cell {
    return this.trigger_schema;
  }
  get nspname(): Cell {
    return this.trigger_schema;
  }
  get event_object_table(): Cell {
    return this.owner.name;
  }
  get relname(): Cell {
    return this.owner.name;
  }
  get tgrelid(): Cell {
    return tableReference(this.owner);
  }
  get tgisinternal(): Cell {
    return false;
  }
}
