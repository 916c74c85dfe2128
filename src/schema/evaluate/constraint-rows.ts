// Catalog rows of constraints. In: a table. Out: rows: one a constraint, or one a column of it.

import { columnsUsed } from "../expression-text.js";
import type { Check, ForeignKey, Index, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { type Cell, OwnedRow, positionsOf, relationReference, schemaName, schemaReference } from "./row.js";
import { rewrittenValue } from "./value.js";

/** A key, foreign key or check. */
interface Constraint {
  readonly name: string;
  readonly type: "PRIMARY KEY" | "UNIQUE" | "FOREIGN KEY" | "CHECK" | "EXCLUDE";
  readonly columns: readonly string[];
  readonly key?: ForeignKey;
  readonly check?: Check;
}

const types = { primary: "PRIMARY KEY", unique: "UNIQUE", exclusion: "EXCLUDE" } as const;
const codes = { "PRIMARY KEY": "p", UNIQUE: "u", "FOREIGN KEY": "f", CHECK: "c", EXCLUDE: "x" } as const;

export function* constraintsOf(table: Table, now: Moment): Iterable<Constraint> {
  for (const index of table.indexes) {
    const type = types[index.kind as keyof typeof types];
    // On MySQL a unique index is a constraint, however it is stated.
    if (type && (index.constraint || now.dialect !== "postgresql"))
      yield { name: index.name, type, columns: namesOf(index) };
  }
  for (const key of table.foreignKeys)
    yield { name: key.name, type: "FOREIGN KEY", columns: key.columns, key };
  for (const check of table.checks) yield { name: check.name, type: "CHECK", columns: [], check };
}

function namesOf(index: Index): readonly string[] {
  return index.columns.filter((column) => column !== undefined);
}

/** TABLE_CONSTRAINTS, pg_constraint. */
export class ConstraintRow extends OwnedRow {
  constructor(
    table: Table,
    now: Moment,
    protected readonly constraint: Constraint,
  ) {
    super(table, now);
  }

  get constraint_name(): Cell {
    return this.constraint.name;
  }
  get conname(): Cell {
    return this.constraint.name;
  }
  get constraint_type(): Cell {
    return this.constraint.type;
  }
  get contype(): Cell {
    return codes[this.constraint.type];
  }
  get conrelid(): Cell {
    return relationReference(this.owner);
  }
  get confrelid(): Cell {
    const { key } = this.constraint;
    return key ? relationReference({ name: key.target.table, schema: key.target.schema }) : 0;
  }
  get conkey(): Cell {
    return this.constraint.check ? undefined : positionsOf(this.constraint.columns, this.owner);
  }
  get connamespace(): Cell {
    return schemaReference(this.owner.schema);
  }
}

/** CHECK_CONSTRAINTS. */
export class CheckRow extends ConstraintRow {
  get check_clause(): Cell {
    return rewrittenValue(this.constraint.check?.expression ?? "");
  }
}

/** REFERENTIAL_CONSTRAINTS. */
export class ReferenceRow extends ConstraintRow {
  get referenced_table_name(): Cell {
    return this.constraint.key?.target.table;
  }
  get referenced_table_schema(): Cell {
    const { key } = this.constraint;
    return key && schemaName(this.now, key.target.schema);
  }
  get unique_constraint_schema(): Cell {
    return this.referenced_table_schema;
  }
  get delete_rule(): Cell {
    return (this.constraint.key?.onDelete ?? "no action").toUpperCase();
  }
  get update_rule(): Cell {
    return (this.constraint.key?.onUpdate ?? "no action").toUpperCase();
  }
}

/** KEY_COLUMN_USAGE: a row a column. */
export class KeyColumnRow extends ReferenceRow {
  constructor(
    table: Table,
    now: Moment,
    constraint: Constraint,
    private readonly at: number,
  ) {
    super(table, now, constraint);
  }

  get column_name(): Cell {
    return this.constraint.columns[this.at];
  }
  get ordinal_position(): Cell {
    return this.at + 1;
  }
  get position_in_unique_constraint(): Cell {
    return this.constraint.key ? this.at + 1 : null;
  }
  get referenced_column_name(): Cell {
    return this.constraint.key?.targetColumns[this.at];
  }
}

/** CONSTRAINT_COLUMN_USAGE: a row a column that the constraint uses; of a foreign key, one of the table that it refers to. */
export class UsedColumnRow {
  constructor(
    private readonly table: { readonly name: string; readonly schema?: string },
    private readonly column: string,
    private readonly constraint: ConstraintRow,
    private readonly now: Moment,
  ) {}

  get table_schema(): Cell {
    return schemaName(this.now, this.table.schema);
  }
  get table_name(): Cell {
    return this.table.name;
  }
  get column_name(): Cell {
    return this.column;
  }
  get constraint_name(): Cell {
    return this.constraint.constraint_name;
  }
  get constraint_schema(): Cell {
    return this.constraint.table_schema;
  }
}

export function* usedColumns(table: Table, now: Moment): Iterable<UsedColumnRow> {
  for (const constraint of constraintsOf(table, now)) {
    const { key, check } = constraint;
    const target = key ? { name: key.target.table, schema: key.target.schema } : table;
    const columns =
      key?.targetColumns ??
      (check
        ? columnsUsed(
            check.expression,
            table.columns.map(({ name }) => name),
            now.dialect,
          )
        : constraint.columns);
    const row = new ConstraintRow(table, now, constraint);
    for (const column of columns) yield new UsedColumnRow(target, column, row, now);
  }
}
