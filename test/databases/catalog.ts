// What a catalog knows, in one shape for the model and for servers: one line of text an object, so that a difference reads.

import { closedValuesOf } from "../../src/schema/closed-values.js";
import { foldExpression, tokenizeExpression } from "../../src/schema/expression-text.js";
import { defaultText, enumTypeFacts, foreignKeyFacts, partsText } from "../../src/schema/facts.js";
import type { Column, Schema, Table } from "../../src/schema/model.js";
import { canonicalType } from "../../src/schema/types.js";

/** A file of statements. */
export interface ServerScript {
  readonly path: string;
  readonly text: string;
}

/** A statement that a server refused: a line of it, from 1, and the server's words. */
export interface ServerRefusal {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** What a server made of scripts. */
export interface ServerRun {
  readonly refused: readonly ServerRefusal[];
  /** The catalog afterwards. */
  readonly lines: readonly string[];
}

export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default?: string;
  readonly onUpdate?: string;
  readonly autoIncrement: boolean;
  readonly generated?: string;
  readonly identity?: string;
  readonly collation?: string;
  readonly comment?: string;
}

/** `column releases.3 tenantId char(36) NOT NULL …` */
export function columnLine(table: string, position: number, column: CatalogColumn): string {
  return [
    `column ${table}.${position} ${column.name} ${column.type}`,
    column.nullable ? "NULL" : "NOT NULL",
    column.default === undefined ? "" : `DEFAULT ${column.default}`,
    column.onUpdate === undefined ? "" : `ON UPDATE ${column.onUpdate}`,
    column.autoIncrement ? "AUTO_INCREMENT" : "",
    column.generated === undefined ? "" : `AS ${column.generated}`,
    column.identity === undefined ? "" : `IDENTITY ${column.identity}`,
    column.collation ?? "",
    column.comment ? `'${column.comment}'` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The lines of a model. `typeOf` and `collationOf` say what a server shows where that is not what was written. */
export function modelLines(
  schema: Schema,
  shown: { typeOf?(column: Column): string; collationOf?(column: Column): string | undefined } = {},
): string[] {
  const types = schema.enumTypes.map((type) => `enum type ${type.name} ${enumTypeFacts(type)[0]?.value}`);
  return [...schema.tables.flatMap((table) => tableLines(table, schema, shown)), ...types].sort();
}

function tableLines(
  table: Table,
  { dialect }: Schema,
  shown: { typeOf?(column: Column): string; collationOf?(column: Column): string | undefined },
): string[] {
  const of = table.schema === undefined ? table.name : `${table.schema}.${table.name}`;
  const lines = [`table ${of} ${table.comment ?? ""}`.trimEnd()];
  for (const [at, column] of table.columns.entries()) {
    lines.push(
      columnLine(of, at + 1, {
        name: column.name,
        type: shown.typeOf?.(column) ?? canonicalType(column.type, dialect),
        nullable: column.nullable,
        default: defaultText(column.default, column.type.name, dialect),
        onUpdate: column.onUpdate && (/\([1-6]\)/.exec(column.onUpdate)?.[0] ?? "()"),
        autoIncrement: column.autoIncrement,
        generated: column.generated && foldExpression(column.generated.expression, dialect),
        identity: column.identity,
        collation: shown.collationOf ? shown.collationOf(column) : column.collation,
        comment: column.comment,
      }),
    );
  }
  for (const index of table.indexes)
    lines.push(indexLine(of, index.name, index.kind, partsText(index, dialect)));
  for (const key of table.foreignKeys)
    lines.push(
      foreignKeyLine(
        of,
        key.name,
        foreignKeyFacts(key, dialect).map(({ value }) => value),
      ),
    );
  for (const check of table.checks) lines.push(checkLine(of, check.name, check.expression, dialect));
  return lines;
}

export function indexLine(table: string, name: string, kind: string, parts: string): string {
  return `index ${table}.${name} ${kind} ${parts}`;
}

/** Columns, target, ON DELETE, ON UPDATE. */
export function foreignKeyLine(table: string, name: string, facts: readonly (string | undefined)[]): string {
  return `foreign key ${table}.${name} ${facts.filter((fact) => fact !== undefined).join(" ")}`;
}

export function checkLine(
  table: string,
  name: string,
  expression: string,
  dialect: Schema["dialect"],
): string {
  return `check ${table}.${name} ${checkText(expression, dialect)}`;
}

/** A list of values is one text, however a server writes it: IN, or = ANY over an array of casts. */
function checkText(expression: string, dialect: Schema["dialect"]): string {
  const folded = foldExpression(expression, dialect);
  // PostgreSQL puts every comparison into parentheses of its own.
  if (/ (and|or) /.test(folded))
    return dialect === "postgresql" ? folded.replace(/[()] ?/g, "").trimEnd() : folded;
  const column = tokenizeExpression(expression, dialect).find(({ kind }) => kind === "word")?.text ?? "";
  const values = closedValuesOf(expression, column, dialect);
  return values ? `${column} in (${values.join(", ")})` : folded;
}
