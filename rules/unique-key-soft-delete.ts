import { defineRule, quoteName } from "../src/rule/index.js";

export const uniqueKeySoftDelete = defineRule({
  id: "unique-key-soft-delete",
  summary: "A UNIQUE key does not contain the soft-delete flag.",
  why: "With the flag in the key only one inactive row fits as well: the second soft delete of the same thing fails.",
  convention: "one-integration-per-tenant",
  severity: "warning",
  subject: "index",
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  isActive BOOLEAN NOT NULL DEFAULT TRUE,
  UNIQUE KEY unique_tenant_jira (tenantId, isActive)
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  isActive BOOLEAN NOT NULL DEFAULT TRUE,
  UNIQUE KEY unique_tenant_jira (tenantId)
);`,
  },

  check(index, { table, dialect, roleOf, report }) {
    if (!index.unique) return;
    const flag = table.columns.find(
      (column) => index.columns.includes(column.name) && roleOf(column) === "active",
    );
    // A partial index over active rows alone leaves the inactive ones free.
    if (!flag || index.where?.includes(flag.name)) return;
    const quote = (name: string) => quoteName(name, dialect);
    const kept = index.parts.filter(({ column }) => column !== flag.name);
    const others = kept.map(({ column, expression }) => column ?? expression).join(", ");
    const parts = kept
      .map(({ column, expression, length }) =>
        column === undefined
          ? `(${expression})`
          : quote(column) + (length === undefined ? "" : `(${length})`),
      )
      .join(", ");
    const forActiveRows = {
      mysql: `UNIQUE KEY ${quote(index.name)} (${parts}, (IF(${quote(flag.name)}, 1, NULL)))`,
      mariadb: `a generated column AS (IF(${quote(flag.name)}, 1, NULL)) in its place`,
      postgresql: `CREATE UNIQUE INDEX ${quote(index.name)} ON ${quote(table.name)} (${parts}) WHERE ${quote(flag.name)}`,
    };
    report({
      at: index.at("parts"),
      message: `UNIQUE key ${index.name} contains ${flag.name}: a second inactive row for the same ${others} does not fit.`,
      help: `Leave ${flag.name} out of the key; to hold active rows alone unique: ${forActiveRows[dialect]}.`,
      related: [{ at: flag.at(), message: `${flag.name} is the soft-delete flag.` }],
    });
  },
});
