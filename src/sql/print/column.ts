// A column's definition as a dialect writes it. In: a ColumnDefinition. Out: SQL in the order that every server takes.

import type { CheckDefinition, ColumnDefinition, DataType, DefaultValue } from "../definition.js";
import { printCheck, printDeferral, printReferences } from "./key.js";
import { printName, printString, printStrings } from "./name.js";
import { has, join, type Target } from "./target.js";
import { isBoolean, printType } from "./type.js";

export function printColumn(column: ColumnDefinition, target: Target): string {
  return join(
    printName(column.name, target),
    column.type && printType(column.type, target),
    ...(target.dialect === "postgresql" ? postgresqlFacts(column, target) : mysqlFacts(column, target)),
    ...ownChecks(column, target).map((check) => printCheck(check, target)),
    // MySQL 8.4 manual 15.1.20: behind all other attributes.
    ...column.foreignKeys.map((key) =>
      join(key.name && `CONSTRAINT ${printName(key.name, target)}`, printReferences(key, target)),
    ),
  );
}

// MariaDB gives a column's own check no name: documentation "CONSTRAINT".
function isNameless(target: Target): boolean {
  return target.dialect === "mariadb";
}

function ownChecks({ checks }: ColumnDefinition, target: Target): readonly CheckDefinition[] {
  return isNameless(target) ? checks.filter((check) => !check.name) : checks;
}

/** The checks of a column that its definition cannot carry: they are the table's to state. */
export function checksBeside({ checks }: ColumnDefinition, target: Target): readonly CheckDefinition[] {
  return isNameless(target) ? checks.filter((check) => check.name) : [];
}

function mysqlFacts(column: ColumnDefinition, target: Target): readonly (string | false | undefined)[] {
  const { generated, comment } = column;
  return [
    generated &&
      `GENERATED ALWAYS AS (${generated.expression.value}) ${generated.stored ? "STORED" : "VIRTUAL"}`,
    // MariaDB takes neither NULL nor NOT NULL on a generated column: documentation "Generated Columns".
    (!generated || target.dialect === "mysql") && printNullable(column),
    column.default && `DEFAULT ${printDefault(column.default, column.type, target)}`,
    column.onUpdate && `ON UPDATE ${column.onUpdate.value}`,
    (column.autoIncrement ?? column.identity) && "AUTO_INCREMENT",
    !column.visible && "INVISIBLE",
    ...column.indexes.map((index) => (index.kind === "primary" ? "PRIMARY KEY" : "UNIQUE")),
    comment && `COMMENT ${printString(comment.value, target.dialect)}`,
  ];
}

function postgresqlFacts(column: ColumnDefinition, target: Target): readonly (string | false | undefined)[] {
  const { generated, identity, type } = column;
  const isStored = generated?.stored || !has(target, "virtual-generated-column");
  const { nullable } = column;
  const isNamed = nullable?.name && !nullable.value && has(target, "not-null-constraint");
  return [
    isNamed && nullable?.name && `CONSTRAINT ${printName(nullable.name, target)}`,
    printNullable(column),
    column.default && `DEFAULT ${printDefault(column.default, type, target)}`,
    generated && `GENERATED ALWAYS AS (${generated.expression.value}) ${isStored ? "STORED" : "VIRTUAL"}`,
    (identity ?? column.autoIncrement) &&
      `GENERATED ${identity?.value === "always" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`,
    ...column.indexes.map((index) =>
      join(
        index.name && `CONSTRAINT ${printName(index.name, target)}`,
        index.kind === "primary" ? "PRIMARY KEY" : "UNIQUE",
        index.nullsNotDistinct && "NULLS NOT DISTINCT",
        printDeferral(index),
      ),
    ),
    type &&
      isEnum(type) &&
      `CHECK (${printName(column.name, target)} IN ${printStrings(type.values, "postgresql")})`,
  ];
}

function isEnum({ name, values }: DataType): boolean {
  return name === "enum" && values.length > 0;
}

function printNullable({ nullable }: ColumnDefinition): string | undefined {
  return nullable && (nullable.value ? "NULL" : "NOT NULL");
}

/** A default's value; `type` is its column's, where that is known. */
export function printDefault(value: DefaultValue, type: DataType | undefined, target: Target): string {
  const { kind, text } = value;
  if (kind === "literal") return printLiteral(value, type, target);
  if (kind === "expression" && !text.startsWith("(") && !has(target, "default-expression-bare"))
    return `(${text})`;
  return text;
}

function printLiteral({ text, value }: DefaultValue, type: DataType | undefined, target: Target): string {
  if (value === undefined) return text;
  if (target.dialect !== "postgresql") {
    // 'x'::text is PostgreSQL's; MySQL's own forms stay as they are.
    return text.includes("::") ? printString(value, target.dialect) : text;
  }
  if (type && isBoolean(type) && /^[01]$/.test(value)) return value === "1" ? "TRUE" : "FALSE";
  // "x", and 'x' with a backslash in it, are MySQL's spellings.
  return /^["']/.test(text) && !text.includes("::") ? printString(value, target.dialect) : text;
}
