// A replayed schema for programs. In: a schema. Out: JSON: every table with its columns, keys, references and checks, and where each
// was born. Lines and columns count from 1, columns in UTF-16 units.

import type { Check, Column, ForeignKey, Index, Table } from "../schema/model.js";
import type { Location } from "../text/source-file.js";
import { toJson } from "./escape.js";
import type { SchemaReporter } from "./reporter.js";

export const schemaJson: SchemaReporter = {
  name: "json",
  render: (schema) =>
    toJson({
      version: 1,
      dialect: schema.dialect,
      tables: [...schema.tables].filter((table) => table.knowledge !== "external").map(tableObject),
      enumTypes: [...schema.enumTypes].map(({ name, schema: inSchema, values, places }) => ({
        name,
        schema: inSchema,
        values,
        at: placeOf(places.self),
      })),
      objects: [...schema.objects].map(({ object, name, schema: inSchema, table, place }) => ({
        kind: object,
        name,
        schema: inSchema,
        table,
        at: placeOf(place),
      })),
    }),
};

function placeOf({ file, range }: Location): object {
  return { file: file.path, ...file.positionAt(range.start) };
}

function tableObject(table: Table): object {
  const { name, schema, engine, charset, collation, comment, partitioned, inherits, knowledge } = table;
  return {
    name,
    schema,
    knowledge,
    engine,
    charset,
    collation,
    comment,
    partitioned: partitioned || undefined,
    inherits: inherits.length > 0 ? inherits : undefined,
    at: placeOf(table.bornAt),
    columns: table.columns.map(columnObject),
    indexes: table.indexes.map(indexObject),
    foreignKeys: table.foreignKeys.map(foreignKeyObject),
    checks: table.checks.map(checkObject),
  };
}

function columnObject(column: Column): object {
  const { name, type, nullable, autoIncrement, identity, generated, comment, charset, collation } = column;
  return {
    name,
    type: {
      name: type.name,
      arguments: type.arguments.length > 0 ? type.arguments : undefined,
      values: type.values.length > 0 ? type.values.map(({ value }) => value) : undefined,
      unsigned: type.unsigned || undefined,
      dimensions: type.dimensions || undefined,
      text: type.text,
    },
    nullable,
    default: column.default?.text,
    onUpdate: column.onUpdate,
    autoIncrement: autoIncrement || undefined,
    identity,
    generated,
    comment,
    charset,
    collation,
    visible: column.visible ? undefined : false,
    at: placeOf(column.bornAt),
  };
}

function indexObject(index: Index): object {
  const { name, kind, parts, implicit, method, where, include, comment, visible } = index;
  return {
    name,
    kind,
    parts,
    implicit: implicit || undefined,
    method,
    where,
    include: include.length > 0 ? include : undefined,
    comment,
    visible: visible ? undefined : false,
    at: placeOf(index.at()),
  };
}

function foreignKeyObject(key: ForeignKey): object {
  const { name, columns, target, targetColumns, onDelete, onUpdate, validated } = key;
  return {
    name,
    columns,
    target,
    targetColumns,
    onDelete,
    onUpdate,
    validated: validated ? undefined : false,
    at: placeOf(key.at()),
  };
}

function checkObject(check: Check): object {
  const { name, expression, enforced, validated } = check;
  return {
    name,
    expression,
    enforced: enforced ? undefined : false,
    validated: validated ? undefined : false,
    at: placeOf(check.at()),
  };
}
