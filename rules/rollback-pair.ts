import { beginningOf, defineRule } from "../src/rule/index.js";

export const rollbackPair = defineRule({
  id: "rollback-pair",
  summary: "Each migration has its rollback, and each rollback its migration.",
  why: "When a release has to go back at night, nobody should have to write the SQL that undoes it first.",
  convention: "rollbacks",
  severity: "error",
  subject: "migration",
  examples: {
    bad: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
    },
    good: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
      rollback: "DROP TABLE IF EXISTS channels;",
    },
  },

  check({ migration }, { report }) {
    const { name, rollbackName, forward, rollback } = migration;
    if (forward && rollback) {
      if (rollbackName === undefined) return;
      report({
        at: beginningOf(rollback),
        message: `Rollback ${rollbackName} shares only its version with migration ${name}.`,
        help: `Rename the rollback after ${name}.`,
        related: [
          { at: beginningOf(forward), message: `The only migration of version ${migration.version}.` },
        ],
      });
    } else if (forward) {
      report({
        at: beginningOf(forward),
        message: `Migration ${name} has no rollback.`,
        help: "Write one beside it that undoes each statement, last one first.",
      });
    } else if (rollback) {
      report({
        at: beginningOf(rollback),
        message: `Rollback ${name} has no migration.`,
        help: "Name it after the migration that it undoes, or delete it.",
      });
    }
  },
});
