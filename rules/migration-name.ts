import {
  beginningOf,
  defineRule,
  foldVersion,
  headerOf,
  type Migration,
  migrationBefore,
  migrationsOfVersion,
} from "../src/rule/index.js";

const defaultPattern = "NNN_name.sql";

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
      default: defaultPattern,
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
    const isHeld = pattern !== defaultPattern || layout === "suffix" || layout === "updown";
    if (isHeld && !patternOf(pattern).test(name)) {
      report({
        at,
        message: `Migration ${name} is not named after the pattern ${pattern}.`,
        help: "Rename the file.",
      });
    }

    const sharing = migrationsOfVersion(version, siblings);
    if (sharing.length > 1 && sharing[0] !== migration) {
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
    const stated = /\d[\w.-]*/.exec(field?.lines[0] ?? "")?.[0];
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

const patterns = new Map<string, RegExp>();

/** `NNN_name.sql` → a test of the name without its extension. */
function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? compilePattern(pattern);
  patterns.set(pattern, known);
  return known;
}

function compilePattern(pattern: string): RegExp {
  const body = pattern
    .replace(/\.sql$/i, "")
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/N+/g, (digits) => `\\d{${digits.length},}`)
    .replace("name", "[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*");
  return new RegExp(`^${body}$`);
}

/** How many numbers lie between two versions; none where they are dates or have parts. */
function countBetween({ version: from }: Migration, { version: to }: Migration): number {
  if (!/^\d{1,5}$/.test(from) || !/^\d{1,5}$/.test(to)) return 0;
  return Math.max(0, Number(to) - Number(from) - 1);
}
