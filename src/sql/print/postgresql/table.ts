// Changes of whole tables on PostgreSQL. In: a change. Out: statements, actions of ALTER TABLE, COMMENT ON, notes.

import type { ObjectName, TableOption } from "../../definition.js";
import { printColumn } from "../column.js";
import { printCheck, printConstraint, printForeignKey } from "../key.js";
import type { TableKind } from "../mysql/table.js";
import { printObjectName, printString } from "../name.js";
import {
  action,
  type ChangeOf,
  cannot,
  join,
  note,
  type Piece,
  type Printers,
  printElements,
  statement,
  type Target,
} from "../target.js";
import { printColumnComment } from "./columns.js";
import { isConstraint, printIndex } from "./keys.js";

export const postgresqlTablePrinters: Printers<TableKind> = {
  createTable: printCreateTable,
  dropTable: (change, target) => [
    statement(
      "DROP TABLE",
      change.ifExists && "IF EXISTS",
      printObjectName(change.table, target),
      change.cascade && "CASCADE",
    ),
  ],
  renameTable: (change, target) => {
    const isGuarded = change.ifExists || change.ifTableExists;
    return [
      statement(
        join("ALTER TABLE", isGuarded && "IF EXISTS", printObjectName(change.table, target)),
        `RENAME TO ${printObjectName({ name: change.to.name, range: change.to.range }, target)}`,
      ),
    ];
  },
  moveTable: (change, target) => [
    statement(
      join("ALTER TABLE", change.ifTableExists && "IF EXISTS", printObjectName(change.table, target)),
      `SET SCHEMA ${printObjectName({ name: change.schema, range: change.range }, target)}`,
    ),
  ],
  setTableOptions: (change, target) => {
    const storage = storageOf(change.options);
    return [
      ...(storage.length > 0 ? [action(change, `SET ${printStorage(storage)}`)] : []),
      ...printTableComment(change.table, change.options, target),
    ];
  },
  convertCharset: (_, target) => cannot(target, "character set of a table"),
  setComment: printSetComment,
  attachPartition: (change, target) => {
    const partition = printObjectName(change.partition, target);
    if (!change.detach) return [note(`ATTACH PARTITION ${partition}: its bounds are not known.`)];
    return [statement(`ALTER TABLE ${printObjectName(change.table, target)} DETACH PARTITION ${partition}`)];
  },
  touchTable: (change, target) => [
    note(
      `ALTER TABLE ${printObjectName(change.table, target)}: ${change.what}, which changes no definition.`,
    ),
  ],
};

function printCreateTable(change: ChangeOf<"createTable">, target: Target): readonly Piece[] {
  const { indexes, inherits, options, columns } = change;
  const table = printObjectName(change.table, target);
  const pieces: Piece[] = [];
  if (change.asQuery)
    pieces.push(note(`Table ${table} has the columns of a query, too, which is not known.`));
  if (change.partitioned || change.partitionOf)
    pieces.push(note(`Table ${table} has partitions, which are not known.`));
  if (change.orReplace) pieces.push(statement(`DROP TABLE IF EXISTS ${table}`));
  const elements = [
    ...columns.map((column) => printColumn(column, target)),
    ...change.like.map((like) =>
      join(
        `LIKE ${printObjectName(like.table, target)}`,
        ...like.including.map((what) => `INCLUDING ${what.toUpperCase()}`),
      ),
    ),
    ...indexes.filter(isConstraint).map((index) => printConstraint(index, target)),
    ...change.foreignKeys.map((key) => printForeignKey(key, target)),
    ...change.checks.map((check) => printCheck(check, target)),
  ];
  const storage = storageOf(options);
  pieces.push(
    statement(
      join("CREATE", change.temporary && "TEMPORARY", "TABLE", change.ifNotExists && "IF NOT EXISTS", table),
      printElements(elements) || "()",
      inherits.length > 0 &&
        `INHERITS (${inherits.map((parent) => printObjectName(parent, target)).join(", ")})`,
      storage.length > 0 && `WITH ${printStorage(storage)}`,
    ),
  );
  return [
    ...pieces,
    ...indexes
      .filter((index) => !isConstraint(index))
      .flatMap((index) => printIndex(index, change.table, target)),
    ...printTableComment(change.table, options, target),
    ...columns.flatMap((column) => printColumnComment(change.table, column, target)),
  ];
}

// Storage parameters are in lower case, with a value: PostgreSQL 17 manual, CREATE TABLE. What MySQL's tables have is not for here.
const storageParameter =
  /^(fillfactor|toast_tuple_target|parallel_workers|user_catalog_table|(toast\.)?(auto)?vacuum_\w+|(toast\.)?log_autovacuum_min_duration)$/;

function storageOf(options: readonly TableOption[]): readonly TableOption[] {
  return options.filter((option) => storageParameter.test(option.name));
}

function printStorage(options: readonly TableOption[]): string {
  return `(${options.map(({ name, value }) => (value === "" ? name : `${name} = ${value}`)).join(", ")})`;
}

function printTableComment(
  table: ObjectName,
  options: readonly TableOption[],
  target: Target,
): readonly Piece[] {
  const comment = options.find((option) => option.name === "comment");
  if (!comment) return [];
  const text = printString(comment.value, target.dialect);
  return [statement(`COMMENT ON TABLE ${printObjectName(table, target)} IS ${text}`)];
}

function printSetComment(change: ChangeOf<"setComment">, target: Target): readonly Piece[] {
  const { object, table, name, comment } = change;
  const text = comment.value === null ? "NULL" : printString(comment.value, target.dialect);
  const owner = table && printObjectName(table, target);
  const own = name && printObjectName(name, target);
  const subject = {
    table: owner,
    index: own,
    type: own,
    constraint: own && owner && `${own} ON ${owner}`,
    other: undefined,
  }[object];
  if (!subject) return [note(`COMMENT ON: what it is about is not known.`)];
  return [statement(`COMMENT ON ${object.toUpperCase()} ${subject} IS ${text}`)];
}
