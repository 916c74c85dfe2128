import { changeColumn, columnNameIn, defineRule, foreignKeysOf } from "../src/rule/index.js";

export const auditCreator = defineRule({
  id: "audit-creator",
  summary: "A table of integrations records which account created the row.",
  why: "Whoever connected a third-party service has to be found when its credentials leak or expire.",
  convention: "audit-columns",
  severity: "error",
  subject: "table",
  classes: ["integration", "credentials", "configuration"],
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  createdByAccountId VARCHAR(255) NULL,
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  createdByAccountId VARCHAR(255) NOT NULL,
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
);`,
  },

  check(table, { schema, columnsIn, report }) {
    const creators = columnsIn(table, "creator");
    if (creators.some((column) => !column.nullable)) return;
    const [creator] = creators;
    if (!creator) {
      return report({
        at: table.at(),
        message: `Table ${table.name} does not record who created a row.`,
        help: `Add ${columnNameIn(schema, table, "createdByAccountId")} VARCHAR(255) NOT NULL, a foreign key to accounts.`,
      });
    }
    const setsNull = foreignKeysOf(table, creator.name).some((key) => key.onDelete === "set null");
    report({
      at: creator.at("nullable"),
      message: `Creator ${table.name}.${creator.name} may be NULL.`,
      ...(setsNull
        ? { help: "Make it NOT NULL, and its foreign key ON DELETE RESTRICT instead of SET NULL." }
        : { remedy: changeColumn(schema, creator, { nullable: false }) }),
    });
  },
});
