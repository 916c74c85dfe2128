// Changes of columns on PostgreSQL. In: a change. Out: actions of ALTER TABLE, COMMENT ON, notes.

import type { AlterColumn } from "../../change.js";
import type { ColumnDefinition, ObjectName } from "../../definition.js";
import { printColumn, printDefault } from "../column.js";
import type { ColumnKind } from "../mysql/columns.js";
import { printName, printObjectName, printString } from "../name.js";
import { action, type ChangeOf, type Piece, type Printers, statement, type Target } from "../target.js";
import { printType } from "../type.js";

export const postgresqlColumnPrinters: Printers<ColumnKind> = {
  addColumn: (change, target) => [
    action(change, "ADD COLUMN", change.ifNotExists && "IF NOT EXISTS", printColumn(change.column, target)),
    ...printColumnComment(change.table, change.column, target),
  ],
  dropColumn: (change, target) => [
    action(
      change,
      "DROP COLUMN",
      change.ifExists && "IF EXISTS",
      printName(change.column, target),
      change.cascade && "CASCADE",
    ),
  ],
  redefineColumn: printRedefineColumn,
  renameColumn: (change, target) => [printRename(change, target)],
  alterColumn: printAlterColumn,
};

/** COMMENT ON COLUMN, where the definition has a comment. */
export function printColumnComment(
  table: ObjectName,
  { name, comment }: Pick<ColumnDefinition, "name" | "comment">,
  target: Target,
): readonly Piece[] {
  if (!comment) return [];
  const column = `${printObjectName(table, target)}.${printName(name, target)}`;
  return [statement(`COMMENT ON COLUMN ${column} IS ${printString(comment.value, target.dialect)}`)];
}

// RENAME shares its ALTER TABLE with no other action: PostgreSQL 17 manual, ALTER TABLE.
function printRename(
  change: Pick<ChangeOf<"renameColumn">, "table" | "ifTableExists" | "column" | "to">,
  target: Target,
): Piece {
  return statement(
    `ALTER TABLE${change.ifTableExists ? " IF EXISTS" : ""} ${printObjectName(change.table, target)}`,
    `RENAME COLUMN ${printName(change.column, target)} TO ${printName(change.to, target)}`,
  );
}

/** MODIFY and CHANGE state every fact: each becomes an action, what is not stated is dropped. */
function printRedefineColumn(change: ChangeOf<"redefineColumn">, target: Target): readonly Piece[] {
  const { column, definition, table, range, ifTableExists } = change;
  const { name, type, nullable, default: value, comment } = definition;
  const base = { kind: "alterColumn", table, ifTableExists, column: name, ifExists: false, range } as const;
  const facts: Partial<AlterColumn>[] = [
    ...(type ? [{ type }] : []),
    { nullable: nullable ?? { value: true, range } },
    // A generated column's expression is no default, and this cannot change it.
    ...(definition.generated ? [] : [{ default: value ?? null }]),
    ...(comment ? [{ comment }] : []),
  ];
  return [
    ...(column.text === name.text ? [] : [printRename({ ...change, to: name }, target)]),
    ...facts.flatMap((fact) => printAlterColumn({ ...base, ...fact }, target)),
  ];
}

function printAlterColumn(change: ChangeOf<"alterColumn">, target: Target): readonly Piece[] {
  const { comment, identity, nullable, type } = change;
  const alter = (fact: string) => [
    action(change, `ALTER COLUMN ${printName(change.column, target)} ${fact}`),
  ];
  if (change.default === null) return alter("DROP DEFAULT");
  if (change.default) return alter(`SET DEFAULT ${printDefault(change.default, undefined, target)}`);
  if (nullable) return alter(nullable.value ? "DROP NOT NULL" : "SET NOT NULL");
  if (type) return alter(`TYPE ${printType(type, target)}${change.using ? ` USING ${change.using}` : ""}`);
  const guard = change.ifExists ? " IF EXISTS" : "";
  if (change.generated === null) return alter(`DROP EXPRESSION${guard}`);
  if (change.generated) return alter(`SET EXPRESSION AS (${change.generated.value})`);
  if (identity) {
    const { value } = identity;
    if (value === null) return alter(`DROP IDENTITY${guard}`);
    const generated = `GENERATED ${value.toUpperCase()}`;
    return alter(change.wants === "identity" ? `SET ${generated}` : `ADD ${generated} AS IDENTITY`);
  }
  if (comment?.value === null) {
    const column = `${printObjectName(change.table, target)}.${printName(change.column, target)}`;
    return [statement(`COMMENT ON COLUMN ${column} IS NULL`)];
  }
  if (comment)
    return printColumnComment(
      change.table,
      { name: change.column, comment: { ...comment, value: comment.value as string } },
      target,
    );
  return [];
}
