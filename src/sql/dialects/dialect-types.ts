// Types that not every server has, each with its manual section. In: nothing. Out: a table of facts.

export const dialectTypes = {
  "type-vector": {
    label: "The type VECTOR",
    support: { mysql: [9], mariadb: [11, 7], postgresql: false },
    source: "MySQL 9.0 release notes; MariaDB VECTOR (11.7)",
  },
  "type-uuid": {
    label: "The type UUID",
    support: { mysql: false, mariadb: [10, 7], postgresql: true },
    instead: { mysql: "Write CHAR(36).", mariadb: "Write CHAR(36)." },
    source: "MariaDB UUID (10.7); PostgreSQL 17 8.12",
  },
  "type-inet4": {
    label: "The type INET4",
    support: { mysql: false, mariadb: [10, 10], postgresql: false },
    source: "MariaDB INET4 (10.10)",
  },
  "type-inet6": {
    label: "The type INET6",
    support: { mysql: false, mariadb: [10, 5], postgresql: false },
    source: "MariaDB INET6 (10.5)",
  },
  "type-jsonb": {
    label: "The type JSONB",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write JSON.", mariadb: "Write JSON." },
    source: "PostgreSQL 17 8.14",
  },
  "type-bytea": {
    label: "The type BYTEA",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write BLOB or VARBINARY.", mariadb: "Write BLOB or VARBINARY." },
    source: "PostgreSQL 17 8.4",
  },
  "type-timestamptz": {
    label: "The type TIMESTAMPTZ",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write TIMESTAMP.", mariadb: "Write TIMESTAMP." },
    source: "PostgreSQL 17 8.5",
  },
  "type-serial": {
    label: "The type BIGSERIAL or SMALLSERIAL",
    support: { mysql: false, mariadb: false, postgresql: true },
    instead: { mysql: "Write BIGINT AUTO_INCREMENT.", mariadb: "Write BIGINT AUTO_INCREMENT." },
    source: "PostgreSQL 17 8.1.4",
  },
  "type-citext": {
    label: "The type CITEXT",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 F.9",
  },
  "type-interval": {
    label: "The type INTERVAL",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 8.5",
  },
  "type-inet": {
    label: "The type INET or CIDR",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 8.9",
  },
  "type-money": {
    label: "The type MONEY",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 8.2",
  },
  "type-hstore": {
    label: "The type HSTORE",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 F.16",
  },
  "type-tsvector": {
    label: "The type TSVECTOR",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 8.11",
  },
  "type-xml": {
    label: "The type XML",
    support: { mysql: false, mariadb: false, postgresql: true },
    source: "PostgreSQL 17 8.13",
  },
} as const;
