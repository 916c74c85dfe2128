import { defineRule, type Refusal, unknownColumnsOf } from "../src/rule/index.js";

const help: Readonly<Record<Refusal["kind"], string | undefined>> = {
  missing: "Create it first, in this migration or an earlier one.",
  exists: "Leave it out, or guard it with IF NOT EXISTS or a look into the catalog.",
  conflict: undefined,
};

export const forwardOrder = defineRule({
  id: "forward-order",
  summary: "Every statement finds what it names, and what it creates is not there yet.",
  why: "The migration stops at this statement, on MySQL with half of the changes made.",
  convention: "migration-files",
  severity: "error",
  subject: "statement",
  examples: {
    bad: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);
ALTER TABLE channels DROP COLUMN topic;`,
    good: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, topic VARCHAR(255));
ALTER TABLE channels DROP COLUMN topic;`,
  },

  check({ statement, steps, replay, direction }, { report }) {
    if (direction !== "forward") return;
    for (const { at, table, column } of replay ? unknownColumnsOf(statement, replay) : []) {
      report({
        at,
        message: `Table ${table.name} has no column ${column} at this point.`,
        help: help.missing,
        related: [{ at: table.at(), message: `${table.name} is created here.` }],
      });
    }
    for (const refusal of steps.flatMap((step) => step.refusals)) {
      report({
        at: refusal.at,
        message: refusal.message,
        help: refusal.help ?? help[refusal.kind],
        related: refusal.related && [refusal.related],
      });
    }
  },
});
