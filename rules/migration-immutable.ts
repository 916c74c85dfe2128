import {
  beginningOf,
  defineRule,
  type Location,
  type MergedSet,
  type Migration,
  type Problem,
  type Script,
  verbOf,
} from "../src/rule/index.js";

export const migrationImmutable = defineRule({
  id: "migration-immutable",
  summary: "A migration that is on the base branch stays as it is.",
  why: "It has run somewhere: edited, it leaves databases that differ and nobody can tell apart; renamed, it runs again. Judged in runs with --changed or --staged, which ask git.",
  convention: "migration-files",
  severity: "error",
  subject: "schema",
  examples: {
    bad: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY, topic TEXT);",
      merged: { "001_channels.sql": "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);\n" },
    },
    good: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
      merged: { "001_channels.sql": "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);\n" },
    },
  },

  check(_, { mergedSets, report, exempt }) {
    if (!mergedSets) return exempt();
    for (const problem of mergedSets.flatMap(problemsOf)) report(problem);
  },
});

function problemsOf({ migrations, merged, order }: MergedSet): readonly Problem[] {
  const here = new Map(migrations.map((migration) => [migration.name, migration]));
  const there = new Set(merged.map(({ name }) => name));
  const added = migrations.filter(({ name }) => !there.has(name));
  const renamed = new Set<Migration>();
  const changed = merged.flatMap((old): readonly Problem[] => {
    const now = here.get(old.name);
    if (now) return editOf(old, now);
    const other = added.find((one) => !renamed.has(one) && textOf(one) === textOf(old));
    if (!other) return [deletionOf(old)];
    renamed.add(other);
    return [renamingOf(old, other)];
  });
  const late = added.filter((migration) => !renamed.has(migration));
  return [...changed, ...late.flatMap((migration) => latenessOf(migration, order))];
}

function editOf(old: Migration, now: Migration): readonly Problem[] {
  // What runs anew whenever it changes is made to be edited: it has no version.
  if (now.version === "" || textOf(old) === textOf(now)) return [];
  const [before, after] = [statementsOf(old), statementsOf(now)];
  const first = after.findIndex((text, at) => text !== before[at]);
  const edited = forwardOf(now).statements[first];
  const isComment = first < 0 && before.length === after.length;
  return [
    {
      at: edited ? verbOf(edited) : beginning(now),
      message: isComment
        ? `The comments of migration ${now.name} are not those of the base branch: a tool that keeps checksums refuses it.`
        : `Migration ${now.name} is on the base branch, and was edited.`,
      help: "Put it back as it was, and write what has to change into a new migration.",
      ...(isComment && { severity: "info" as const }),
    },
  ];
}

function renamingOf(old: Migration, now: Migration): Problem {
  return {
    at: beginning(now),
    message: `Migration ${now.name} is on the base branch as ${old.name}: where that has run, this runs again.`,
    help: `Call it ${old.name} again.`,
  };
}

function deletionOf(old: Migration): Problem {
  return {
    at: beginning(old),
    message: `Migration ${old.name} is on the base branch, and was deleted.`,
    help: "Put it back, and undo what it does in a new migration.",
  };
}

/** A new one that would run before one that is there already. */
function latenessOf(migration: Migration, order: MergedSet["order"]): readonly Problem[] {
  const own = order.findIndex(({ name }) => name === migration.name);
  const newest = order.slice(own + 1).findLast(({ isMerged }) => isMerged);
  if (!newest || migration.version === "") return [];
  return [
    {
      at: beginning(migration),
      message: `New migration ${migration.name} sorts before ${newest.name}, which is on the base branch.`,
      help: "Give it a later version: where the other one has run, many tools pass over this one.",
      severity: "warning",
    },
  ];
}

function beginning(migration: Migration): Location {
  return beginningOf(forwardOf(migration));
}

function textOf(migration: Migration): string {
  const { file, range } = forwardOf(migration);
  return file.text.slice(range.start, range.end).replace(/\r\n/g, "\n");
}

function statementsOf(migration: Migration): readonly string[] {
  return forwardOf(migration).statements.map(({ location: { file, range } }) =>
    file.text.slice(range.start, range.end).replace(/\s+/g, " "),
  );
}

/** Migrations that the base branch is compared with run forward, all of them. */
function forwardOf({ forward }: Migration): Script {
  return forward as Script;
}
