// Keys, references and checks as a dialect writes them. In: definitions. Out: SQL, for a table's body, an ALTER TABLE, or alone.

import type {
  CheckDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  IndexKind,
  KeyPart,
  ObjectName,
} from "../definition.js";
import { printName, printNames, printObjectName, printString } from "./name.js";
import { has, join, type Target, type Word } from "./target.js";

const mysqlWords: Readonly<Record<IndexKind, string>> = {
  primary: "PRIMARY KEY",
  unique: "UNIQUE KEY",
  index: "INDEX",
  fulltext: "FULLTEXT INDEX",
  spatial: "SPATIAL INDEX",
  exclusion: "INDEX",
};

/** A key of MySQL or MariaDB, for a table's body or behind ADD; `guard` is IF NOT EXISTS, where it is wanted. */
export function printMysqlIndex(index: IndexDefinition, target: Target, guard?: Word): string {
  const { kind, comment, method } = index;
  const name = index.name && printName(index.name, target);
  const isNamedFirst = kind === "primary" || (kind === "unique" && index.constraint);
  const words = isNamedFirst
    ? [
        (name || kind === "unique") && join("CONSTRAINT", name),
        kind === "primary" ? "PRIMARY KEY" : "UNIQUE",
        guard,
      ]
    : [mysqlWords[kind], guard, name];
  return join(
    ...words,
    printKeyParts(index.parts, target),
    method && `USING ${method.value.toUpperCase()}`,
    comment && `COMMENT ${printString(comment.value, target.dialect)}`,
    !index.visible && (target.dialect === "mariadb" ? "IGNORED" : "INVISIBLE"),
  );
}

/** A PRIMARY KEY or UNIQUE of PostgreSQL, for a table's body or behind ADD. */
export function printConstraint(index: IndexDefinition, target: Target): string {
  return join(
    printConstraintName(index, target),
    index.kind === "primary" ? "PRIMARY KEY" : "UNIQUE",
    index.nullsNotDistinct && "NULLS NOT DISTINCT",
    printKeyParts(index.parts, target),
    printInclude(index, target),
    printDeferral(index),
  );
}

export function printDeferral({ deferrable }: IndexDefinition): string | undefined {
  return deferrable && `DEFERRABLE${deferrable === "deferred" ? " INITIALLY DEFERRED" : ""}`;
}

/** What PostgreSQL writes behind CREATE: `UNIQUE INDEX name ON table …`. */
export function printPostgresqlIndex(
  index: IndexDefinition,
  table: ObjectName,
  target: Target,
  words?: Word,
): string {
  const method = index.method?.value ?? (index.kind === "spatial" ? "gist" : undefined);
  return join(
    index.kind === "unique" || index.kind === "primary" ? "UNIQUE INDEX" : "INDEX",
    words,
    index.name && printName(index.name, target),
    `ON ${printObjectName(table, target)}`,
    method && method !== "btree" && `USING ${method}`,
    printKeyParts(index.parts, target),
    printInclude(index, target),
    index.nullsNotDistinct && "NULLS NOT DISTINCT",
    index.where && `WHERE ${index.where.value}`,
  );
}

function printInclude({ include }: IndexDefinition, target: Target): string | false {
  return include.length > 0 && `INCLUDE ${printNames(include, target)}`;
}

function printKeyParts(parts: readonly KeyPart[], target: Target): string {
  return `(${parts.map((part) => printKeyPart(part, target)).join(", ")})`;
}

// A lone call needs no parentheses of its own on PostgreSQL: 17 manual, CREATE INDEX.
const call = /^[a-z_][a-z0-9_]*\([^()]*\)$/i;

function printKeyPart(part: KeyPart, target: Target): string {
  const isMysql = target.dialect !== "postgresql";
  const { column, expression = "", length } = part;
  const value = column
    ? printName(column, target) + (isMysql && length !== undefined ? `(${length})` : "")
    : !isMysql && call.test(expression)
      ? expression
      : `(${expression})`;
  return join(
    value,
    !isMysql && part.collation !== undefined && `COLLATE ${part.collation}`,
    !isMysql && part.operatorClass,
    part.descending && "DESC",
    !isMysql && part.nulls && `NULLS ${part.nulls.toUpperCase()}`,
    part.withoutOverlaps && "WITHOUT OVERLAPS",
  );
}

function printConstraintName({ name }: Pick<IndexDefinition, "name">, target: Target): string | undefined {
  return name && `CONSTRAINT ${printName(name, target)}`;
}

/** A foreign key, for a table's body or behind ADD; `guard` is IF NOT EXISTS, where it is wanted. */
export function printForeignKey(key: ForeignKeyDefinition, target: Target, guard?: Word): string {
  return join(
    printConstraintName(key, target),
    "FOREIGN KEY",
    guard,
    target.dialect !== "postgresql" && key.indexName && printName(key.indexName, target),
    printNames(key.columns, target),
    printReferences(key, target),
  );
}

/** From REFERENCES on. */
export function printReferences(key: ForeignKeyDefinition, target: Target): string {
  const { onDelete, onUpdate } = key;
  return join(
    `REFERENCES ${printObjectName(key.target, target)}`,
    key.targetColumns.length > 0 && printNames(key.targetColumns, target),
    onDelete && `ON DELETE ${onDelete.value.toUpperCase()}`,
    onUpdate && `ON UPDATE ${onUpdate.value.toUpperCase()}`,
    target.dialect === "postgresql" && key.notValid && "NOT VALID",
  );
}

/** A check, for a column, a table's body or behind ADD; `guard` is IF NOT EXISTS, where it is wanted. */
export function printCheck(check: CheckDefinition, target: Target, guard?: Word): string {
  const name = check.name && printName(check.name, target);
  if (check.period && name && has(target, "application-period"))
    return join("PERIOD", guard, `FOR ${name} (${check.expression.value.replace(" < ", ", ")})`);
  const isUnenforced = !check.enforced && has(target, "not-enforced");
  return join(
    name && join("CONSTRAINT", guard, name),
    `CHECK (${check.expression.value})`,
    isUnenforced && "NOT ENFORCED",
    target.dialect === "postgresql" && check.notValid && "NOT VALID",
  );
}
