// States → the objects of the model that have them. In: an object in the making, its state. Out: nothing. Each fact is named: thousands of
// objects are made, and copying whatever is there is several times as slow, and gives each object another shape.

import type { CheckState, ColumnState, ForeignKeyState, IndexState, TableState } from "./model.js";

type Writable<State> = { -readonly [Fact in keyof State]: State[Fact] };

export function fillColumn(own: Writable<ColumnState>, state: ColumnState): void {
  own.name = state.name;
  own.table = state.table;
  own.schema = state.schema;
  own.type = state.type;
  own.nullable = state.nullable;
  own.notNullName = state.notNullName;
  own.madeNotNullName = state.madeNotNullName;
  own.default = state.default;
  own.onUpdate = state.onUpdate;
  own.autoIncrement = state.autoIncrement;
  own.generated = state.generated;
  own.identity = state.identity;
  own.comment = state.comment;
  own.visible = state.visible;
  own.charset = state.charset;
  own.collation = state.collation;
  own.places = state.places;
  own.bornAt = state.bornAt;
}

export function fillIndex(own: Writable<IndexState>, state: IndexState): void {
  own.name = state.name;
  own.named = state.named;
  own.table = state.table;
  own.schema = state.schema;
  own.kind = state.kind;
  own.parts = state.parts;
  own.constraint = state.constraint;
  own.inline = state.inline;
  own.implicit = state.implicit;
  own.method = state.method;
  own.where = state.where;
  own.include = state.include;
  own.comment = state.comment;
  own.visible = state.visible;
  own.nullsNotDistinct = state.nullsNotDistinct;
  own.deferrable = state.deferrable;
  own.places = state.places;
}

export function fillForeignKey(own: Writable<ForeignKeyState>, state: ForeignKeyState): void {
  own.name = state.name;
  own.named = state.named;
  own.table = state.table;
  own.schema = state.schema;
  own.columns = state.columns;
  own.target = state.target;
  own.targetColumns = state.targetColumns;
  own.onDelete = state.onDelete;
  own.onUpdate = state.onUpdate;
  own.inline = state.inline;
  own.validated = state.validated;
  own.comment = state.comment;
  own.places = state.places;
}

export function fillCheck(own: Writable<CheckState>, state: CheckState): void {
  own.name = state.name;
  own.named = state.named;
  own.table = state.table;
  own.schema = state.schema;
  own.expression = state.expression;
  own.inline = state.inline;
  own.enforced = state.enforced;
  own.validated = state.validated;
  own.period = state.period;
  own.places = state.places;
}

export function fillTable(own: Writable<TableState>, state: TableState): void {
  own.name = state.name;
  own.schema = state.schema;
  own.columns = state.columns;
  own.indexes = state.indexes;
  own.foreignKeys = state.foreignKeys;
  own.checks = state.checks;
  own.engine = state.engine;
  own.charset = state.charset;
  own.collation = state.collation;
  own.comment = state.comment;
  own.partitioned = state.partitioned;
  own.partitionedBy = state.partitionedBy;
  own.inherits = state.inherits;
  own.ofType = state.ofType;
  own.knowledge = state.knowledge;
  own.places = state.places;
  own.bornAt = state.bornAt;
  own.past = state.past;
}
