import { breachOf, clauseOfStep, defineRule, headOf } from "../src/rule/index.js";

export const backwardCompatible = defineRule({
  id: "backward-compatible",
  summary: "No step of a migration breaks the application that is running while it runs.",
  why: "During a release old and new versions run side by side; what the old one still reads or writes must go on working.",
  convention: "backward-compatible-migrations",
  severity: "error",
  subject: "statement",
  options: {
    rollbacks: {
      type: "boolean",
      default: false,
      description: "Ask it of rollbacks, which undo by nature, too.",
    },
  },
  examples: {
    bad: {
      file: "002_topic.sql",
      sql: "ALTER TABLE channels ADD COLUMN topic VARCHAR(255) NOT NULL;",
    },
    good: {
      file: "002_topic.sql",
      sql: "ALTER TABLE channels ADD COLUMN topic VARCHAR(255) NULL;",
    },
  },

  check({ steps, script, direction }, { dialect, options, report }) {
    if (direction !== "forward" && !options.rollbacks) return;
    for (const step of steps) {
      if (step.outcome !== "changed") continue;
      const breach = breachOf(step, steps, script, dialect);
      if (!breach) continue;
      const { message, help, severity } = breach;
      report({ at: headOf(step), message: `${clauseOfStep(step)} ${message}.`, help, severity });
    }
  },
});
