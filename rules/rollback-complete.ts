import {
  compareSchemas,
  type Difference,
  defineRule,
  differsInComments,
  knownDifferences,
  type Location,
  listSome,
  objectOf,
  placesOf,
  removalsOf,
  rollbackPhrase,
  rowsLeftBy,
  statementAbout,
  unknownBefore,
  withoutFailures,
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

  check({ migration, history }, { report, exempt }) {
    const rollback = history?.rollback;
    if (!history || !rollback) return exempt();
    const { forward } = history;
    const blind = [...forward.blindSpots, ...rollback.blindSpots];
    const doubts = [
      ...blind.map(({ location, reason }) => ({ at: location, message: reason })),
      ...[...unknownBefore(forward), ...unknownBefore(rollback)].map(({ what, at }) => ({
        at,
        message: `${what}: what was there before is not known.`,
      })),
    ];
    if (doubts.length > 0) {
      report({
        at: statementAbout(undefined, rollback),
        message: `The rollback of ${migration.name} cannot be proved: ${doubts.length === 1 ? "one change" : `${doubts.length} changes`} could not be followed.`,
        related: doubts,
        severity: "info",
      });
    }
    if (blind.length > 0) return;

    const differences = withoutFailures(
      knownDifferences(compareSchemas(forward.before, rollback.after), forward),
      rollback,
    );
    const [comments, others] = [true, false].map((only) =>
      differences.filter((one) => differsInComments(one) === only),
    );
    const placed = (some: readonly Difference[]) => {
      const at = statementAbout(some[0], rollback);
      const isElsewhere = (place: { at: Location }) =>
        place.at.file !== at.file || place.at.range.start !== at.range.start;
      return { at, related: some.flatMap(placesOf).filter(isElsewhere) };
    };
    if (others?.length) {
      report({
        ...placed(others),
        message: `The rollback of ${migration.name} does not give back the schema: ${listSome(others.map(rollbackPhrase))}.`,
        help: forward.steps.some(({ outcome }) => outcome === "refused")
          ? "First make the migration itself apply (forward-order): here its rollback undoes what was never done."
          : "Undo each statement of the migration; integlint rollback --check prints what is missing.",
      });
    }
    if (comments?.length) {
      report({
        ...placed(comments),
        message: `The rollback of ${migration.name} leaves other comments: ${listSome(comments.map(objectOf))}.`,
        severity: "info",
      });
    }
    const dropped = removalsOf(forward);
    if (dropped.length > 0) {
      report({
        at: statementAbout(undefined, rollback),
        message: `No rollback brings back the data of ${listSome(dropped.map(({ of }) => of))}, which ${migration.name} drops.`,
        related: dropped.map(({ of, at }) => ({ at, message: `Here ${of} is dropped.` })),
        severity: "info",
      });
    }
    const written = rowsLeftBy(forward, rollback);
    if (written.length > 0) {
      report({
        at: statementAbout(undefined, rollback),
        message: `The rollback of ${migration.name} leaves the rows of ${listSome([...new Set(written.map(({ of }) => of))])} as the migration wrote them.`,
        related: written.map(({ verb, at }) => ({
          at,
          message: `${verb} changes rows that were there before.`,
        })),
        severity: "info",
      });
    }
  },
});
