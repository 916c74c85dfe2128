import {
  addClosedColumn,
  addColumn,
  addKeyOnNew,
  type Column,
  closedValues,
  columnNameIn,
  dataType,
  defineRule,
  initialStateOf,
  resultStates,
  type Schema,
  spellingOf,
  usualInRole,
  wordsOf,
} from "../src/rule/index.js";

export const verificationStatus = defineRule({
  id: "verification-status",
  summary: "An integration records the health of its connection in a verification status.",
  why: "Expired or revoked credentials otherwise show only when a call fails, and nobody can list the broken connections.",
  convention: "verification-status",
  severity: "warning",
  subject: "table",
  classes: ["integration", "credentials"],
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL,
  INDEX idx_verification (verificationStatus)
);`,
  },

  check(table, context) {
    const { schema, columnsIn, report } = context;
    if (columnsIn(table, "verificationStatus").length > 0) return;
    const message = `Table ${table.name} has no verification status.`;
    const name = columnNameIn(schema, table, "verificationStatus");

    const nearMiss = table.columns.find(
      (column) =>
        wordsOf(spellingOf(column)).includes("status") &&
        closedValues(schema, column)?.values.some((value) => /^(valid|verified)$/i.test(value)),
    );
    if (nearMiss) {
      return report({
        at: table.at(),
        message,
        help: `Column ${nearMiss.name} looks like one: call it ${name}.`,
        related: [{ at: nearMiss.at(), message: `${nearMiss.name} is declared here.` }],
      });
    }

    const initial = usualInRole(context, "verificationStatus", initialState);
    const verifiedAt = columnNameIn(schema, table, "lastVerifiedAt");
    report({
      at: table.at(),
      message,
      remedy: [
        addClosedColumn(schema, table, name, [initial ?? "PENDING", ...resultStates]),
        ...(columnsIn(table, "verifiedAt").length > 0
          ? []
          : [addColumn(table, verifiedAt, { type: dataType("TIMESTAMP"), nullable: true })]),
        addKeyOnNew(schema, table, "index", [name]),
      ],
    });
  },
});

function initialState(column: Column, schema: Schema): string | undefined {
  return initialStateOf(closedValues(schema, column)?.values ?? []);
}
