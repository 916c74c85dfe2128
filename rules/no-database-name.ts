import { defineRule, type ObjectName, objectNamesIn } from "../src/rule/index.js";

export const noDatabaseName = defineRule({
  id: "no-database-name",
  summary: "No statement names the database that it runs in.",
  why: "The same migration runs in databases of other names: on a developer's machine, in tests, for another customer.",
  convention: "migration-files",
  severity: "warning",
  subject: "statement",
  dialects: ["mysql", "mariadb"],
  examples: {
    bad: "USE production;\nCREATE TABLE production.channels (id VARCHAR(255) PRIMARY KEY);",
    good: "CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);",
  },

  check({ statement, steps }, { report }) {
    const { file } = statement.location;
    if (statement.kind === "session" && statement.uses) {
      report({
        at: { file, range: statement.uses.range },
        message: `USE fixes the database ${statement.uses.text}.`,
        help: "Leave it out: the connection chooses the database.",
      });
    }
    const [first, ...more] = uniqueByDatabase(objectNamesIn(statement, steps));
    if (!first?.schema) return;
    const databases = [first, ...more].map(({ schema }) => schema?.text).join(", ");
    report({
      at: { file, range: first.schema.range },
      message: `${statement.verb} fixes the database ${databases}.`,
      help: `Write ${first.name.text} alone: the connection chooses the database.`,
    });
  },
});

/** What servers keep in databases of their own. */
const ofTheServer = /^(information_schema|performance_schema|mysql|sys)$/i;

function uniqueByDatabase(names: readonly ObjectName[]): readonly ObjectName[] {
  const found = new Map<string, ObjectName>();
  for (const name of names) {
    const database = name.schema?.text;
    if (database !== undefined && !ofTheServer.test(database) && !found.has(database))
      found.set(database, name);
  }
  return [...found.values()];
}
