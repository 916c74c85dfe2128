import { addColumn, changeColumn, columnNameIn, dataType, defineRule, isMoment } from "../src/rule/index.js";

export const verificationTimestamp = defineRule({
  id: "verification-timestamp",
  summary: "Beside a verification status stands the time of the last check, NULL before the first.",
  why: "A status without a time cannot be trusted: nobody sees whether VALID was found a minute or a year ago.",
  convention: "verification-status",
  severity: "warning",
  subject: "table",
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED')
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL
);`,
  },

  check(table, { schema, columnsIn, report, exempt }) {
    const [status] = columnsIn(table, "verificationStatus");
    if (!status) return exempt();
    const columns = columnsIn(table, "verifiedAt");
    if (columns.some((column) => isMoment(column.type) && column.nullable)) return;
    const [column] = columns;
    const type = dataType("TIMESTAMP");
    if (!column) {
      const name = columnNameIn(schema, table, "lastVerifiedAt");
      return report({
        at: table.at(),
        message: `Table ${table.name} has ${status.name}, but no ${name} to say when it was checked.`,
        remedy: [addColumn(table, name, { type, nullable: true })],
      });
    }
    if (!isMoment(column.type)) {
      return report({
        at: column.at("type"),
        message: `Column ${table.name}.${column.name} is ${column.type.text}, not a timestamp.`,
        help: `Declare it ${column.name} TIMESTAMP NULL.`,
      });
    }
    report({
      at: column.at("nullable"),
      message: `Column ${table.name}.${column.name} is NOT NULL, so a connection that was never checked has to lie.`,
      remedy: changeColumn(schema, column, { nullable: true }),
    });
  },
});
