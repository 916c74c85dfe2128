import { addKey, columnNameIn, defineRule, findUniqueKey, spellingOf, wordsOf } from "../src/rule/index.js";

export const configurationUniqueKey = defineRule({
  id: "configuration-unique-key",
  summary: "A tenant's configurations are told apart by a UNIQUE name.",
  why: "Two configurations of one name cannot be told apart where one is chosen, and a retry makes a second one.",
  convention: "one-integration-per-tenant",
  severity: "warning",
  subject: "table",
  classes: ["configuration"],
  examples: {
    bad: `CREATE TABLE jira_configurations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  configName VARCHAR(255) NOT NULL
);`,
    good: `CREATE TABLE jira_configurations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  configName VARCHAR(255) NOT NULL,
  UNIQUE KEY unique_tenant_name (tenantId, configName)
);`,
  },

  check(table, { schema, columnsIn, roleOf, report, exempt }) {
    const tenants = columnsIn(table, "tenant").map((column) => column.name);
    const [tenant] = tenants;
    if (tenant === undefined) return exempt();
    const names = table.columns
      .filter((column) => roleOf(column) === undefined && isNameLike(spellingOf(column)))
      .map((column) => column.name);
    const [name] = names;
    if (name === undefined) {
      const wish = columnNameIn(schema, table, "configName");
      return report({
        at: table.at(),
        message: `Table ${table.name} has no column that names a configuration.`,
        help: `Add one, such as ${wish} VARCHAR(255) NOT NULL, and a UNIQUE key (${tenant}, ${wish}).`,
      });
    }

    const { holding, open } = findUniqueKey(table, (key) =>
      [tenants, names].every((some) => some.some((column) => key.columns.includes(column))),
    );
    if (holding) return;
    if (!open) {
      return report({
        at: table.at(),
        message: `Table ${table.name} has no UNIQUE key of ${tenant} and ${name}.`,
        remedy: addKey(schema, table, "unique", [tenant, name]),
      });
    }
    const nullable = open.columns.map((column) => column.name).join(" and ");
    report({
      at: open.key.at(),
      message: `UNIQUE key ${open.key.name} lets names repeat: ${nullable} may be NULL, and NULLs are not unique.`,
      help: `Make ${nullable} NOT NULL.`,
      related: open.columns.map((column) => ({
        at: column.at("nullable"),
        message: `${column.name} may be NULL.`,
      })),
    });
  },
});

/** name, title, key, configName. */
function isNameLike(column: string): boolean {
  const words = wordsOf(column);
  const last = words.at(-1);
  return last === "name" || (words.length === 1 && (last === "title" || last === "key"));
}
