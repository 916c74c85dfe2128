// Changes of keys, references and checks on MySQL and MariaDB. In: a change. Out: actions of ALTER TABLE, or a note.

import { printCheck, printForeignKey, printMysqlIndex } from "../key.js";
import { printName, printObjectName } from "../name.js";
import {
  action,
  type ChangeOf,
  cannot,
  has,
  ifExists,
  ifNotExists,
  type Piece,
  type Printers,
  statement,
  type Target,
} from "../target.js";

export type KeyKind =
  | "addIndex"
  | "dropIndex"
  | "renameIndex"
  | "setIndexVisibility"
  | "dropPrimaryKey"
  | "addForeignKey"
  | "dropForeignKey"
  | "addCheck"
  | "dropConstraint"
  | "renameConstraint"
  | "alterConstraint";

export const mysqlKeyPrinters: Printers<KeyKind> = {
  addIndex: printAddIndex,
  dropIndex: (change, target) =>
    withTable(change, target, (table) =>
      action(
        { ...change, table },
        "DROP INDEX",
        ifExists(target, "drop-index-if-exists", change),
        printName(change.index.name, target),
      ),
    ),
  renameIndex: (change, target) =>
    withTable(change, target, (table) =>
      action(
        { ...change, table },
        "RENAME INDEX",
        ifExists(target, "rename-column-if-exists", change),
        `${printName(change.index.name, target)} TO ${printName(change.to, target)}`,
      ),
    ),
  setIndexVisibility: (change, target) => {
    const [visible, hidden] =
      target.dialect === "mariadb" ? ["NOT IGNORED", "IGNORED"] : ["VISIBLE", "INVISIBLE"];
    return [
      action(change, `ALTER INDEX ${printName(change.index, target)}`, change.visible ? visible : hidden),
    ];
  },
  dropPrimaryKey: (change) => [action(change, "DROP PRIMARY KEY")],
  addForeignKey: (change, target) => {
    const guard = ifNotExists(target, "foreign-key-if-not-exists", change);
    return [action(change, "ADD", printForeignKey(change.foreignKey, target, guard))];
  },
  dropForeignKey: (change, target) => [
    action(
      change,
      "DROP FOREIGN KEY",
      ifExists(target, "drop-foreign-key-if-exists", change),
      printName(change.name, target),
    ),
  ],
  addCheck: (change, target) => {
    const guard = ifNotExists(target, "constraint-if-not-exists", change);
    return [action(change, "ADD", printCheck(change.check, target, guard))];
  },
  dropConstraint: (change, target) => {
    const name = printName(change.name, target);
    if (change.period && has(target, "application-period"))
      return [action(change, "DROP PERIOD", change.ifExists && "IF EXISTS", `FOR ${name}`)];
    const words = change.only === "check" && target.dialect === "mysql" ? "DROP CHECK" : "DROP CONSTRAINT";
    return [action(change, words, ifExists(target, "drop-constraint-if-exists", change), name)];
  },
  renameConstraint: (_, target) => cannot(target, "RENAME CONSTRAINT: drop it and add it anew"),
  alterConstraint: (change, target) => {
    if (change.enforced === undefined || !has(target, "not-enforced"))
      return cannot(target, "ALTER CONSTRAINT: drop it and add it anew");
    const words = change.enforced ? "ENFORCED" : "NOT ENFORCED";
    return [action(change, `ALTER CHECK ${printName(change.name, target)} ${words}`)];
  },
};

function withTable(
  change: ChangeOf<"dropIndex" | "renameIndex">,
  target: Target,
  print: (table: NonNullable<typeof change.table>) => Piece,
): readonly Piece[] {
  if (change.table) return [print(change.table)];
  return cannot(target, `index ${printName(change.index.name, target)} without its table`);
}

function printAddIndex(change: ChangeOf<"addIndex">, target: Target): readonly Piece[] {
  const { index, table } = change;
  if (index.where) return cannot(target, "index with a WHERE condition");
  if (change.usingIndex) return cannot(target, "USING INDEX");
  if (change.orReplace && has(target, "create-or-replace") && index.name && index.kind !== "primary") {
    const name = printName(index.name, target);
    const words = { unique: "UNIQUE ", fulltext: "FULLTEXT ", spatial: "SPATIAL ", index: "", exclusion: "" }[
      index.kind
    ];
    const body = printMysqlIndex({ ...index, kind: "index", name: undefined }, target).replace(/^INDEX /, "");
    return [
      statement(`CREATE OR REPLACE ${words}INDEX ${name} ON ${printObjectName(table, target)} ${body}`),
    ];
  }
  const guard = ifNotExists(target, "index-if-not-exists", change);
  return [action(change, "ADD", printMysqlIndex(index, target, guard))];
}
