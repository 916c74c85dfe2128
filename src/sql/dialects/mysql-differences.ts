// Where MySQL and MariaDB part ways: rows of the table in constructs.ts. In: nothing. Out: facts.

export const mysqlDifferences = {
  "double-quoted-name": {
    label: "a name in double quotes",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: {
      mysql: "Write backticks, or SET sql_mode to one with ANSI_QUOTES before.",
      mariadb: "Write backticks, or SET sql_mode to one with ANSI_QUOTES before.",
    },
    source: "MySQL 8.4 manual 11.2; MariaDB Identifier Names; PostgreSQL 18 4.1.1",
  },
  "alter-ignore": {
    label: "ALTER IGNORE TABLE",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: "Leave IGNORE out, and mend the rows before." },
    source: "MySQL 5.7.4 release notes (removed); MariaDB ALTER TABLE",
  },
  "alter-online": {
    label: "ONLINE or OFFLINE behind ALTER, CREATE or DROP",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: "Write ALGORITHM=INPLACE, LOCK=NONE." },
    source: "MySQL 9.x manual 15.1.9 (tried on 9.7); MariaDB ALTER TABLE",
  },
  "ddl-wait": {
    label: "WAIT or NOWAIT",
    support: { mysql: false, mariadb: true, postgresql: false },
    instead: { mysql: "SET lock_wait_timeout before." },
    source: "MariaDB WAIT and NOWAIT (10.3.0)",
  },
  "system-versioning": {
    label: "SYSTEM VERSIONING",
    support: { mysql: false, mariadb: true, postgresql: false },
    source: "MariaDB System-Versioned Tables (10.3.4)",
  },
  "application-period": {
    label: "PERIOD FOR",
    support: { mysql: false, mariadb: true, postgresql: false },
    source: "MariaDB Application-Time Periods (10.4.3)",
  },
  "partition-if-exists": {
    label: "IF [NOT] EXISTS behind PARTITION",
    support: { mysql: false, mariadb: true, postgresql: false },
    source: "MariaDB ALTER TABLE (10.0.2)",
  },
  "partition-conversion": {
    label: "CONVERT PARTITION or CONVERT TABLE",
    support: { mysql: false, mariadb: [10, 7], postgresql: false },
    instead: { mysql: "Write EXCHANGE PARTITION.", mariadb: "Write EXCHANGE PARTITION." },
    source: "MariaDB Partitioning Overview (10.7.1)",
  },
  "mariadb-table-option": {
    label: "This table option",
    support: { mysql: false, mariadb: true, postgresql: false },
    source: "MySQL 9.x manual 15.1.20; MariaDB CREATE TABLE",
  },
  "json-arrow": {
    label: "-> or ->> on a JSON column",
    support: { mysql: true, mariadb: false, postgresql: true },
    instead: { mariadb: "Write JSON_EXTRACT(column, path), or JSON_VALUE(column, path)." },
    source: "MySQL 5.7.13 release notes; MariaDB has no such operator (tried on 10.11)",
  },
  "generated-nullability": {
    label: "NULL or NOT NULL on a generated column",
    support: { mysql: true, mariadb: false, postgresql: true },
    instead: { mariadb: "Leave it out." },
    source: "MySQL 8.4 manual 15.1.20.8; MariaDB Generated Columns (tried on 10.11)",
  },
  "named-inline-check": {
    label: "CONSTRAINT name CHECK behind a column",
    support: { mysql: [8, 0, 16], mariadb: false, postgresql: true },
    instead: { mariadb: "Leave the name out, or write the CHECK as an element of its own." },
    source: "MySQL 8.0.16 release notes; MariaDB CONSTRAINT (tried on 10.11)",
  },
  "drop-constraint": {
    label: "DROP CONSTRAINT",
    support: { mysql: [8, 0, 19], mariadb: true, postgresql: true },
    instead: { mysql: "Write DROP FOREIGN KEY, DROP INDEX or DROP CHECK." },
    source: "MySQL 8.0.19 release notes; MariaDB ALTER TABLE (10.2.2)",
  },
  "drop-index-options": {
    label: "ALGORITHM or LOCK behind DROP INDEX",
    support: { mysql: true, mariadb: false, postgresql: false },
    instead: { mariadb: "Write ALTER TABLE … DROP INDEX …, LOCK=NONE." },
    source: "MySQL 9.x manual 15.1.27; MariaDB DROP INDEX (tried on 10.11)",
  },
  "validation-words": {
    label: "WITH or WITHOUT VALIDATION",
    support: { mysql: true, mariadb: [11, 4], postgresql: false },
    instead: { mariadb: "Leave it out." },
    source: "MySQL 5.7 manual 13.1.8; MariaDB ALTER TABLE (EXCHANGE PARTITION, 11.4)",
  },
  "column-format": {
    label: "COLUMN_FORMAT or STORAGE on a column",
    support: { mysql: true, mariadb: false, postgresql: false },
    instead: { mariadb: "Leave it out." },
    source: "MySQL 9.x manual 15.1.20; MariaDB CREATE TABLE (tried on 10.11)",
  },
  "alter-column-visibility": {
    label: "ALTER COLUMN … SET VISIBLE or INVISIBLE",
    support: { mysql: [8, 0, 23], mariadb: false, postgresql: false },
    instead: { mariadb: "Write MODIFY COLUMN." },
    source: "MySQL 8.0.23 release notes",
  },
  "invisible-index": {
    label: "VISIBLE or INVISIBLE on an index",
    support: { mysql: [8], mariadb: false, postgresql: false },
    instead: { mariadb: "Write NOT IGNORED or IGNORED (10.6)." },
    source: "MySQL 8.0 manual 10.3.12; MariaDB Ignored Indexes (10.6)",
  },
  "ignored-index": {
    label: "IGNORED on an index",
    support: { mysql: false, mariadb: [10, 6], postgresql: false },
    instead: { mysql: "Write INVISIBLE (8.0)." },
    source: "MariaDB Ignored Indexes (10.6)",
  },
} as const;
