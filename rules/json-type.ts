import {
  type Column,
  changeColumn,
  dataType,
  defineRule,
  meaningOf,
  type Problem,
  quoteName,
  type Schema,
} from "../src/rule/index.js";

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
    report({
      at: column.at("type"),
      message: `Configuration ${column.table}.${column.name} is ${column.type.text}, not ${type}.`,
      ...adviceFor(schema, column, type),
    });
  },
});

/** PostgreSQL converts text to JSONB only by a USING (PostgreSQL 17 manual, ALTER TABLE); a JSON column wants a comment, too. */
function adviceFor(schema: Schema, column: Column, type: string): Pick<Problem, "help" | "remedy"> {
  const { table, name } = column;
  const quoted = quoteName(name, schema.dialect);
  if (schema.dialect === "postgresql" && column.type.name !== "json")
    return {
      help: `ALTER TABLE ${quoteName(table, schema.dialect)} ALTER COLUMN ${quoted} TYPE JSONB USING ${quoted}::jsonb;`,
    };
  if (schema.dialect !== "postgresql" && !column.comment)
    return { help: `Declare it ${name} ${type}, with a comment that names its fields.` };
  return { remedy: changeColumn(schema, column, { type: dataType(type) }) };
}
