// A replayed schema as an ER diagram. In: a schema. Out: Mermaid's erDiagram (mermaid.js.org, "Entity Relationship Diagrams").

import type { Column, ForeignKey, Schema, Table } from "../schema/model.js";
import type { SchemaReporter } from "./reporter.js";
import { visible } from "./visible.js";

export const schemaMermaid: SchemaReporter = {
  name: "mermaid",
  render: (schema) => `erDiagram\n${[...entities(schema), ...relations(schema)].join("")}`,
};

function entities(schema: Schema): readonly string[] {
  return [...schema.tables].map((table) => {
    const attributes = table.columns.map((column) => `    ${attributeOf(table, column)}\n`);
    const body = attributes.length > 0 ? ` {\n${attributes.join("")}  }` : "";
    return `  ${entityName(table.name, table.schema)}${body}\n`;
  });
}

/** `type name PK, FK "comment"`: types and names hold no blanks there. */
function attributeOf(table: Table, column: Column): string {
  const keys = [
    table.primaryKey?.columns.includes(column.name) && "PK",
    table.foreignKeys.some((key) => key.columns.includes(column.name)) && "FK",
    isAloneUnique(table, column) && "UK",
  ].filter((mark) => mark !== false && mark !== undefined);
  const comment = column.comment ? ` "${quotable(column.comment)}"` : "";
  const marks = keys.length > 0 ? ` ${keys.join(", ")}` : "";
  return `${word(typeOf(column))} ${word(column.name)}${marks}${comment}`;
}

function isAloneUnique(table: Table, column: Column): boolean {
  return table.indexes.some(
    (index) => index.kind === "unique" && index.parts.length === 1 && index.parts[0]?.column === column.name,
  );
}

function typeOf({ type }: Column): string {
  const length = type.arguments.length > 0 ? `(${type.arguments.join("_")})` : "";
  return `${type.name}${length}${"[]".repeat(type.dimensions)}`;
}

function relations(schema: Schema): readonly string[] {
  return [...schema.tables].flatMap((table) => table.foreignKeys.map((key) => relationOf(table, key)));
}

/** Which rows may stand on each side: the key's own may be none or many, or one where its columns are unique. */
function relationOf(table: Table, key: ForeignKey): string {
  const unique = table.indexes.some(
    (index) =>
      index.unique &&
      index.parts.length > 0 &&
      index.columns.every((name) => key.columns.includes(name ?? "")),
  );
  const optional = key.columns.some((name) => table.column(name)?.nullable);
  const target = entityName(key.target.table, key.target.schema);
  const from = entityName(table.name, table.schema);
  return `  ${target} ${optional ? "|o" : "||"}--${unique ? "o|" : "o{"} ${from} : "${quotable(key.columns.join(", "))}"\n`;
}

function entityName(name: string, schema?: string): string {
  const full = schema === undefined ? name : `${schema}.${name}`;
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(full) ? full : `"${quotable(full)}"`;
}

function word(text: string): string {
  const folded = text.replace(/[^A-Za-z0-9_()[\]-]+/g, "_");
  return /^[A-Za-z_]/.test(folded) ? folded : `_${folded}`;
}

function quotable(text: string): string {
  return visible(text).replace(/"/g, "'");
}
