// What PostgreSQL learnt after version 12: rows of the table in constructs.ts. In: nothing. Out: facts.

export const postgresqlVersions = {
  "nulls-not-distinct": {
    label: "NULLS NOT DISTINCT",
    support: { mysql: false, mariadb: false, postgresql: [15] },
    source: "PostgreSQL 15 release notes",
  },
  "not-null-constraint": {
    label: "NOT NULL as a constraint of the table",
    support: { mysql: false, mariadb: false, postgresql: [18] },
    instead: { postgresql: "Write ALTER COLUMN … SET NOT NULL." },
    source: "PostgreSQL 18 release notes",
  },
  "virtual-generated-column": {
    label: "a generated column that is not STORED",
    support: { mysql: true, mariadb: true, postgresql: [18] },
    instead: { postgresql: "Write STORED." },
    source: "PostgreSQL 18 release notes",
  },
  "drop-expression": {
    label: "ALTER COLUMN … DROP EXPRESSION",
    support: { mysql: false, mariadb: false, postgresql: [13] },
    source: "PostgreSQL 13 release notes",
  },
  "set-expression": {
    label: "ALTER COLUMN … SET EXPRESSION",
    support: { mysql: false, mariadb: false, postgresql: [17] },
    instead: { postgresql: "Drop the column and add it again." },
    source: "PostgreSQL 17 release notes",
  },
  "detach-concurrently": {
    label: "DETACH PARTITION … CONCURRENTLY or FINALIZE",
    support: { mysql: false, mariadb: false, postgresql: [14] },
    instead: { postgresql: "Leave the word out." },
    source: "PostgreSQL 14 release notes",
  },
  "column-compression": {
    label: "COMPRESSION of a column",
    support: { mysql: false, mariadb: false, postgresql: [14] },
    source: "PostgreSQL 14 release notes",
  },
  "column-storage": {
    label: "STORAGE in a column's definition",
    support: { mysql: true, mariadb: false, postgresql: [16] },
    instead: { postgresql: "Write ALTER COLUMN … SET STORAGE." },
    source: "PostgreSQL 16 release notes",
  },
  "set-access-method": {
    label: "ALTER TABLE … SET ACCESS METHOD",
    support: { mysql: false, mariadb: false, postgresql: [15] },
    source: "PostgreSQL 15 release notes",
  },
  "set-null-columns": {
    label: "ON DELETE SET NULL or SET DEFAULT with columns",
    support: { mysql: false, mariadb: false, postgresql: [15] },
    instead: { postgresql: "Leave the columns out." },
    source: "PostgreSQL 15 release notes",
  },
  "replace-trigger": {
    label: "CREATE OR REPLACE TRIGGER",
    support: { mysql: false, mariadb: true, postgresql: [14] },
    instead: { postgresql: "Write DROP TRIGGER IF EXISTS before CREATE TRIGGER." },
    source: "PostgreSQL 14 release notes; MariaDB CREATE TRIGGER (10.1.4)",
  },
  "sql-standard-body": {
    label: "a routine's body without quotes",
    support: { mysql: true, mariadb: true, postgresql: [14] },
    instead: { postgresql: "Write AS $$ … $$." },
    source: "PostgreSQL 14 release notes",
  },
  "not-enforced": {
    label: "ENFORCED or NOT ENFORCED",
    support: { mysql: [8, 0, 16], mariadb: false, postgresql: [18] },
    instead: { mariadb: "Leave it out.", postgresql: "Write NOT VALID, which checks new rows only." },
    source: "MySQL 8.0.16 release notes; PostgreSQL 18 release notes",
  },
} as const;
