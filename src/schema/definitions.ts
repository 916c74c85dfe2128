// Objects of the model → definitions, as a statement would state them. In: tables, columns, keys, checks. Out: definitions
// without places. The other way round from apply/build.ts.

import type { AddForeignKey, Change, CreateTable, DropForeignKey, SetComment } from "../sql/change.js";
import type {
  CheckDefinition,
  ColumnDefinition,
  DataType,
  ForeignKeyDefinition,
  IndexDefinition,
  Name,
  ObjectName,
  TableOption,
  Written,
} from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import { qualifiedName } from "./expression-names.js";
import type { Check, Column, ForeignKey, Index, Table } from "./model.js";
import { hasCharset } from "./types.js";

export function nameFor(text: string): Name {
  return { text, quoted: false, range: nowhere };
}

export function objectNameFor({
  name,
  schema,
}: {
  readonly name: string;
  readonly schema?: string;
}): ObjectName {
  return { name: nameFor(name), ...(schema !== undefined && { schema: nameFor(schema) }), range: nowhere };
}

export function writtenFor<T>(value: T): Written<T> {
  return { value, range: nowhere };
}

/** A type of another schema, wherever it is written. */
function qualified(type: DataType): DataType {
  if (type.schema === undefined || type.text.includes(".")) return type;
  const { name, schema } = type;
  return { ...type, text: qualifiedName({ name, schema }) + "[]".repeat(type.dimensions) };
}

/** The column's type with its charset and collation, where they are not what its table gives it. */
function typeFor(column: Column, table: Pick<Table, "charset" | "collation"> | undefined): DataType {
  const { charset, collation } = column;
  const type = qualified(column.type);
  if (!hasCharset(type)) return type;
  const isOwn = table && charset === table.charset && collation === table.collation;
  if (isOwn) return { ...type, charset: undefined, collation: undefined };
  // PostgreSQL has collations without charsets.
  if (charset === undefined)
    return {
      ...type,
      charset: undefined,
      collation: collation === undefined ? undefined : writtenFor(collation),
    };
  return {
    ...type,
    charset: writtenFor(charset),
    ...(collation !== undefined && { collation: writtenFor(collation) }),
  };
}

/** The default that a serial type brings along: stated beside it, it would be a second one. */
function isOfSerial({ type, default: value }: Column): boolean {
  return /serial\d?$/i.test(type.text) && value?.kind === "expression" && /^nextval\(/i.test(value.text);
}

/** `table` is the one that the column will be in; left out, charset and collation are stated where they are known. */
export function columnDefinitionFor(
  column: Column,
  table?: Pick<Table, "charset" | "collation">,
): ColumnDefinition {
  const { generated, identity, comment } = column;
  return {
    name: nameFor(column.name),
    type: typeFor(column, table),
    nullable: {
      ...writtenFor(column.nullable),
      ...(column.notNullName !== undefined && { name: nameFor(column.notNullName) }),
    },
    ...(column.default && !isOfSerial(column) && { default: column.default }),
    ...(column.onUpdate !== undefined && { onUpdate: writtenFor(column.onUpdate) }),
    ...(column.autoIncrement && { autoIncrement: nowhere }),
    ...(generated && {
      generated: { expression: writtenFor(generated.expression), stored: generated.stored },
    }),
    ...(identity && { identity: writtenFor(identity) }),
    ...(comment !== undefined && { comment: writtenFor(comment) }),
    visible: column.visible,
    indexes: [],
    foreignKeys: [],
    checks: [],
    range: nowhere,
  };
}

/** MySQL and MariaDB call every primary key PRIMARY, PostgreSQL calls it after the table's name of that time. */
function needsName({ kind, name, table }: Index): boolean {
  return kind !== "primary" || (name !== "PRIMARY" && name !== `${table}_pkey`);
}

export function indexDefinitionFor(index: Index): IndexDefinition {
  return {
    kind: index.kind,
    ...(needsName(index) && { name: nameFor(index.name) }),
    parts: index.parts.map(({ column, ...rest }) => ({
      ...rest,
      ...(column !== undefined && { column: nameFor(column) }),
      range: nowhere,
    })),
    constraint: index.constraint,
    inline: false,
    ...(index.method !== undefined && { method: writtenFor(index.method) }),
    ...(index.where !== undefined && { where: writtenFor(index.where) }),
    include: index.include.map(nameFor),
    ...(index.comment !== undefined && { comment: writtenFor(index.comment) }),
    visible: index.visible,
    nullsNotDistinct: index.nullsNotDistinct,
    ...(index.deferrable !== undefined && { deferrable: index.deferrable }),
    range: nowhere,
  };
}

export function foreignKeyDefinitionFor(key: ForeignKey): ForeignKeyDefinition {
  return {
    name: nameFor(key.name),
    columns: key.columns.map(nameFor),
    target: objectNameFor({ name: key.target.table, schema: key.target.schema }),
    targetColumns: key.targetColumns.map(nameFor),
    ...(key.onDelete && { onDelete: writtenFor(key.onDelete) }),
    ...(key.onUpdate && { onUpdate: writtenFor(key.onUpdate) }),
    inline: false,
    notValid: !key.validated,
    referencesRange: nowhere,
    range: nowhere,
  };
}

/** The table that a key or check belongs to. */
export function ownerOf({ table, schema }: { readonly table: string; readonly schema?: string }): ObjectName {
  return objectNameFor({ name: table, schema });
}

export function addForeignKeyFor(key: ForeignKey): AddForeignKey {
  const foreignKey = foreignKeyDefinitionFor(key);
  return { kind: "addForeignKey", table: ownerOf(key), foreignKey, ifNotExists: false, range: nowhere };
}

/** PostgreSQL's comment on a key comes in a statement of its own; none where it is what it was. */
export function commentForeignKeyFor(key: ForeignKey, before?: string): readonly SetComment[] {
  if ((key.comment ?? "") === (before ?? "")) return [];
  const name = objectNameFor({ name: key.name });
  const comment = writtenFor(key.comment ?? null);
  return [{ kind: "setComment", object: "constraint", table: ownerOf(key), name, comment, range: nowhere }];
}

/** A key with all that is said of it. */
export function restoreForeignKey(key: ForeignKey): readonly Change[] {
  return [addForeignKeyFor(key), ...commentForeignKeyFor(key)];
}

export function dropForeignKeyFor(key: ForeignKey): DropForeignKey {
  const name = nameFor(key.name);
  return { kind: "dropForeignKey", table: ownerOf(key), name, ifExists: false, range: nowhere };
}

export function checkDefinitionFor(check: Check): CheckDefinition {
  return {
    name: nameFor(check.name),
    expression: writtenFor(check.expression),
    inline: false,
    enforced: check.enforced,
    notValid: !check.validated,
    ...(check.period && { period: check.period }),
    range: nowhere,
  };
}

export function tableOptionsFor(table: Table): readonly TableOption[] {
  return (["engine", "charset", "collation", "comment"] as const).flatMap((name) => {
    const value = table[name];
    return value === undefined ? [] : [{ name, value, range: nowhere }];
  });
}

/** A MariaDB column's own check has the column's name, and is stated behind it. */
function isOfColumn(check: Check, table: Table): boolean {
  return check.inline && table.column(check.name) !== undefined;
}

/** All but those that InnoDB adds for the table's foreign keys under the same names. */
export function indexesToState(table: Table): readonly Index[] {
  const isImplied = ({ name, columns }: Index) =>
    table.foreignKeys.some((key) => key.name === name && key.columns.join() === columns.join());
  return table.indexes.filter((index) => !(index.implicit && isImplied(index)));
}

/** CREATE TABLE for a table as it is, without what InnoDB adds by itself. */
export function createTableFor(table: Table): CreateTable {
  return {
    kind: "createTable",
    table: objectNameFor(table),
    ifNotExists: false,
    orReplace: false,
    temporary: false,
    columns: table.columns.map((column) => {
      const checks = table.checks.filter((check) => isOfColumn(check, table) && check.name === column.name);
      const own = checks.map((check) => ({ ...checkDefinitionFor(check), name: undefined, inline: true }));
      return { ...columnDefinitionFor(column, table), checks: own };
    }),
    indexes: indexesToState(table).map(indexDefinitionFor),
    foreignKeys: table.foreignKeys.map(foreignKeyDefinitionFor),
    checks: table.checks.filter((check) => !isOfColumn(check, table)).map(checkDefinitionFor),
    options: tableOptionsFor(table),
    like: [],
    inherits: table.inherits.map((name) => objectNameFor({ name })),
    partitioned: table.partitioned,
    range: nowhere,
  };
}
