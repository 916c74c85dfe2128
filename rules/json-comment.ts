import { defineRule, isJson } from "../src/rule/index.js";

export const jsonComment = defineRule({
  id: "json-comment",
  summary: "A JSON column has a comment that explains its structure.",
  why: "The type says nothing of what is inside: without a comment the fields are known to the code that writes them alone.",
  convention: "json-configuration",
  severity: "warning",
  subject: "column",
  examples: {
    bad: `CREATE TABLE release_settings (
  id VARCHAR(255) PRIMARY KEY,
  config JSON NOT NULL
);`,
    good: `CREATE TABLE release_settings (
  id VARCHAR(255) PRIMARY KEY,
  config JSON NOT NULL COMMENT 'Project key and ready state by platform'
);`,
  },

  check(column, { dialect, roleOf, report, exempt }) {
    if (!isJson(column.type, dialect)) return exempt();
    // A credential's comment has to say more; credential-storage asks for it.
    if (roleOf(column) === "credential") return exempt();
    if (column.comment?.trim()) return;
    report({
      at: column.at("comment"),
      message: `JSON column ${column.table}.${column.name} has no comment that explains its structure.`,
      help:
        dialect === "postgresql"
          ? `COMMENT ON COLUMN ${column.table}.${column.name} IS '<its fields>';`
          : `Write COMMENT '<its fields>' behind the column.`,
    });
  },
});
