// Changes of keys, references and checks on PostgreSQL. In: a change. Out: actions of ALTER TABLE, statements, notes.

import type { ObjectName } from "../../definition.js";
import { printCheck, printConstraint, printForeignKey, printPostgresqlIndex } from "../key.js";
import type { KeyKind } from "../mysql/keys.js";
import { printName, printObjectName, printString } from "../name.js";
import {
  action,
  type ChangeOf,
  cannot,
  has,
  join,
  note,
  type Piece,
  type Printers,
  statement,
  type Target,
} from "../target.js";

export const postgresqlKeyPrinters: Printers<KeyKind> = {
  addIndex: printAddIndex,
  dropIndex: (change, target) => [
    statement(
      "DROP INDEX",
      change.concurrently && "CONCURRENTLY",
      change.ifExists && "IF EXISTS",
      printObjectName(besideTable(change.index, change.table), target),
      change.cascade && "CASCADE",
    ),
  ],
  renameIndex: (change, target) => [
    statement(
      "ALTER INDEX",
      change.ifExists && "IF EXISTS",
      `${printObjectName(besideTable(change.index, change.table), target)} RENAME TO ${printName(change.to, target)}`,
    ),
  ],
  setIndexVisibility: (_, target) => cannot(target, "invisible index"),
  // The name that the server gives where nobody gave one: PostgreSQL 17 manual, CREATE TABLE, and information_schema.
  dropPrimaryKey: (change, target) => {
    const { name } = change.table;
    const key = printName({ ...name, text: `${name.text}_pkey` }, target);
    return [action(change, "DROP CONSTRAINT", change.ifExists && "IF EXISTS", key)];
  },
  addForeignKey: (change, target) => [action(change, "ADD", printForeignKey(change.foreignKey, target))],
  dropForeignKey: (change, target) => [
    action(change, "DROP CONSTRAINT", change.ifExists && "IF EXISTS", printName(change.name, target)),
  ],
  addCheck: (change, target) => [action(change, "ADD", printCheck(change.check, target))],
  dropConstraint: (change, target) => [
    action(
      change,
      "DROP CONSTRAINT",
      change.ifExists && "IF EXISTS",
      printName(change.name, target),
      change.cascade && "CASCADE",
    ),
  ],
  // RENAME shares its ALTER TABLE with no other action: PostgreSQL 17 manual, ALTER TABLE.
  renameConstraint: (change, target) => [
    statement(
      join("ALTER TABLE", change.ifTableExists && "IF EXISTS", printObjectName(change.table, target)),
      `RENAME CONSTRAINT ${printName(change.name, target)} TO ${printName(change.to, target)}`,
    ),
  ],
  alterConstraint: (change, target) => {
    const name = printName(change.name, target);
    if (change.validated) return [action(change, `VALIDATE CONSTRAINT ${name}`)];
    if (change.enforced === undefined) return [];
    if (!has(target, "not-enforced")) return cannot(target, "NOT ENFORCED in this version");
    return [action(change, `ALTER CONSTRAINT ${name} ${change.enforced ? "ENFORCED" : "NOT ENFORCED"}`)];
  },
};

/** An index stands in its table's schema. */
function besideTable(index: ObjectName, table: ObjectName | undefined): ObjectName {
  return index.schema || !table?.schema ? index : { ...index, schema: table.schema };
}

function printAddIndex(change: ChangeOf<"addIndex">, target: Target): readonly Piece[] {
  const { index, table, usingIndex } = change;
  if (usingIndex) {
    const words = index.kind === "primary" ? "PRIMARY KEY" : "UNIQUE";
    const name = index.name && `CONSTRAINT ${printName(index.name, target)}`;
    return [action(change, "ADD", name, `${words} USING INDEX ${printName(usingIndex, target)}`)];
  }
  if (isConstraint(index)) return [action(change, "ADD", printConstraint(index, target))];
  const guard = index.name && change.ifNotExists && "IF NOT EXISTS";
  return printIndex(index, table, target, join(change.concurrently && "CONCURRENTLY", guard));
}

/** Whether PostgreSQL can state the key as a constraint: no condition, no expression, no direction. */
export function isConstraint(index: ChangeOf<"addIndex">["index"]): boolean {
  if (index.kind !== "primary" && !(index.kind === "unique" && index.constraint)) return false;
  return !index.where && index.parts.every((part) => part.column && !part.descending);
}

/** CREATE INDEX, with COMMENT ON where the definition has a comment. */
export function printIndex(
  index: ChangeOf<"addIndex">["index"],
  table: ObjectName,
  target: Target,
  words?: string,
): readonly Piece[] {
  const { kind, name, comment } = index;
  if (kind === "exclusion") return [note("An EXCLUDE constraint has operators, which are not known.")];
  if (kind === "fulltext") return cannot(target, "FULLTEXT index: write one over to_tsvector(…) USING gin");
  const create = statement("CREATE", printPostgresqlIndex(index, table, target, words));
  if (!name || !comment) return [create];
  const own = printObjectName(besideTable({ name, range: name.range }, table), target);
  return [create, statement(`COMMENT ON INDEX ${own} IS ${printString(comment.value, target.dialect)}`)];
}
