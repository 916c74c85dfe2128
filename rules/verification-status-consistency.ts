import {
  closedValues,
  columnsInRole,
  defineRule,
  furtherStates,
  initialStateOf,
  majorityOf,
} from "../src/rule/index.js";

export const verificationStatusConsistency = defineRule({
  id: "verification-status-consistency",
  summary: "All verification statuses start in the same state and have the same further states.",
  why: "Code that handles several integrations compares with one name: a table that says NOT_VERIFIED instead of PENDING is skipped.",
  convention: "verification-status",
  severity: "warning",
  subject: "schema",
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL
);
CREATE TABLE slack_integrations (
  id VARCHAR(255) PRIMARY KEY,
  verificationStatus ENUM('NOT_VERIFIED', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL
);
CREATE TABLE slack_integrations (
  id VARCHAR(255) PRIMARY KEY,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL
);`,
  },

  check(schema, context) {
    const statuses = columnsInRole(context, "verificationStatus").flatMap((column) => {
      const closed = closedValues(schema, column);
      if (!closed) return [];
      const { values } = closed;
      return [{ column, closed, initial: initialStateOf(values), further: furtherStates(values).join(", ") }];
    });
    const initial = majorityOf(statuses, (status) => status.initial);
    const further = majorityOf(statuses, (status) => status.further);
    for (const { column, closed, ...own } of statuses) {
      context.judged(column);
      const faults = [
        own.initial !== undefined &&
          own.initial !== initial &&
          `starts as ${own.initial}; elsewhere it is ${initial}`,
        own.further !== further &&
          `has ${own.further || "no states"} beyond the required ones; elsewhere it has ${further || "none"}`,
      ].filter((fault) => fault !== false);
      if (faults.length === 0) continue;
      const model = statuses.find((status) => status.initial === initial && status.further === further);
      context.report({
        at: closed.at,
        about: column,
        message: `Verification status ${column.table}.${column.name} ${faults.join(", and ")}.`,
        help: `Use the states that the other tables have${model ? `: ${model.closed.values.join(", ")}` : ""}.`,
        related: model ? [{ at: model.closed.at, message: `${model.column.table} has these.` }] : [],
      });
    }
  },
});
