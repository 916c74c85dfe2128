import {
  closeColumn,
  closedValues,
  defineRule,
  initialStateOf,
  initialStates,
  listWords,
  missingStates,
  resultStates,
  widenColumn,
} from "../src/rule/index.js";

export const verificationStatusEnum = defineRule({
  id: "verification-status-enum",
  summary: "A verification status is a closed set with VALID, INVALID, EXPIRED and PENDING or NOT_VERIFIED.",
  why: "Free text lets a typing error hide a broken connection; without EXPIRED an expired token looks like a wrong one.",
  convention: "verification-status",
  severity: "error",
  subject: "column",
  roles: ["verificationStatus"],
  options: {
    allowCheck: {
      type: "boolean",
      default: true,
      description: "A CHECK that lists the values closes the set as well as ENUM.",
    },
  },
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID'),
  lastVerifiedAt TIMESTAMP NULL
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID', 'INVALID', 'EXPIRED'),
  lastVerifiedAt TIMESTAMP NULL
);`,
  },

  check(column, { schema, dialect, options, report }) {
    const found = closedValues(schema, column);
    const closed = found?.by === "check" && !options.allowCheck ? undefined : found;
    const label = `${column.table}.${column.name}`;
    if (!closed) {
      const states = [initialStates[0], ...resultStates];
      const keepsDefault = !column.default?.value || states.includes(column.default.value as "VALID");
      const closable = keepsDefault && (dialect !== "postgresql" || options.allowCheck);
      return report({
        at: column.at("type"),
        message: `Verification status ${label} is ${column.type.text}, which is no closed set of states.`,
        ...(closable
          ? { remedy: closeColumn(schema, column, states) }
          : {
              help: `Make it ${dialect === "postgresql" ? "an enum type" : "an ENUM"} of the states that rows have.`,
            }),
      });
    }

    const missing = missingStates(closed.values);
    if (missing.length === 0) return;
    const initial = initialStateOf(closed.values) ? [] : [initialStates[0]];
    report({
      at: closed.at,
      message: `Verification status ${label} lacks ${listWords(missing)}.`,
      remedy: widenColumn(schema, column, closed, [
        ...initial,
        ...missing.filter((state) => !state.includes(" ")),
      ]),
    });
  },
});
