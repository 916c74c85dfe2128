// What one dialect has and another has not: construct × dialect × version. In: nothing. Out: one table of facts, and a question to it.
// Readers note constructs as they meet them, on any dialect; whether one is a finding is decided here and by the rule.

import type { Dialect } from "../definition.js";
import { dialectTypes } from "./dialect-types.js";
import { mysqlDifferences } from "./mysql-differences.js";
import { mysqlHabits } from "./mysql-habits.js";
import { postgresqlVersions } from "./postgresql-versions.js";

/** `[8, 0, 16]`: since that version · true: always · false: never, the server rejects it · `ignoredBefore`: read over, until that version. */
export type Support = readonly number[] | boolean | { readonly ignoredBefore: readonly number[] };

export interface ConstructFacts {
  /** As a message names it: "ADD COLUMN IF NOT EXISTS". */
  readonly label: string;
  readonly support: Readonly<Record<Dialect, Support>>;
  /** What to write instead, by the dialect that lacks it. */
  readonly instead?: Readonly<Partial<Record<Dialect, string>>>;
  /** Where it is documented. */
  readonly source: string;
}

const guardedByCatalog =
  "Guard it with a condition on information_schema and PREPARE, or leave the condition out.";

export const constructs = {
  "add-column-if-not-exists": {
    label: "ADD COLUMN IF NOT EXISTS",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: guardedByCatalog },
    source: "MySQL 9.x manual 15.1.9; MariaDB ALTER TABLE (10.0.2); PostgreSQL 17 ALTER TABLE (9.6)",
  },
  "drop-column-if-exists": {
    label: "DROP COLUMN IF EXISTS",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: guardedByCatalog },
    source: "MySQL 9.x manual 15.1.9; MariaDB ALTER TABLE (10.0.2); PostgreSQL 17 ALTER TABLE",
  },
  "modify-column-if-exists": {
    label: "MODIFY or CHANGE COLUMN IF EXISTS",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: guardedByCatalog, postgresql: "Write ALTER COLUMN." },
    source: "MariaDB ALTER TABLE (10.0.2)",
  },
  "rename-column-if-exists": {
    label: "RENAME COLUMN or INDEX IF EXISTS",
    support: { mysql: false, mariadb: [10, 5, 3], postgresql: false },
    instead: { mysql: guardedByCatalog },
    source: "MariaDB ALTER TABLE (10.5.3)",
  },
  "rename-table-if-exists": {
    label: "RENAME TABLE IF EXISTS",
    support: { mysql: false, mariadb: [10, 5, 2], postgresql: false },
    instead: { mysql: guardedByCatalog },
    source: "MariaDB RENAME TABLE (10.5.2)",
  },
  "alter-table-if-exists": {
    label: "ALTER TABLE IF EXISTS",
    support: { mysql: false, mariadb: [10, 5, 2], postgresql: true },
    instead: { mysql: guardedByCatalog },
    source: "MariaDB ALTER TABLE (10.5.2); PostgreSQL 17 ALTER TABLE",
  },
  "alter-table-only": {
    label: "ALTER TABLE ONLY",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Leave ONLY out.", mariadb: "Leave ONLY out." },
    source: "PostgreSQL 17 ALTER TABLE",
  },
  "drop-foreign-key-if-exists": {
    label: "DROP FOREIGN KEY IF EXISTS",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: guardedByCatalog, postgresql: "Write DROP CONSTRAINT IF EXISTS." },
    source: "MySQL 9.x manual 15.1.9; MariaDB ALTER TABLE (10.0.2)",
  },
  "drop-index-if-exists": {
    label: "DROP INDEX IF EXISTS",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: guardedByCatalog },
    source: "MySQL 9.x manual 15.1.27; MariaDB DROP INDEX (10.1.4); PostgreSQL 17 DROP INDEX",
  },
  "drop-constraint-if-exists": {
    label: "DROP CONSTRAINT IF EXISTS",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: guardedByCatalog },
    source: "MySQL 9.x manual 15.1.9; MariaDB ALTER TABLE (10.2); PostgreSQL 17 ALTER TABLE",
  },
  "create-index-if-not-exists": {
    label: "CREATE INDEX IF NOT EXISTS",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: guardedByCatalog },
    source: "MySQL 9.x manual 15.1.15; MariaDB CREATE INDEX (10.1.4); PostgreSQL 17 CREATE INDEX (9.5)",
  },
  "index-if-not-exists": {
    label: "ADD INDEX IF NOT EXISTS",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: guardedByCatalog, postgresql: "Write CREATE INDEX IF NOT EXISTS." },
    source: "MariaDB ALTER TABLE (10.0.2)",
  },
  "foreign-key-if-not-exists": {
    label: "FOREIGN KEY IF NOT EXISTS",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: guardedByCatalog },
    source: "MariaDB ALTER TABLE (10.0.2)",
  },
  "constraint-if-not-exists": {
    label: "ADD CONSTRAINT IF NOT EXISTS",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: guardedByCatalog, postgresql: "Guard it with a DO block that asks pg_constraint." },
    source: "MariaDB ALTER TABLE (10.2.22)",
  },
  "create-trigger-if-not-exists": {
    label: "CREATE TRIGGER IF NOT EXISTS",
    support: { mysql: [8, 0, 29], mariadb: true, postgresql: false },
    instead: { postgresql: "Write CREATE OR REPLACE TRIGGER (14)." },
    source: "MySQL 8.0.29 release notes; MariaDB CREATE TRIGGER (10.1.4)",
  },
  "create-or-replace": {
    label: "CREATE OR REPLACE",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: "Write DROP … IF EXISTS before CREATE." },
    source: "MariaDB CREATE TABLE (10.0.8); MySQL has it on views only",
  },
  "rename-column": {
    label: "RENAME COLUMN",
    support: { mysql: [8, 0], mariadb: [10, 5, 2], postgresql: true },
    instead: { mysql: "Write CHANGE COLUMN.", mariadb: "Write CHANGE COLUMN." },
    source: "MySQL 8.0 manual 13.1.9; MariaDB ALTER TABLE (10.5.2)",
  },
  "rename-index": {
    label: "RENAME INDEX",
    support: { mysql: true, mariadb: [10, 5, 2], postgresql: false },
    instead: { postgresql: "Write ALTER INDEX … RENAME TO." },
    source: "MySQL 5.7 manual 13.1.8; MariaDB ALTER TABLE (10.5.2)",
  },
  "drop-index-without-table": {
    label: "DROP INDEX without ON",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write DROP INDEX … ON table.", mariadb: "Write DROP INDEX … ON table." },
    source: "MySQL 9.x manual 15.1.27; PostgreSQL 17 DROP INDEX",
  },
  "alter-column-type": {
    label: "ALTER COLUMN … TYPE",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write MODIFY COLUMN.", mariadb: "Write MODIFY COLUMN." },
    source: "PostgreSQL 17 ALTER TABLE",
  },
  "alter-column-nullability": {
    label: "ALTER COLUMN … SET or DROP NOT NULL",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write MODIFY COLUMN.", mariadb: "Write MODIFY COLUMN." },
    source: "PostgreSQL 17 ALTER TABLE",
  },
  "check-constraint": {
    label: "CHECK",
    support: { mysql: { ignoredBefore: [8, 0, 16] }, mariadb: [10, 2, 1], postgresql: true },
    source: "MySQL 8.0.16 release notes (before, read over); MariaDB CONSTRAINT (10.2.1)",
  },
  "inline-references": {
    label: "REFERENCES behind a column",
    support: { mysql: { ignoredBefore: [9] }, mariadb: [10, 5], postgresql: true },
    instead: { mysql: "Write FOREIGN KEY (column) REFERENCES … as an element of its own." },
    source:
      "MySQL 8.4 manual 1.7.2.3 (before, read over); MySQL 9.0 release notes; MariaDB Foreign Keys (10.5)",
  },
  "named-inline-key": {
    label: "CONSTRAINT name UNIQUE or PRIMARY KEY behind a column",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: {
      mysql: "Write CONSTRAINT name UNIQUE (column) as an element of its own.",
      mariadb: "Write CONSTRAINT name UNIQUE (column) as an element of its own.",
    },
    source: "PostgreSQL 17 CREATE TABLE",
  },
  "functional-index": {
    label: "a key part that is an expression",
    support: { mysql: [8, 0, 13], mariadb: false, postgresql: true },
    instead: { mariadb: "Add a generated column and index that." },
    source: "MySQL 8.0.13 release notes; MariaDB Generated Columns; PostgreSQL 17 CREATE INDEX",
  },
  "functional-index-bare": {
    label: "a function call as a key part",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: {
      mysql: "Put parentheses around it (8.0.13).",
      mariadb: "Add a generated column and index that.",
    },
    source: "PostgreSQL 17 CREATE INDEX",
  },
  "partial-index": {
    label: "CREATE INDEX … WHERE",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 CREATE INDEX",
  },
  concurrently: {
    label: "CONCURRENTLY",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Leave it out.", mariadb: "Leave it out." },
    source: "PostgreSQL 17 CREATE INDEX",
  },
  "without-overlaps": {
    label: "WITHOUT OVERLAPS",
    support: { mysql: false, mariadb: [10, 5, 3], postgresql: [18] },
    source: "MariaDB Application-Time Periods (10.5.3); PostgreSQL 18 CREATE TABLE",
  },
  deferrable: {
    label: "DEFERRABLE",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Leave it out.", mariadb: "Leave it out." },
    source: "PostgreSQL 17 CREATE TABLE",
  },
  "identity-column": {
    label: "GENERATED … AS IDENTITY",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write AUTO_INCREMENT.", mariadb: "Write AUTO_INCREMENT." },
    source: "PostgreSQL 17 CREATE TABLE (10)",
  },
  "default-expression": {
    label: "DEFAULT (expression)",
    support: { mysql: [8, 0, 13], mariadb: true, postgresql: true },
    source: "MySQL 8.0.13 release notes; MariaDB CREATE TABLE (10.2.1)",
  },
  "default-expression-bare": {
    label: "DEFAULT with an expression that has no parentheses",
    support: { mysql: false, mariadb: true, postgresql: true },
    instead: { mysql: "Put parentheses around the expression (8.0.13)." },
    source: "MySQL 8.4 manual 13.6; MariaDB CREATE TABLE (10.2.1)",
  },
  "comment-on": {
    label: "COMMENT ON",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write COMMENT in the definition.", mariadb: "Write COMMENT in the definition." },
    source: "PostgreSQL 17 COMMENT",
  },
  "create-type": {
    label: "CREATE or ALTER TYPE",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write ENUM(…) as the column's type.", mariadb: "Write ENUM(…) as the column's type." },
    source: "PostgreSQL 17 CREATE TYPE",
  },
  "create-domain": {
    label: "CREATE DOMAIN",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 CREATE DOMAIN",
  },
  "create-extension": {
    label: "CREATE EXTENSION",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 CREATE EXTENSION",
  },
  "trigger-execute": {
    label: "CREATE TRIGGER … EXECUTE FUNCTION",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write the trigger's body.", mariadb: "Write the trigger's body." },
    source: "PostgreSQL 17 CREATE TRIGGER",
  },
  ...dialectTypes,
  ...mysqlDifferences,
  ...mysqlHabits,
  ...postgresqlVersions,
} as const satisfies Readonly<Record<string, ConstructFacts>>;

export type Construct = keyof typeof constructs;

/**
 * Whether a server has a construct; `version` as [8, 0, 16], missing parts mean the newest of the series.
 * A number list in the answer says since when it would have it.
 */
export function isSupported(construct: Construct, dialect: Dialect, version: readonly number[]): boolean {
  const support: Support = constructs[construct].support[dialect];
  if (typeof support === "boolean") return support;
  return compareVersions(version, "ignoredBefore" in support ? support.ignoredBefore : support) >= 0;
}

/** Negative where `version` is older than `wanted`. */
export function compareVersions(version: readonly number[], wanted: readonly number[]): number {
  for (let part = 0; part < wanted.length; part++) {
    const has = version[part];
    if (has === undefined) return 0;
    const difference = has - (wanted[part] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
