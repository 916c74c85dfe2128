import {
  addKey,
  columnNameIn,
  defineRule,
  findUniqueKey,
  type RuleContext,
  referencedTable,
  type Table,
} from "../src/rule/index.js";

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

  check(table, context) {
    const { schema, columnsIn, options, report } = context;
    const tenants = columnsIn(table, "tenant").map((column) => column.name);
    const [tenant] = tenants;
    if (tenant === undefined) return judgeWithoutTenant(table, context);

    const exact = options.shape === "exact";
    const { holding, open } = findUniqueKey(
      table,
      (key) => tenants.some((name) => name === key.columns[0]) && (!exact || key.parts.length === 1),
    );
    if (holding) return;
    if (!open) {
      const wanted = exact ? `on ${tenant} alone` : `that starts with ${tenant}`;
      return report({
        at: table.at(),
        message: `Table ${table.name} has no UNIQUE key ${wanted}, so a tenant can have several rows.`,
        remedy: addKey(schema, table, "unique", [tenant]),
      });
    }
    const names = open.columns.map(({ name }) => name).join(" and ");
    report({
      at: open.key.at(),
      message: `UNIQUE key ${open.key.name} does not hold ${table.name} to one row per tenant: ${names} may be NULL, and NULLs are not unique.`,
      help: `Make ${names} NOT NULL, or add a UNIQUE key without it.`,
      related: open.columns.map((column) => ({
        at: column.at("nullable"),
        message: `${column.name} may be NULL.`,
      })),
    });
  },
});

/** The tenant may be known through a table that the row belongs to; who created it is no such table. */
function judgeWithoutTenant(
  table: Table,
  { schema, columnsIn, report, exempt, unknown }: RuleContext<unknown>,
): void {
  const creators = columnsIn(table, "creator").map((column) => column.name);
  const owners = table.foreignKeys
    .filter((key) => !key.columns.some((name) => creators.includes(name)))
    .map((key) => referencedTable(schema, key));
  if (owners.some((owner) => owner && columnsIn(owner, "tenant").length > 0)) exempt();
  else if (owners.some((owner) => owner?.knowledge !== "whole")) unknown();
  else {
    const name = columnNameIn(schema, table, "tenantId");
    const type = schema.dialect === "postgresql" ? "UUID" : "CHAR(36)";
    report({
      at: table.at(),
      message: `Table ${table.name} has no tenant column, so nothing holds it to one row per tenant.`,
      help: `Add a tenant column, such as ${name} ${type} NOT NULL, and a UNIQUE key that starts with it.`,
    });
  }
}
