// Catalog rows of tables, indexes and triggers. In: a table. Out: rows.

import type { Index, IndexPart, NamedObject, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { type Cell, OwnedRow, ofDatabase, positionsOf, relationReference, schemaName } from "./row.js";

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
    return this.owner.collation ?? ofDatabase;
  }
  get relkind(): Cell {
    return this.owner.partitioned ? "p" : "r";
  }
  get oid(): Cell {
    return relationReference(this.owner);
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
  get indkey(): Cell {
    return positionsOf(
      this.index.parts.map(({ column }) => column),
      this.owner,
    );
  }
  get indrelid(): Cell {
    return relationReference(this.owner);
  }
  get indexrelid(): Cell {
    return relationReference({ name: this.index.name, schema: this.owner.schema });
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
    return relationReference(this.owner);
  }
  get tgisinternal(): Cell {
    return false;
  }
}
