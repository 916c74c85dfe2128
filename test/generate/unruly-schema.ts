// Schemas that no convention has seen: tables whose columns and keys keep some rules and break others. In: fast-check. Out: SQL of a migration
// that servers take.

import fc from "fast-check";
import type { Dialect } from "../../src/sql/definition.js";

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Shape {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly keys: readonly string[];
}

const tableNames = [
  "jira_integrations",
  "chat_credentials",
  "chat_configurations",
  "widgets",
  "oauth_integrations",
];

function columnsFor(dialect: Dialect): readonly (readonly [string, readonly string[]])[] {
  const isPostgresql = dialect === "postgresql";
  const now = isPostgresql ? ["TIMESTAMPTZ", "TIMESTAMP DEFAULT now()"] : ["DATETIME", "TIMESTAMP NULL"];
  const states = isPostgresql
    ? ["VARCHAR(20)", "VARCHAR(20) DEFAULT 'PENDING' CHECK (%c IN ('PENDING', 'VALID', 'INVALID'))"]
    : [
        "VARCHAR(20)",
        "ENUM('PENDING', 'VALID', 'INVALID')",
        "ENUM('VALID', 'INVALID', 'EXPIRED', 'PENDING') NOT NULL",
      ];
  return [
    ["tenant_id", ["CHAR(36) NOT NULL", "CHAR(36)"]],
    ["created_by_account_id", ["VARCHAR(255) NOT NULL", "VARCHAR(255)"]],
    ["verification_status", states],
    ["last_verified_at", now],
    ["is_active", ["BOOLEAN", "BOOLEAN NOT NULL DEFAULT TRUE", "BOOLEAN NOT NULL"]],
    ["config", isPostgresql ? ["JSON", "JSONB", "TEXT"] : ["JSON", "TEXT"]],
    ["name", ["VARCHAR(50) NOT NULL", "VARCHAR(50) DEFAULT 'it''s'"]],
    [
      "created_at",
      [
        ...now,
        isPostgresql ? "TIMESTAMPTZ NOT NULL DEFAULT now()" : "TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP",
      ],
    ],
    ["updated_at", now],
  ];
}

const actions = [
  "",
  " ON DELETE CASCADE",
  " ON DELETE RESTRICT ON UPDATE CASCADE",
  " ON UPDATE CASCADE",
  " ON DELETE NO ACTION",
];

function shapeOf(table: string, dialect: Dialect): fc.Arbitrary<Shape> {
  const columns = columnsFor(dialect).map(([name, types]) =>
    fc.option(
      fc.constantFrom(...types).map((type) => ({ name, type: type.replace("%c", name) })),
      { nil: undefined },
    ),
  );
  return fc
    .tuple(fc.tuple(...columns), fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)), { maxLength: 5 }))
    .map(([some, seeds]) => {
      const own = some.filter((column) => column !== undefined);
      const keyed = own.filter(({ type }) => !/JSON|TEXT/.test(type)).map(({ name }) => name);
      const keys = seeds.flatMap(([kind, first, second], number) => {
        const [a, b] = [keyed[first % keyed.length], keyed[second % keyed.length]];
        if (a === undefined || b === undefined) return [];
        return keyOf(table, [...new Set([a, b])], {
          kind,
          number,
          dialect,
          has: (name) => keyed.includes(name),
        });
      });
      return { table, columns: own, keys: [...new Set(keys)] };
    });
}

function keyOf(
  table: string,
  columns: readonly string[],
  {
    kind,
    number,
    dialect,
    has,
  }: { kind: number; number: number; dialect: Dialect; has: (name: string) => boolean },
): readonly string[] {
  const list = columns.join(", ");
  const action = actions[number % actions.length];
  const reference = (column: string, target: string) =>
    has(column) ? [`FOREIGN KEY (${column}) REFERENCES ${target} (id)${action}`] : [];
  switch (kind % 6) {
    case 0:
      return dialect === "postgresql" ? [] : [`INDEX ${table}_i${number} (${list})`];
    case 1:
      return [`CONSTRAINT u${number}_${table} UNIQUE (${list})`];
    case 2:
      return [`UNIQUE (${columns[0]})`];
    case 3:
      return reference("tenant_id", "tenants").map((key) => `CONSTRAINT ${table}_f${number} ${key}`);
    case 4:
      return reference("created_by_account_id", "accounts");
    default:
      return dialect === "postgresql"
        ? [`CHECK (${columns[0]} IS NOT NULL OR id <> '')`]
        : [`INDEX idx_${table}_${number} (${columns[0]})`];
  }
}

/** SQL that creates some tables, beside `tenants` and `accounts`. */
export function unrulySchema(dialect: Dialect): fc.Arbitrary<string> {
  const names = fc.subarray(tableNames, { minLength: 1, maxLength: 3 });
  return names
    .chain((some) => fc.tuple(...some.map((table) => shapeOf(table, dialect))))
    .map((shapes) =>
      [
        "CREATE TABLE tenants (id CHAR(36) NOT NULL PRIMARY KEY);",
        "CREATE TABLE accounts (id VARCHAR(255) NOT NULL PRIMARY KEY);",
        ...shapes.map(({ table, columns, keys }) => {
          const elements = [
            "id VARCHAR(255) NOT NULL PRIMARY KEY",
            ...columns.map(({ name, type }) => `${name} ${type}`),
            ...keys,
          ];
          return `CREATE TABLE ${table} (\n  ${elements.join(",\n  ")}\n);`;
        }),
        "",
      ].join("\n"),
    );
}
