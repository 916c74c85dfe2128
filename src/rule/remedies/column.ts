// Columns as a rule wants them. In: a table or column, and a wish. Out: the changes that fulfil it.
// A wish leaves out what should stay; a new column then has not got it.

import { columnDefinitionFor, nameFor, objectNameFor, writtenFor } from "../../schema/definitions.js";
import type { Column, Schema, Table } from "../../schema/model.js";
import { tableOf } from "../../schema/queries.js";
import type { AlterColumn, Change } from "../../sql/change.js";
import type { ColumnDefinition, DataType, DefaultValue, Dialect, ObjectName } from "../../sql/definition.js";
import { nowhere } from "../../text/source-file.js";

export interface ColumnWish {
  readonly type?: DataType;
  readonly nullable?: boolean;
  readonly default?: DefaultValue;
  readonly onUpdate?: string;
}

/** A type as people write it: `VARCHAR(255)`. */
export function dataType(text: string): DataType {
  const [, name = text, list] = /^([^(]*)(?:\((.*)\))?$/.exec(text) ?? [];
  return {
    name: name.toLowerCase(),
    arguments: list?.split(",").map((argument) => argument.trim()) ?? [],
    values: [],
    unsigned: false,
    zerofill: false,
    dimensions: 0,
    text,
    range: nowhere,
  };
}

export function enumOf(values: readonly string[]): DataType {
  const text = `ENUM(${quoted(values)})`;
  return { ...dataType("ENUM"), values: values.map(writtenFor), text };
}

/** Texts as SQL strings, with commas between. */
export function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value.replace(/'/g, "''")}'`).join(", ");
}

/** BOOLEAN, which MySQL and MariaDB file as TINYINT(1). */
export function booleanType(schema: Schema): DataType {
  const type = dataType("BOOLEAN");
  return schema.dialect === "postgresql" ? type : { ...type, name: "tinyint", arguments: ["1"] };
}

export const defaultTrue: DefaultValue = { kind: "literal", text: "TRUE", value: "1", range: nowhere };
export const defaultNow: DefaultValue = { kind: "now", text: "CURRENT_TIMESTAMP", range: nowhere };

/** The same for a type: MySQL wants its fractions of a second stated alike (8.4 manual 13.2.5). */
export function defaultNowFor({ name, arguments: [fractions] }: DataType, dialect: Dialect): DefaultValue {
  const isPlain = dialect === "postgresql" || fractions === undefined || !/^(timestamp|datetime)$/.test(name);
  return isPlain ? defaultNow : { ...defaultNow, text: `${defaultNow.text}(${fractions})` };
}

/** Adds a column; `check` is a condition on it. */
export function addColumn(
  table: Table,
  column: string,
  wish: ColumnWish & { readonly type: DataType; readonly check?: string },
): Change {
  const checks =
    wish.check === undefined
      ? []
      : [
          {
            expression: writtenFor(wish.check),
            inline: true,
            enforced: true,
            notValid: false,
            range: nowhere,
          },
        ];
  return {
    kind: "addColumn",
    table: objectNameFor(table),
    column: { ...bare(column), checks, ...facts(wish) },
    ifNotExists: false,
    range: nowhere,
  };
}

/** MODIFY with the whole definition on MySQL and MariaDB, one ALTER COLUMN for each fact on PostgreSQL. */
export function changeColumn(schema: Schema, column: Column, wish: ColumnWish): readonly Change[] {
  const base = { table: ownerOf(column), column: nameFor(column.name), ifExists: false, range: nowhere };
  if (schema.dialect === "postgresql") {
    const parts: Partial<AlterColumn>[] = [];
    if (wish.type) parts.push({ type: wish.type });
    if (wish.default) parts.push({ default: wish.default });
    if (wish.nullable !== undefined) parts.push({ nullable: writtenFor(wish.nullable) });
    return parts.map((part) => ({ ...base, kind: "alterColumn", ...part }));
  }
  const own = columnDefinitionFor(column, tableOf(schema, column));
  // DEFAULT NULL says nothing where NULL is allowed, and is refused where it is not.
  const kept = wish.nullable === false && own.default?.kind === "null" ? { ...own, default: undefined } : own;
  const definition = { ...kept, ...facts(wish) };
  if (!isWhole(definition.type)) return [];
  return [{ ...base, kind: "redefineColumn", definition }];
}

/** A length that the SQL lacks is for a person to choose. */
function isWhole(type: DataType | undefined): boolean {
  return type !== undefined && (type.arguments.length > 0 || !/^var(char|binary)$/.test(type.name));
}

function bare(name: string): ColumnDefinition {
  return { name: nameFor(name), visible: true, indexes: [], foreignKeys: [], checks: [], range: nowhere };
}

/** What a wish states, without what it leaves out. */
function facts(wish: ColumnWish): Partial<ColumnDefinition> {
  return {
    ...(wish.type && { type: wish.type }),
    ...(wish.nullable !== undefined && { nullable: writtenFor(wish.nullable) }),
    ...(wish.default && { default: wish.default }),
    ...(wish.onUpdate !== undefined && { onUpdate: writtenFor(wish.onUpdate) }),
  };
}

/** How a change names the table of a part. */
export function ownerOf({ table, schema }: { readonly table: string; readonly schema?: string }): ObjectName {
  return objectNameFor({ name: table, schema });
}
