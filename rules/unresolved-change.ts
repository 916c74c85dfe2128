import { defineRule, verbOf } from "../src/rule/index.js";

const help = {
  nothing: "Write the change as a statement of its own: no rule sees what this one does.",
  branch:
    "What it guards is taken to happen. Ask information_schema or pg_catalog for a name: that is answered before anything runs.",
  value: "The rest of the change is followed. Write the value out where it is known beforehand.",
};

export const unresolvedChange = defineRule({
  id: "unresolved-change",
  summary: "Every change of the schema can be followed without running it.",
  why: "After a change that could not be followed the schema may differ from what the other rules saw.",
  convention: "migration-files",
  severity: "info",
  subject: "statement",
  options: {
    rollbacks: { type: "boolean", default: false, description: "Report them in rollbacks, too." },
  },
  examples: {
    bad: "PREPARE change_schema FROM @statement_of_the_caller;\nEXECUTE change_schema;",
    good: "SET @q = 'CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY)';\nPREPARE q FROM @q;\nEXECUTE q;",
  },

  check({ statement, replay, direction }, { options, report }) {
    if (direction !== "forward" && !options.rollbacks) return;
    const { file, range } = statement.location;
    for (const { location, reason, cause, followed } of replay?.blindSpots ?? []) {
      const isInside = location.range.start >= range.start && location.range.end <= range.end;
      const isElsewhere = location.file !== file;
      if (isElsewhere ? cause !== statement : !isInside) continue;
      report({
        at: isElsewhere ? verbOf(statement) : location,
        message: reason,
        help: help[followed ?? "nothing"],
        related: isElsewhere ? [{ at: location, message: "It stands in this routine." }] : [],
      });
    }
  },
});
