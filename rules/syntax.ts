import { defineRule } from "../src/rule/index.js";

export const syntax = defineRule({
  id: "syntax",
  summary: "Every statement can be read.",
  why: "The server refuses the statement, and the migration stops there.",
  convention: "dialects",
  severity: "error",
  subject: "statement",
  always: true,
  options: {
    data: {
      type: "boolean",
      default: false,
      description:
        "MySQL and MariaDB: ask a full parser about INSERT, UPDATE, DELETE and SELECT, too. It is slow, and lacks some rare clauses that the server has. On PostgreSQL the server's own grammar is always asked.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  name VARCHAR(255) NOT NULL
);`,
  },

  check({ statement, dynamic }, { report }) {
    const { file } = statement.location;
    for (const { certain, range, message, help } of [statement, ...dynamic].flatMap((one) => one.problems)) {
      if (certain) report({ at: { file, range }, message, help });
    }
  },
});
