import { addKey, defineRule, nullableColumnsOf, referencedTable, uniqueKeys } from "../src/rule/index.js";

export const tenantUniqueKey = defineRule({
  id: "tenant-unique-key",
  summary: "A UNIQUE key that starts with the tenant column holds an integration to one per tenant.",
  why: "Without it a retry or two requests at once store a second integration for the same tenant, and every reader picks its own.",
  convention: "one-integration-per-tenant",
  severity: "error",
  subject: "table",
  classes: ["integration", "credentials"],
  options: {
    shape: {
      type: "choice",
      choices: ["leading", "exact"],
      default: "leading",
      description:
        "`leading`: a provider or a name may follow the tenant column; `exact`: the tenant column alone.",
    },
  },
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  UNIQUE KEY unique_tenant_jira (tenantId)
);`,
  },

  check(table, { schema, columnsIn, options, report, exempt, unknown }) {
    const tenants = columnsIn(table, "tenant").map((column) => column.name);
    const [tenant] = tenants;
    if (tenant === undefined) {
      const creators = columnsIn(table, "creator").map((column) => column.name);
      const targets = table.foreignKeys
        .filter((key) => !key.columns.some((name) => creators.includes(name)))
        .map((key) => referencedTable(schema, key));
      if (targets.some((target) => target && columnsIn(target, "tenant").length > 0)) return exempt();
      if (targets.some((target) => target?.knowledge !== "whole")) return unknown();
      return report({
        at: table.at(),
        message: `Table ${table.name} has no tenant column, so nothing holds it to one row per tenant.`,
        help: "Add a tenant column, such as tenantId CHAR(36) NOT NULL, and a UNIQUE key that starts with it.",
      });
    }

    const exact = options.shape === "exact";
    const keys = uniqueKeys(table).filter(
      (key) => tenants.includes(key.columns[0] ?? "") && (!exact || key.parts.length === 1),
    );
    if (keys.some((key) => nullableColumnsOf(table, key).length === 0)) return;
    const [key] = keys;
    if (!key) {
      return report({
        at: table.at(),
        message: `Table ${table.name} has no UNIQUE key ${exact ? "on" : "that starts with"} ${tenant}${exact ? " alone" : ""}, so a tenant can have several rows.`,
        remedy: addKey(schema, table, "unique", [tenant]),
      });
    }
    const open = nullableColumnsOf(table, key);
    report({
      at: key.at(),
      message: `UNIQUE key ${key.name} does not hold ${table.name} to one row per tenant: ${open.map(({ name }) => name).join(" and ")} may be NULL, and NULLs are not unique.`,
      help: `Make ${open.map(({ name }) => name).join(" and ")} NOT NULL, or add a UNIQUE key without it.`,
      related: open.map((column) => ({ at: column.at("nullable"), message: `${column.name} may be NULL.` })),
    });
  },
});
