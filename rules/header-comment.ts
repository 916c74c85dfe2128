import {
  beginningOf,
  defineRule,
  foldWords,
  headerEdits,
  headerOf,
  listWords,
  type Migration,
  type MigrationSubject,
  sayName,
  toBeSaid,
  touchedTables,
} from "../src/rule/index.js";

export const headerComment = defineRule({
  id: "header-comment",
  summary: "A migration begins with a comment that says What it does, Why, and to which Tables.",
  why: "The SQL shows what changes; only its author knows why, and a year later nobody can ask.",
  convention: "migration-headers",
  severity: "error",
  subject: "migration",
  fixable: true,
  options: {
    fields: { type: "strings", default: ["What", "Why", "Tables"], description: "The fields asked for." },
    aliases: {
      type: "lists",
      default: { What: ["Description"], Why: ["Purpose", "Reason"], Tables: ["Table"] },
      description: "Other names that a field may have.",
    },
    rollbacks: { type: "boolean", default: false, description: "Ask it of rollbacks, too." },
  },
  examples: {
    bad: `-- Adds channels
CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);`,
    good: `-- What: Adds channels
-- Why: Messages are sent to more than one place
-- Tables: channels
CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);`,
  },

  check(subject, { options, report }) {
    const { migration } = subject;
    for (const direction of options.rollbacks ? (["forward", "rollback"] as const) : (["forward"] as const)) {
      const script = migration[direction];
      if (!script || script.inComments) continue;
      const header = headerOf(script);
      const filled = new Set(
        header.fields
          .filter(({ lines }) => lines.some((line) => line !== toBeSaid))
          .map(({ name }) => foldWords(name)),
      );
      const missing = options.fields.filter(
        (field) => ![field, ...(options.aliases[field] ?? [])].some((name) => filled.has(foldWords(name))),
      );
      if (missing.length === 0) continue;
      const [first] = header.fields;
      report({
        at: first ? { file: script.file, range: first.range } : beginningOf(script),
        message: `The header of ${migration.name} does not say ${listWords(missing)}.`,
        help: `Begin the file with: ${missing.map((field) => `-- ${field}: …`).join(" ")}`,
        edits: headerEdits(
          script,
          options.fields.map((field) => ({
            names: [field, ...(options.aliases[field] ?? [])],
            value: tellField(field, subject, direction),
          })),
        ),
      });
    }
  },
});

/** What the migration itself tells. */
function tellField(
  field: string,
  { migration, history }: MigrationSubject,
  direction: "forward" | "rollback",
): string {
  switch (foldWords(field)) {
    case "what":
    case "description":
      return describe(migration, direction);
    case "version":
      return migration.version || toBeSaid;
    case "table":
    case "tables":
      return touchedTables(migration, history, direction).map(withoutSchema).join(", ") || "-";
    default:
      return toBeSaid;
  }
}

function describe(migration: Migration, direction: "forward" | "rollback"): string {
  const said = sayName(migration);
  return direction === "rollback" && said !== toBeSaid ? `takes back: ${said}` : said;
}

function withoutSchema(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
