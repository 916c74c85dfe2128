import { defineRule, unknownColumnsOf } from "../src/rule/index.js";

export const rollbackOrder = defineRule({
  id: "rollback-order",
  summary: "Every statement of a rollback finds what it names, and drops nothing that is still referred to.",
  why: "A rollback runs when something is wrong already; one that stops half way leaves a schema that nobody planned.",
  convention: "rollbacks",
  severity: "error",
  subject: "migration",
  examples: {
    bad: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
      rollback: "ALTER TABLE channels DROP COLUMN topic;\nDROP TABLE IF EXISTS channels;",
    },
    good: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
      rollback: "DROP TABLE IF EXISTS channels;",
    },
  },

  check({ history, migration }, { report, exempt }) {
    const replay = history?.rollback;
    if (!replay) return exempt();
    for (const { message, at, related } of replay.steps.flatMap((step) => step.refusals)) {
      report({
        at,
        message,
        help: "Undo the statements of the migration one by one, the last one first.",
        related: related && [related],
      });
    }
    for (const statement of replay.script.statements) {
      for (const { at, table, column } of unknownColumnsOf(statement, replay)) {
        report({
          at,
          message: `Table ${table.name} has no column ${column} when the rollback of ${migration.name} writes to it.`,
          help: "Name the columns that the table has by then.",
          related: [{ at: table.at(), message: `${table.name} is created here.` }],
        });
      }
    }
  },
});
