import { defineRule } from "../src/rule/index.js";

export const syntax = defineRule({
  id: "syntax",
  summary: "Every statement can be read.",
  why: "The server refuses the statement, and the migration stops there.",
  convention: "dialects",
  severity: "error",
  subject: "statement",
  always: true,
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
