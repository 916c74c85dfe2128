import { changeColumn, dataType, defineRule, meaningOf } from "../src/rule/index.js";

export const jsonType = defineRule({
  id: "json-type",
  summary: "Configuration is stored as JSON, on PostgreSQL as JSONB.",
  why: "Text takes anything: a broken document is found by the reader, not the writer, and its fields can be neither queried nor indexed.",
  convention: "json-configuration",
  severity: "error",
  subject: "column",
  roles: ["config"],
  examples: {
    bad: `CREATE TABLE release_settings (
  id VARCHAR(255) PRIMARY KEY,
  platformsConfig TEXT NOT NULL COMMENT 'Project key and ready state by platform'
);`,
    good: `CREATE TABLE release_settings (
  id VARCHAR(255) PRIMARY KEY,
  platformsConfig JSON NOT NULL COMMENT 'Project key and ready state by platform'
);`,
  },

  check(column, { schema, dialect, report }) {
    const wanted = dialect === "postgresql" ? "jsonb" : "json";
    if (meaningOf(column.type, dialect) === wanted) return;
    const type = wanted.toUpperCase();
    // PostgreSQL 17 manual, ALTER TABLE: text has no implicit cast to jsonb, so a USING is needed.
    const needsUsing = dialect === "postgresql" && column.type.name !== "json";
    report({
      at: column.at("type"),
      message: `Configuration ${column.table}.${column.name} is ${column.type.text}, not ${type}.`,
      ...(needsUsing
        ? {
            help: `ALTER TABLE ${column.table} ALTER COLUMN ${column.name} TYPE JSONB USING ${column.name}::jsonb;`,
          }
        : { remedy: changeColumn(schema, column, { type: dataType(type) }) }),
    });
  },
});
