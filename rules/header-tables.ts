import {
  defineRule,
  foldWords,
  headerOf,
  listWords,
  tablesOfChangedTypes,
  touchedTables,
} from "../src/rule/index.js";

export const headerTables = defineRule({
  id: "header-tables",
  summary: "The header's Tables are exactly those that the migration touches.",
  why: "People search the headers for a table's history; a list that leaves one out, or was copied, misleads them.",
  convention: "migration-headers",
  severity: "warning",
  subject: "migration",
  options: {
    field: { type: "string", default: "Tables", description: "The field that lists the tables." },
    aliases: { type: "strings", default: ["Table"], description: "Other names of the field." },
    rollbacks: { type: "boolean", default: false, description: "Compare the headers of rollbacks, too." },
  },
  examples: {
    bad: `-- What: Adds channels
-- Why: Messages are sent to more than one place
-- Tables: messages
CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);`,
    good: `-- What: Adds channels
-- Why: Messages are sent to more than one place
-- Tables: channels
CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);`,
  },

  check({ migration, history }, { options, report, exempt }) {
    let found = false;
    for (const direction of options.rollbacks ? (["forward", "rollback"] as const) : (["forward"] as const)) {
      const script = migration[direction];
      const names = [options.field, ...options.aliases].map(foldWords);
      const field = script && headerOf(script).fields.find(({ name }) => names.includes(foldWords(name)));
      if (!field || field.lines.length === 0) continue;
      found = true;
      const listed = new Set(field.lines.flatMap(tablesIn));
      const touched = new Set(touchedTables(migration, history, direction).map(bareName));
      const missing = [...touched].filter((table) => !listed.has(table));
      const allowed = new Set(history ? tablesOfChangedTypes(history, direction).map(bareName) : []);
      const superfluous = [...listed].filter((table) => !touched.has(table) && !allowed.has(table));
      if (missing.length === 0 && superfluous.length === 0) continue;
      const faults = [
        missing.length > 0 && `leaves out ${listWords(missing)}`,
        superfluous.length > 0 && `names ${superfluous.join(", ")}, which it does not touch`,
      ].filter(Boolean);
      report({
        at: { file: script.file, range: field.range },
        message: `The header of ${migration.name} ${faults.join(" and ")}.`,
        help: touched.size > 0 ? `Write ${field.name}: ${[...touched].join(", ")}` : "It touches no table.",
      });
    }
    if (!found) exempt();
  },
});

/** The names of a line: `channels, messages (new)`, `- channels: one row a place`. */
function tablesIn(line: string): readonly string[] {
  return line
    .replace(/\(.*?\)/g, " ")
    .split(/[,;]|\band\b|&/)
    .map((part) => /^[\s*•+-]*[`"[]?([\w$.]+)/.exec(part)?.[1] ?? "")
    .filter((name) => name !== "")
    .map(bareName);
}

/** Without database or schema, and without regard to case. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}
