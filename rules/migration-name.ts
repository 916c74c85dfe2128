import {
  beginningOf,
  defineRule,
  foldVersion,
  headerOf,
  holdsLayout,
  type Migration,
  matchesFilePattern,
  migrationBefore,
  migrationsOfVersion,
  usualFilePattern,
} from "../src/rule/index.js";

export const migrationName = defineRule({
  id: "migration-name",
  summary: "Migrations are named NNN_name.sql, each number once, without gaps.",
  why: "Two files with one number run in the order of their names, by accident; a gap looks like a file that was lost.",
  convention: "migration-files",
  severity: "error",
  subject: "migration",
  options: {
    pattern: {
      type: "string",
      default: usualFilePattern,
      description:
        "What a file is called: N stands for a digit (as many or more), `name` for letters, digits and underscores. A layout with names of its own is held to a pattern only where one is set.",
    },
  },
  examples: {
    bad: {
      file: "1-Channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
    },
    good: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
    },
  },

  check({ migration, siblings, layout }, { options, report, exempt }) {
    const { forward, version, name } = migration;
    if (!forward) return exempt();
    const at = beginningOf(forward);
    const { pattern } = options;
    if (holdsLayout(pattern, layout) && !matchesFilePattern(name, pattern)) {
      report({
        at,
        message: `Migration ${name} is not named after the pattern ${pattern}.`,
        help: "Rename the file.",
      });
    }

    const sharing = migrationsOfVersion(version, siblings);
    if (sharing.indexOf(migration) > 0) {
      report({
        at,
        message: `Version ${version} is used ${sharing.length} times: ${sharing.map((sibling) => sibling.name).join(", ")}.`,
        help: "Give each migration a version of its own.",
      });
    }

    const before = migrationBefore(migration, siblings);
    const gap = before && countBetween(before, migration);
    if (gap) {
      report({
        at,
        message: `Version ${version} follows ${before.version}: ${gap === 1 ? "one is" : `${gap} are`} missing between them.`,
        help: "Number migrations without gaps, or note where the missing ones went.",
        severity: "info",
      });
    }

    const field = headerOf(forward).fields.find((header) => header.name.toLowerCase() === "version");
    const [line = ""] = field?.lines ?? [];
    const stated = /\d[\w.-]*/.exec(line)?.[0];
    if (field && stated && foldVersion(stated) !== foldVersion(version)) {
      report({
        at: { file: forward.file, range: field.range },
        message: `The header says version ${stated}, the file's name ${version}.`,
        help: `Write ${field.name}: ${version}`,
        severity: "warning",
      });
    }
  },
});

/** How many numbers lie between two versions; none where they are dates or have parts. */
function countBetween({ version: from }: Migration, { version: to }: Migration): number {
  if (!/^\d{1,5}$/.test(from) || !/^\d{1,5}$/.test(to)) return 0;
  return Math.max(0, Number(to) - Number(from) - 1);
}
