import { defineRule, isJson } from "../src/rule/index.js";

export const credentialInJson = defineRule({
  id: "credential-in-json",
  summary: "JSON configuration holds no credentials.",
  why: "What is read, logged and shown as configuration takes the secret along; encrypted as a whole it cannot be queried.",
  convention: "credential-storage",
  severity: "info",
  subject: "column",
  roles: ["config"],
  examples: {
    bad: `CREATE TABLE release_settings (
  id VARCHAR(255) PRIMARY KEY,
  config JSON NOT NULL COMMENT 'Provider configuration (baseUrl, authToken, orgId)'
);`,
    good: `CREATE TABLE release_settings (
  id VARCHAR(255) PRIMARY KEY,
  config JSON NOT NULL COMMENT 'Provider configuration (baseUrl, orgId)'
);`,
  },

  check(column, { dialect, roleOfName, report, exempt }) {
    if (!isJson(column.type, dialect)) return exempt();
    const names = (column.comment ?? "").split(/[^\w$]+/).filter((word) => roleOfName(word) === "credential");
    if (names.length === 0) return;
    report({
      at: column.at("comment"),
      message: `Configuration ${column.table}.${column.name} holds a credential by its comment: ${names.join(", ")}.`,
      help: "Keep credentials in columns or a table of their own.",
    });
  },
});
