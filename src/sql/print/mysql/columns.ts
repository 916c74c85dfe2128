// Changes of columns on MySQL and MariaDB. In: a change. Out: actions of ALTER TABLE, or a note.

import type { ColumnPosition } from "../../definition.js";
import { checksBeside, printColumn, printDefault } from "../column.js";
import { printCheck, printForeignKey } from "../key.js";
import { printName } from "../name.js";
import {
  action,
  type ChangeOf,
  cannot,
  has,
  ifExists,
  ifNotExists,
  note,
  type Piece,
  type Printers,
  type Target,
} from "../target.js";

export type ColumnKind = "addColumn" | "dropColumn" | "redefineColumn" | "renameColumn" | "alterColumn";

export const mysqlColumnPrinters: Printers<ColumnKind> = {
  addColumn: (change, target) => [
    action(
      change,
      "ADD COLUMN",
      ifNotExists(target, "add-column-if-not-exists", change),
      printColumn(change.column, target),
      printPosition(change.position, target),
    ),
    ...checksBeside(change.column, target).map((check) => action(change, "ADD", printCheck(check, target))),
  ],
  dropColumn: (change, target) => [
    action(
      change,
      "DROP COLUMN",
      ifExists(target, "drop-column-if-exists", change),
      printName(change.column, target),
      change.cascade && "CASCADE",
    ),
  ],
  redefineColumn: (change, target) => {
    const isRenamed = change.column.text !== change.definition.name.text;
    return [
      action(
        change,
        isRenamed ? "CHANGE COLUMN" : "MODIFY COLUMN",
        ifExists(target, "modify-column-if-exists", change),
        isRenamed && printName(change.column, target),
        // Neither server takes REFERENCES here: MySQL 8.4 manual 15.1.9.
        printColumn({ ...change.definition, foreignKeys: [] }, target),
        printPosition(change.position, target),
      ),
      ...checksBeside(change.definition, target).map((check) =>
        action(change, "ADD", printCheck(check, target)),
      ),
      ...change.definition.foreignKeys.map((key) => action(change, "ADD", printForeignKey(key, target))),
    ];
  },
  renameColumn: (change, target) => {
    const from = printName(change.column, target);
    const to = printName(change.to, target);
    if (!has(target, "rename-column"))
      return [note(`Write CHANGE COLUMN ${from} ${to} with its definition.`)];
    return [
      action(change, "RENAME COLUMN", ifExists(target, "rename-column-if-exists", change), from, "TO", to),
    ];
  },
  alterColumn: printAlterColumn,
};

function printPosition(position: ColumnPosition | undefined, target: Target): string | undefined {
  if (!position) return undefined;
  return position.kind === "first" ? "FIRST" : `AFTER ${printName(position.column, target)}`;
}

function printAlterColumn(change: ChangeOf<"alterColumn">, target: Target): readonly Piece[] {
  const alter = (fact: string) =>
    action(
      change,
      "ALTER COLUMN",
      ifExists(target, "modify-column-if-exists", change),
      printName(change.column, target),
      fact,
    );
  if (change.default === null) return [alter("DROP DEFAULT")];
  if (change.default) {
    const value = printDefault(change.default, undefined, target);
    // SET DEFAULT takes a literal or parentheses, unlike DEFAULT: MySQL 8.4 manual 15.1.9.
    const isBare = change.default.kind === "now" && target.dialect === "mysql" && !value.startsWith("(");
    return [alter(`SET DEFAULT ${isBare ? `(${value})` : value}`)];
  }
  if (change.visible !== undefined && has(target, "alter-column-visibility"))
    return [alter(`SET ${change.visible ? "VISIBLE" : "INVISIBLE"}`)];
  return cannot(
    target,
    `ALTER COLUMN for this: write MODIFY COLUMN ${printName(change.column, target)} with its definition`,
  );
}
