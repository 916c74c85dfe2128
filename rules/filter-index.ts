import { addKey, defineRule, indexesStartingWith, isKnownFromBirth } from "../src/rule/index.js";

const filterRoles = ["tenant", "verificationStatus", "active"] as const;

export const filterIndex = defineRule({
  id: "filter-index",
  summary:
    "Columns that most queries filter by lead an index: tenant, verification status, soft-delete flag.",
  why: "Every request asks for one tenant's rows; without an index each of them reads the whole table.",
  convention: "indexes",
  severity: "warning",
  subject: "column",
  roles: filterRoles,
  options: {
    roles: {
      type: "strings",
      choices: filterRoles,
      default: filterRoles,
      description: "The roles of the columns concerned.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX idx_channel_tenant (tenantId)
);`,
  },

  check(column, { schema, history, table, roleOf, columnsIn, options, report, exempt, unknown }) {
    const role = roleOf(column) as (typeof filterRoles)[number];
    if (!options.roles.includes(role)) return exempt();
    // Queries for active rows name the tenant as well, so the flag may come second.
    const prefixes =
      role === "active" ? columnsIn(table, "tenant").map(({ name }) => [name, column.name]) : [];
    const serves = [[column.name], ...prefixes]
      .flatMap((columns) => indexesStartingWith(table, columns))
      .some((index) => index.visible && index.kind !== "fulltext" && index.kind !== "spatial");
    if (serves) return;
    if (!isKnownFromBirth(history, table, column)) return unknown();
    report({
      at: column.at(),
      message: `No index of ${table.name} starts with ${column.name}, which queries filter by.`,
      remedy: addKey(schema, table, "index", [column.name]),
    });
  },
});
