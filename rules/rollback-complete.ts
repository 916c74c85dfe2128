import {
  compareSchemas,
  defineRule,
  differsInComments,
  knownDifferences,
  listSome,
  objectOf,
  removalsOf,
  rollbackPhrase,
} from "../src/rule/index.js";

export const rollbackComplete = defineRule({
  id: "rollback-complete",
  summary: "A rollback gives back the schema from before its migration.",
  why: "What it leaves over or forgets makes the next attempt fail, or the schema differ from the one that was tested.",
  convention: "rollbacks",
  severity: "error",
  subject: "migration",
  examples: {
    bad: {
      file: "001_channels.sql",
      sql: `CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS messages (id VARCHAR(255) PRIMARY KEY);`,
      rollback: "DROP TABLE IF EXISTS channels;",
    },
    good: {
      file: "001_channels.sql",
      sql: `CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS messages (id VARCHAR(255) PRIMARY KEY);`,
      rollback: "DROP TABLE IF EXISTS messages;\nDROP TABLE IF EXISTS channels;",
    },
  },

  check({ migration, history }, { report, exempt, unknown }) {
    const rollback = history?.rollback;
    if (!history || !rollback) return exempt();
    const { forward } = history;
    const at = { file: rollback.script.file, range: rollback.script.range };
    const start = { file: at.file, range: { start: at.range.start, end: at.range.start } };
    const blind = [...forward.blindSpots, ...rollback.blindSpots];
    if (blind.length > 0) {
      unknown();
      return report({
        at: start,
        message: `The rollback of ${migration.name} cannot be proved: ${blind.length === 1 ? "one change" : `${blind.length} changes`} could not be followed.`,
        related: blind.map(({ location, reason }) => ({ at: location, message: reason })),
        severity: "info",
      });
    }

    const differences = knownDifferences(compareSchemas(forward.before, rollback.after), forward);
    const [comments, others] = [true, false].map((only) =>
      differences.filter((one) => differsInComments(one) === only),
    );
    if (others?.length) {
      report({
        at: start,
        message: `The rollback of ${migration.name} does not give back the schema: ${listSome(others.map(rollbackPhrase))}.`,
        help: forward.steps.some(({ outcome }) => outcome === "refused")
          ? "First make the migration itself apply (forward-order): here its rollback undoes what was never done."
          : "Undo each statement of the migration; give back definitions in full.",
        related: others.map((difference) => ({
          at: difference.at,
          message: `${rollbackPhrase(difference)}.`,
        })),
      });
    }
    if (comments?.length) {
      report({
        at: start,
        message: `The rollback of ${migration.name} leaves other comments: ${listSome(comments.map(objectOf))}.`,
        severity: "info",
      });
    }
    const lost = removalsOf(forward);
    if (lost.length > 0) {
      report({
        at: start,
        message: `No rollback brings back the data of ${listSome(lost.map(({ of }) => of))}, which ${migration.name} drops.`,
        severity: "info",
      });
    }
  },
});
