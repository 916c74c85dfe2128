import { addKey, defineRule, nullableColumnsOf, spellingOf, uniqueKeys, wordsOf } from "../src/rule/index.js";

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
      return report({
        at: table.at(),
        message: `Table ${table.name} has no column that names a configuration.`,
        help: `Add one, such as configName VARCHAR(255) NOT NULL, and a UNIQUE key (${tenant}, configName).`,
      });
    }

    const keys = uniqueKeys(table).filter((key) =>
      [tenants, names].every((some) => some.some((column) => key.columns.includes(column))),
    );
    if (keys.some((key) => nullableColumnsOf(table, key).length === 0)) return;
    const [key] = keys;
    if (!key) {
      return report({
        at: table.at(),
        message: `Table ${table.name} has no UNIQUE key of ${tenant} and ${name}.`,
        remedy: addKey(schema, table, "unique", [tenant, name]),
      });
    }
    const open = nullableColumnsOf(table, key);
    report({
      at: key.at(),
      message: `UNIQUE key ${key.name} lets names repeat: ${open.map((column) => column.name).join(" and ")} may be NULL.`,
      help: `Make ${open.map((column) => column.name).join(" and ")} NOT NULL.`,
      related: open.map((column) => ({ at: column.at("nullable"), message: `${column.name} may be NULL.` })),
    });
  },
});

/** name, title, key, configName. */
function isNameLike(column: string): boolean {
  const words = wordsOf(column);
  const last = words.at(-1) ?? "";
  return last === "name" || (words.length === 1 && (last === "title" || last === "key"));
}
