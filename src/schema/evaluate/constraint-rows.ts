// Catalog rows of constraints. In: a table. Out: rows: one a constraint, or one a column of it.

import type { Check, ForeignKey, Index, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { type Cell, OwnedRow, schemaName, tableReference } from "./row.js";

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
    return tableReference(this.owner);
  }
}

/** CHECK_CONSTRAINTS. */
export class CheckRow extends ConstraintRow {
  get check_clause(): Cell {
    return this.constraint.check?.expression;
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
