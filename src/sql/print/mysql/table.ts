// Changes of whole tables on MySQL and MariaDB. In: a change. Out: statements, actions of ALTER TABLE, notes.

import { factsByName } from "../../../text/facts-by-name.js";
import type { TableOption } from "../../definition.js";
import { checksBeside, printColumn } from "../column.js";
import { printCheck, printForeignKey, printMysqlIndex } from "../key.js";
import { printObjectName, printString } from "../name.js";
import {
  action,
  type ChangeOf,
  cannot,
  has,
  ifExists,
  join,
  note,
  type Piece,
  type Printers,
  printElements,
  statement,
  type Target,
} from "../target.js";

export type TableKind =
  | "createTable"
  | "dropTable"
  | "renameTable"
  | "moveTable"
  | "setTableOptions"
  | "convertCharset"
  | "setComment"
  | "attachPartition"
  | "touchTable";

export const mysqlTablePrinters: Printers<TableKind> = {
  createTable: printCreateTable,
  dropTable: (change, target) => [
    statement(
      join("DROP", change.temporary && "TEMPORARY", "TABLE", change.ifExists && "IF EXISTS"),
      printObjectName(change.table, target),
      change.cascade && "CASCADE",
    ),
  ],
  renameTable: (change, target) => [
    statement(
      "RENAME TABLE",
      ifExists(target, "rename-table-if-exists", change),
      `${printObjectName(change.table, target)} TO ${printObjectName(change.to, target)}`,
    ),
  ],
  moveTable: (change, target) => [
    statement(
      `RENAME TABLE ${printObjectName(change.table, target)}`,
      `TO ${printObjectName({ ...change.table, schema: change.schema }, target)}`,
    ),
  ],
  setTableOptions: (change, target) => [action(change, printOptions(change.options, target))],
  convertCharset: (change) => [
    action(
      change,
      `CONVERT TO CHARACTER SET ${change.charset.value}`,
      change.collation && `COLLATE ${change.collation.value}`,
    ),
  ],
  setComment: (change, target) => {
    const { object, table, comment } = change;
    if (object !== "table" || !table) return cannot(target, `comment on this kind of object: ${object}`);
    return [action({ table }, `COMMENT=${printString(comment.value ?? "", target.dialect)}`)];
  },
  attachPartition: (_, target) => cannot(target, "ATTACH PARTITION"),
  touchTable: (change, target) => [
    note(
      `ALTER TABLE ${printObjectName(change.table, target)}: ${change.what}, which changes no definition.`,
    ),
  ],
};

function printCreateTable(change: ChangeOf<"createTable">, target: Target): readonly Piece[] {
  const { like, columns, options } = change;
  const table = printObjectName(change.table, target);
  const pieces: Piece[] = [];
  if (change.asQuery)
    pieces.push(note(`Table ${table} has the columns of a query, too, which is not known.`));
  if (change.partitioned || change.partitionOf)
    pieces.push(note(`Table ${table} has partitions, which are not known.`));
  const replaces = change.orReplace && has(target, "create-or-replace");
  if (change.orReplace && !replaces) pieces.push(statement(`DROP TABLE IF EXISTS ${table}`));
  const head = join(
    "CREATE",
    replaces && "OR REPLACE",
    change.temporary && "TEMPORARY",
    "TABLE",
    change.ifNotExists && "IF NOT EXISTS",
    table,
  );
  const [model] = like;
  if (model && columns.length === 0) {
    return [...pieces, statement(head, `LIKE ${printObjectName(model.table, target)}`)];
  }
  const elements = [
    ...columns.map((column) => printColumn(column, target)),
    ...change.indexes.map((index) => printMysqlIndex(index, target)),
    ...change.foreignKeys.map((key) => printForeignKey(key, target)),
    ...columns.flatMap((column) => checksBeside(column, target)).map((check) => printCheck(check, target)),
    ...change.checks.map((check) => printCheck(check, target)),
  ];
  pieces.push(statement(head, printElements(elements), printOptions(options, target)));
  return pieces;
}

// Options whose name is not their word, or whose value stands without `=`.
const optionWords: Readonly<Record<string, string>> = factsByName({
  charset: "DEFAULT CHARSET=",
  collation: "COLLATE=",
});
const bareOptions = new Set(["system versioning", "start transaction"]);
// MySQL 8.4 manual 15.1.20: these take a string even where it looks like a word.
const stringOptions = new Set([
  "comment",
  "compression",
  "connection",
  "data directory",
  "encryption",
  "engine_attribute",
  "index directory",
  "password",
  "secondary_engine_attribute",
]);

function printOptions(options: readonly TableOption[], target: Target): string {
  return join(...options.map((option) => printOption(option, target)));
}

function printOption({ name, value }: TableOption, target: Target): string {
  if (bareOptions.has(name))
    return name === "start transaction" ? "START TRANSACTION" : "WITH SYSTEM VERSIONING";
  // The tables of a MERGE table are not kept.
  if (name === "union") return "";
  const word = optionWords[name] ?? `${name.toUpperCase()}=`;
  const isPlain = !stringOptions.has(name) && /^\w+$/.test(value);
  return word + (isPlain ? value : printString(value, target.dialect));
}
