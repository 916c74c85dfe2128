import { addKey, defineRule } from "../src/rule/index.js";

export const primaryKey = defineRule({
  id: "primary-key",
  summary: "Every table has a primary key.",
  why: "Without one rows cannot be told apart, replication by row scans the whole table, and no foreign key can refer to it.",
  convention: "primary-keys",
  severity: "error",
  subject: "table",
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  name VARCHAR(255) NOT NULL
);`,
  },

  check(table, { schema, report }) {
    if (table.primaryKey) return;
    const id = table.column("id");
    const remedy = id ? addKey(schema, table, "primary", [id.name]) : [];
    report({
      at: table.at(),
      message: `Table ${table.name} has no primary key.`,
      ...(remedy.length > 0 ? { remedy } : { help: "Add one: id VARCHAR(255) PRIMARY KEY." }),
    });
  },
});
