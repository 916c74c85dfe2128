import {
  compareTables,
  type Difference,
  defineRule,
  type ForeignKey,
  factsOf,
  listSome,
  objectOf,
  shadowOf,
} from "../src/rule/index.js";

export const shadowedCreate = defineRule({
  id: "shadowed-create",
  summary: "CREATE TABLE IF NOT EXISTS meets no other table of that name.",
  why: "The statement does nothing and says nothing: the table stays as it was, whatever the migration describes.",
  convention: "migration-files",
  severity: "warning",
  subject: "statement",
  examples: {
    bad: `CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY, topic VARCHAR(255));`,
    good: `CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);
ALTER TABLE channels ADD COLUMN topic VARCHAR(255);`,
  },

  check({ statement, steps, direction }, { dialect, report }) {
    if (direction !== "forward") return;
    for (const step of steps) {
      const shadow = shadowOf(step);
      if (!shadow?.described || shadow.existing.knowledge !== "whole") continue;
      const { described, existing } = shadow;
      const differences = withoutSameKeys(compareTables(described, existing, dialect).filter(matters));
      if (differences.length === 0 || step.change.kind !== "createTable") continue;
      const phrases = differences.map((difference) => {
        const object = objectOf(difference)
          .replace(` of ${existing.name}`, "")
          .replace(`${existing.name}.`, "");
        if (difference.how === "missing") return `it has no ${object}`;
        return difference.how === "left over"
          ? `it has ${object} besides`
          : `its ${object} has ${factsOf(difference).join(", ")}`;
      });
      // What a routine of another file does is told where it is called.
      const isOwn = step.location.file === statement.location.file;
      report({
        at: isOwn ? { ...step.location, range: step.change.table.name.range } : statement.location,
        message: `Table ${existing.name} exists already, so this does nothing; ${listSome(phrases)}.`,
        help: "Alter the table that is there, or give this one another name.",
        related: [{ at: existing.at(), message: `${existing.name} is created here.` }],
      });
    }
  },
});

/** What the table itself inherits or explains makes it no other table. */
function matters({ kind, how, facts }: Difference): boolean {
  const incidental = ["comment", "charset", "collation"];
  return kind !== "table" && (how !== "different" || facts.some(({ fact }) => !incidental.includes(fact)));
}

/** A foreign key that the statement leaves unnamed is there under whatever name. */
function withoutSameKeys(differences: readonly Difference[]): readonly Difference[] {
  const same = new Set<Difference>();
  const keys = differences.filter((one) => one.kind === "foreign key");
  for (const missing of keys.filter(({ how, wanted }) => how === "missing" && wanted?.named === false)) {
    const text = textOf(missing.wanted);
    const twin = keys.find((one) => one.how === "left over" && textOf(one.found) === text && !same.has(one));
    if (twin) same.add(missing).add(twin);
  }
  return differences.filter((one) => !same.has(one));
}

function textOf(key: ForeignKey | undefined): string {
  return JSON.stringify([key?.columns, key?.target.table, key?.targetColumns, key?.onDelete, key?.onUpdate]);
}
