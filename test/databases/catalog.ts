// What a catalog knows, in one shape for the model and for servers: one line of text an object, so that a difference reads.

import { closedValuesOf } from "../../src/schema/closed-values.js";
import { defaultText, nowText } from "../../src/schema/default-text.js";
import { foldExpression, tokenizeExpression } from "../../src/schema/expression-text.js";
import { enumTypeFacts, foreignKeyFacts, indexFacts, partsText } from "../../src/schema/facts.js";
import type { Column, Index, NamedObject, Schema, Table } from "../../src/schema/model.js";
import { canonicalType } from "../../src/schema/types.js";

/** A file of statements. */
export interface ServerScript {
  readonly path: string;
  readonly text: string;
  /** Of MySQL's client, from the start on. Default: a semicolon. */
  readonly delimiter?: string;
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

/** Rows of one of a server's catalogs: cells as texts, by column in lower case. */
export interface CatalogRows {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | null>>[];
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
export function columnLine(
  table: string,
  position: number,
  column: CatalogColumn,
  dialect: Schema["dialect"],
): string {
  return [
    `column ${table}.${position} ${column.name} ${column.type}`,
    column.nullable ? "NULL" : "NOT NULL",
    column.default === undefined ? "" : `DEFAULT ${shownDefault(column.default, dialect)}`,
    column.onUpdate === undefined ? "" : `ON UPDATE ${column.onUpdate}`,
    column.autoIncrement ? "AUTO_INCREMENT" : "",
    column.generated === undefined ? "" : `AS ${bareText(column.generated, dialect)}`,
    column.identity === undefined ? "" : `IDENTITY ${column.identity}`,
    column.collation ?? "",
    column.comment ? `'${column.comment}'` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Expressions stand in parentheses, values do not. */
function shownDefault(text: string, dialect: Schema["dialect"]): string {
  return text.startsWith("(") ? `(${bareText(text, dialect)})` : text;
}

/** The lines of a model. `typeOf` and `collationOf` say what a server shows where that is not what was written. */
export function modelLines(
  schema: Schema,
  shown: { typeOf?(column: Column): string; collationOf?(column: Column): string | undefined } = {},
): string[] {
  const types = schema.enumTypes.map(
    (type) => `enum type ${identityText(type)} ${enumTypeFacts(type)[0]?.value}`,
  );
  const objects = schema.dialect === "postgresql" ? schema.objects.flatMap(objectLine) : [];
  return [...schema.tables.flatMap((table) => tableLines(table, schema, shown)), ...types, ...objects].sort();
}

/** With its schema, where that is not the default one. */
export function identityText({ name, schema }: { readonly name: string; readonly schema?: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

/** PostgreSQL's sequences with their owners, composite types and domains. */
function objectLine(object: NamedObject): readonly string[] {
  const label = identityText(object);
  if (object.object === "sequence") {
    const { table, column, schema } = object;
    return [sequenceLine(label, table && column && `${identityText({ name: table, schema })}.${column}`)];
  }
  if (object.object === "domain") return [`domain ${label}`];
  if (object.object !== "type" || !object.attributes) return [];
  const attributes = object.attributes.flatMap(({ name, type }) =>
    type ? [`${name.text} ${canonicalType(type, "postgresql")}`] : [],
  );
  return [compositeLine(label, attributes)];
}

export function sequenceLine(label: string, owner: string | undefined): string {
  return `sequence ${label} ${owner ?? ""}`.trimEnd();
}

export function compositeLine(label: string, attributes: readonly string[]): string {
  return `type ${label} (${attributes.join(", ")})`;
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
      columnLine(
        of,
        at + 1,
        {
          name: column.name,
          type: shown.typeOf?.(column) ?? canonicalType(column.type, dialect),
          nullable: column.nullable,
          default: defaultText(column.default, column.type.name, dialect),
          onUpdate: column.onUpdate && (/\([1-6]\)/.exec(nowText(column.onUpdate))?.[0] ?? "()"),
          autoIncrement: column.autoIncrement,
          generated: column.generated && foldExpression(column.generated.expression, dialect),
          identity: column.identity,
          collation: shown.collationOf ? shown.collationOf(column) : column.collation,
          comment: column.comment,
        },
        dialect,
      ),
    );
  }
  for (const index of table.indexes)
    lines.push(indexLine(of, index.name, index.kind, indexText(withPeriodColumns(index, table), dialect)));
  for (const key of table.foreignKeys)
    lines.push(
      foreignKeyLine(
        of,
        key.name,
        foreignKeyFacts(key, dialect).flatMap(({ fact, value }) => (fact === "comment" ? [] : [value])),
      ),
    );
  for (const check of table.checks) lines.push(checkLine(of, check.name, check.expression, dialect));
  return lines;
}

/** MariaDB's catalog has the columns of a period in its place, the end first. */
function withPeriodColumns(index: Index, table: Table): Index {
  const parts = index.parts.flatMap((part) => {
    const period =
      part.withoutOverlaps && table.checks.find((check) => check.period && check.name === part.column);
    const [, start, end] = (period && /^`(.*)` < `(.*)`$/.exec(period.expression)) || [];
    const plain = { descending: false };
    return start && end
      ? [
          { column: end, ...plain },
          { column: start, ...plain },
        ]
      : [part];
  });
  return index.with({ parts });
}

/** What an index consists of; of MySQL's only the parts. */
export function indexText(index: Index, dialect: Schema["dialect"]): string {
  const parts = bareText(partsText(index, dialect), dialect);
  if (dialect !== "postgresql") return parts;
  const facts = indexFacts(index, dialect).filter(({ fact }) => !["kind", "columns"].includes(fact));
  const more = facts.flatMap(({ fact, value }) => {
    if (value === undefined) return [];
    // The server shows columns without their table, however they were written.
    return [`${fact} ${bareText(value, dialect).replaceAll(`${index.table} . `, "")}`];
  });
  return [parts, ...more].join("; ");
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
  const column = tokenizeExpression(expression, dialect).find(({ kind }) => kind === "word")?.text ?? "";
  const values = / (and|or) /.test(folded) ? undefined : closedValuesOf(expression, column, dialect);
  return values ? `${column} in (${values.join(", ")})` : bareText(folded, dialect);
}

const castPattern =
  /:: (?:\w+ \. )?\w+(?: (?:varying|precision))?(?: \( \d+(?: , \d+)? \))?(?: with(?:out)? time zone)?(?: \[ \])*/g;
// PostgreSQL 18 manual 9.7.1 and 9.24: what the operators are called in SQL.
const operators: Readonly<Record<string, string>> = {
  ...{ "!=": "<>", "! ~ ~ *": "not ilike", "! ~ ~": "not like", "~ ~ *": "ilike", "~ ~": "like" },
  ...{ "= any array": "in", "<> all array": "not in", "trim both from": "trim" },
};

/** `cast ( x as y )` and `x :: y` as x; what is in the default schema without its name. */
function withoutCasts(folded: string): string {
  const plain = folded.replace(castPattern, "").replace(/(nextval \( ')public\./g, "$1");
  return plain.replace(/\bcast \(/g, "(").replace(/ as (?:\w+ )?\w+(?= \))/g, "");
}

/** MySQL 8.4 manual 14.17.3: what `->` and `->>` stand for. */
function withoutArrows(folded: string): string {
  return folded
    .replace(/(\w+) - > > ('(?:[^']|'')*')/g, "json_unquote ( json_extract ( $1 , $2 ) )")
    .replace(/(\w+) - > ('(?:[^']|'')*')/g, "json_extract ( $1 , $2 )");
}

/**
 * An expression without what a server adds when it shows one: parentheses around every part, on PostgreSQL casts and its own names of
 * operators. In: folded text.
 */
export function bareText(folded: string, dialect: Schema["dialect"]): string {
  const plain = dialect === "postgresql" ? withoutCasts(folded) : withoutArrows(folded);
  let text = plain.replace(/[()]/g, " ").replace(/ +/g, " ").trim();
  if (dialect !== "postgresql") return text.replace(/!=/g, "<>").replace(/\bsubstring\b/g, "substr");
  for (const [shown, written] of Object.entries(operators)) text = text.replaceAll(shown, written);
  return (
    text
      .replace(/\b((?:not )?in) \[ (.*?) \]/g, "$1 $2")
      // A number below zero is a text that is cast, an array is written without blanks.
      .replace(/'-(\d+(?:\.\d+)?)'/g, "- $1")
      .replace(/'\{[^'"]*\}'/g, (array) => array.replace(/, +/g, ","))
      .replace(/ +/g, " ")
  );
}

/** The order of columns aside: a column that was added again stands last. */
export function withoutPositions(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/^(column .*?)\.\d+ /, "$1.")).sort();
}
