import { defineRule, isOneOf } from "../src/rule/index.js";

export const primaryKeyType = defineRule({
  id: "primary-key-type",
  summary: "The primary key is a single column id that holds a nanoid or a UUID.",
  why: "Ids made by the application can be handed out before the row exists, moved between databases, and tell nobody how many there are.",
  convention: "primary-keys",
  severity: "warning",
  subject: "table",
  options: {
    types: {
      type: "strings",
      default: ["VARCHAR(255)", "CHAR(36)", "VARCHAR(36)", "UUID"],
      minimum: 1,
      description: "The types allowed.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (
  id INT AUTO_INCREMENT PRIMARY KEY
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY
);`,
  },

  check(table, { dialect, options, report, exempt }) {
    const key = table.primaryKey;
    if (!key) return exempt();
    const references = new Set<string | undefined>(
      table.foreignKeys.flatMap((foreignKey) => foreignKey.columns),
    );
    if (key.columns.every((name) => references.has(name))) return exempt();

    const [name] = key.columns;
    const column = table.columns.find((one) => one.name === name);
    // The primary key of a partitioned table has to contain what it is partitioned by (PostgreSQL 17 manual 5.12.2.3).
    const isAlone = key.columns.length === 1 || table.partitioned;
    if (!isAlone || name?.toLowerCase() !== "id") {
      return report({
        at: key.at("parts"),
        message: `The primary key of ${table.name} is (${key.columns.join(", ")}), not id.`,
        help: "Use a column id of its own, and a UNIQUE key for what identifies the row to people.",
      });
    }
    if (!column || isOneOf(column.type, dialect, options.types)) return;
    report({
      at: column.at("type"),
      message: `Primary key ${table.name}.${column.name} is ${column.type.text}, not ${options.types.join(" or ")}.`,
      help: `Declare it ${column.name} ${options.types[0]} PRIMARY KEY.`,
    });
  },
});
