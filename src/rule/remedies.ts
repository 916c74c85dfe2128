// What a rule proposes, as schema changes. In: parts of the model and what should be different. Out: changes without places.
// It proposes what is mechanical; where data or a person has to decide, a rule says so in its help instead.

import type { Column, ForeignKey, Schema, Table } from "../schema/model.js";
import { referencedTable } from "../schema/queries.js";
import type { AddColumn, AlterColumn, Change } from "../sql/change.js";
import type {
  ColumnDefinition,
  DataType,
  DefaultValue,
  Name,
  ObjectName,
  ReferentialAction,
  Written,
} from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import { keyNameFor } from "./naming.js";

/** What a column should be; what is left out stays, or is absent in a new column. */
export interface ColumnWish {
  readonly type?: DataType;
  readonly nullable?: boolean;
  readonly default?: DefaultValue;
  readonly onUpdate?: string;
}

/** A type as people write it: `VARCHAR(255)`. */
export function dataType(text: string, values: readonly string[] = []): DataType {
  const [, name = text, list] = /^([^(]*)(?:\((.*)\))?$/.exec(text) ?? [];
  return {
    name: name.toLowerCase(),
    arguments: list?.split(",").map((argument) => argument.trim()) ?? [],
    values: values.map(written),
    unsigned: false,
    zerofill: false,
    dimensions: 0,
    text:
      values.length === 0
        ? text
        : `${text}(${values.map((value) => `'${value.replace(/'/g, "''")}'`).join(", ")})`,
    range: nowhere,
  };
}

/** BOOLEAN, which MySQL and MariaDB file as TINYINT(1). */
export function booleanType(schema: Schema): DataType {
  const type = dataType("BOOLEAN");
  return schema.dialect === "postgresql" ? type : { ...type, name: "tinyint", arguments: ["1"] };
}

export const defaultTrue: DefaultValue = { kind: "literal", text: "TRUE", value: "1", range: nowhere };
export const defaultNow: DefaultValue = { kind: "now", text: "CURRENT_TIMESTAMP", range: nowhere };

export function addColumn(table: Table, column: string, wish: ColumnWish & { type: DataType }): AddColumn {
  return {
    kind: "addColumn",
    table: objectName(table),
    column: definition(column, wish),
    ifNotExists: false,
    range: nowhere,
  };
}

/** MODIFY with the whole definition on MySQL and MariaDB, one ALTER COLUMN for each fact on PostgreSQL. */
export function changeColumn(schema: Schema, column: Column, wish: ColumnWish): readonly Change[] {
  const base = { table: objectName({ name: column.table, schema: column.schema }), range: nowhere };
  if (schema.dialect === "postgresql") {
    const facts: Partial<AlterColumn>[] = [];
    if (wish.type) facts.push({ type: wish.type });
    if (wish.default) facts.push({ default: wish.default });
    if (wish.nullable !== undefined) facts.push({ nullable: written(wish.nullable) });
    return facts.map((fact) => ({
      ...base,
      kind: "alterColumn",
      column: identifier(column.name),
      ifExists: false,
      ...fact,
    }));
  }
  const kept = definition(column.name, {
    type: column.type,
    nullable: column.nullable,
    default: column.default,
    onUpdate: column.onUpdate,
  });
  return [
    {
      ...base,
      kind: "redefineColumn",
      column: identifier(column.name),
      ifExists: false,
      definition: {
        ...kept,
        autoIncrement: column.autoIncrement ? nowhere : undefined,
        generated: column.generated && {
          expression: written(column.generated.expression),
          stored: column.generated.stored,
        },
        comment: column.comment === undefined ? undefined : written(column.comment),
        visible: column.visible,
        ...facts(wish),
      },
    },
  ];
}

/** An index or a UNIQUE key over columns that can have one without a prefix length; nothing for other columns. */
export function addKey(
  schema: Schema,
  table: Table,
  kind: "index" | "unique",
  columns: readonly string[],
): readonly Change[] {
  if (columns.some((name) => needsPrefix(table.column(name)))) return [];
  const index = {
    kind,
    name: identifier(keyNameFor(schema, table, kind, columns)),
    parts: columns.map((name) => ({ column: identifier(name), descending: false, range: nowhere })),
    constraint: kind === "unique",
    inline: false,
    include: [],
    visible: true,
    nullsNotDistinct: false,
    range: nowhere,
  };
  return [
    {
      kind: "addIndex",
      table: objectName(table),
      index,
      ifNotExists: false,
      orReplace: false,
      concurrently: false,
      range: nowhere,
    },
  ];
}

/** Adds a foreign key, and on its columns the index that it needs. */
export function addForeignKey(
  schema: Schema,
  table: Table,
  column: string,
  target: Table,
  onDelete: ReferentialAction,
): readonly Change[] {
  const targetColumn = target.primaryKey?.columns[0];
  if (targetColumn === undefined) return [];
  const indexed = table.indexes.some((index) => !index.implicit && index.columns[0] === column);
  const foreignKey = {
    name: identifier(keyNameFor(schema, table, "foreignKey", [column])),
    columns: [identifier(column)],
    target: objectName(target),
    targetColumns: [identifier(targetColumn)],
    onDelete: written(onDelete),
    onUpdate: written<ReferentialAction>("cascade"),
    inline: false,
    notValid: false,
    referencesRange: nowhere,
    range: nowhere,
  };
  return [
    ...(indexed ? [] : addKey(schema, table, "index", [column])),
    { kind: "addForeignKey", table: objectName(table), foreignKey, ifNotExists: false, range: nowhere },
  ];
}

/** Drops a foreign key and adds it again under its name, with these actions. */
export function replaceForeignKey(
  schema: Schema,
  key: ForeignKey,
  actions: {
    readonly onDelete?: ReferentialAction;
    readonly onUpdate?: ReferentialAction;
    readonly name?: string;
  },
): readonly Change[] {
  const table = objectName({ name: key.table, schema: key.schema });
  const onDelete = actions.onDelete ?? key.onDelete;
  const onUpdate = actions.onUpdate ?? key.onUpdate;
  const targetColumns =
    key.targetColumns.length > 0
      ? key.targetColumns
      : (referencedTable(schema, key)?.primaryKey?.columns.filter((name) => name !== undefined) ?? []);
  return [
    { kind: "dropForeignKey", table, name: identifier(key.name), ifExists: false, range: nowhere },
    {
      kind: "addForeignKey",
      table,
      foreignKey: {
        name: identifier(actions.name ?? key.name),
        columns: key.columns.map(identifier),
        target: objectName({ name: key.target.table, schema: key.target.schema }),
        targetColumns: targetColumns.map(identifier),
        onDelete: onDelete && written(onDelete),
        onUpdate: onUpdate && written(onUpdate),
        inline: false,
        notValid: false,
        referencesRange: nowhere,
        range: nowhere,
      },
      ifNotExists: false,
      range: nowhere,
    },
  ];
}

/** BLOB, TEXT and JSON columns have no key on MySQL without a prefix length, and are no keys elsewhere. */
function needsPrefix(column: Column | undefined): boolean {
  return column === undefined || /text|blob|json|bytea/.test(column.type.name);
}

function definition(name: string, wish: ColumnWish): ColumnDefinition {
  return {
    name: identifier(name),
    visible: true,
    indexes: [],
    foreignKeys: [],
    checks: [],
    range: nowhere,
    ...facts(wish),
  };
}

/** The written facts of a wish, without those that it leaves out. */
function facts(wish: ColumnWish): Partial<ColumnDefinition> {
  return {
    ...(wish.type && { type: wish.type }),
    ...(wish.nullable !== undefined && { nullable: written(wish.nullable) }),
    ...(wish.default && { default: wish.default }),
    ...(wish.onUpdate !== undefined && { onUpdate: written(wish.onUpdate) }),
  };
}

function objectName(object: { readonly name: string; readonly schema?: string }): ObjectName {
  const name = identifier(object.name);
  return object.schema === undefined
    ? { name, range: nowhere }
    : { schema: identifier(object.schema), name, range: nowhere };
}

function identifier(text: string): Name {
  return { text, quoted: false, range: nowhere };
}

function written<T>(value: T): Written<T> {
  return { value, range: nowhere };
}
