// What all migrations together tell before the first one is replayed: which tables are created where, and which database
// they mean. In: migrations. Out: answers. It replays nothing.

import type { Migration } from "../migration/migration.js";
import type { Change } from "../sql/change.js";
import type { Dialect, ObjectName } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";
import type { Location, SourceFile } from "../text/source-file.js";
import { keyOf } from "./timeline/mentions.js";

export interface Survey {
  /** The database that unqualified names mean: the one in USE, or else the one that qualifies most names. */
  readonly home?: string;
  creationAfter(migration: number, key: string): Location | undefined;
  creationBehind(place: Location, key: string): Location | undefined;
  /** The keys of the tables that some migrations create, by the migrations' numbers. */
  keysCreatedIn(wanted: (migration: number) => boolean): Iterable<string>;
}

interface Creation {
  readonly migration: number;
  readonly at: Location;
}

const systemSchemas = new Set(["information_schema", "mysql", "performance_schema", "sys"]);

export function surveyMigrations(migrations: readonly Migration[], dialect: Dialect): Survey {
  const used = new Map<string, number>();
  const qualifiers = new Map<string, number>();
  const created: { migration: number; name: ObjectName; at: Location }[] = [];
  const removed: { file: SourceFile; name: ObjectName }[] = [];
  const missed: { migration: number; name: ObjectName; at: Location }[] = [];
  for (const [migration, { kind, forward }] of migrations.entries()) {
    if (kind !== "migration" || !forward) continue;
    visitStatements(forward.statements, (statement) => {
      if (statement.kind === "session" && statement.uses) count(used, statement.uses.text);
      if (statement.kind !== "ddl") return;
      for (const change of statement.changes) {
        const schema = (change as { readonly table?: ObjectName }).table?.schema;
        if (schema) count(qualifiers, schema.text);
        if (removes(change)) removed.push({ file: statement.location.file, name: change.table });
        if (needs(change))
          missed.push({
            migration,
            name: change.table,
            at: { file: statement.location.file, range: change.table.range },
          });
        const name =
          change.kind === "createTable"
            ? change.table
            : change.kind === "renameTable"
              ? change.to
              : undefined;
        if (name && !(change.kind === "createTable" && change.temporary))
          created.push({ migration, name, at: { file: statement.location.file, range: name.name.range } });
      }
    });
  }
  const home = dialect === "postgresql" ? undefined : (mostFrequent(used) ?? mostFrequent(qualifiers));
  const usual = dialect === "postgresql" ? "public" : home;
  const creations = indexCreations(created, usual);
  const removals = indexCreations(missed, usual);
  // What is taken away before it is created was there from the beginning.
  const wasThere = (key: string, migration: number, { migration: until, at }: Creation) =>
    removals
      .get(key)
      ?.some(
        (one) =>
          one.migration > migration &&
          (one.migration < until || (one.migration === until && one.at.range.start < at.range.start)),
      ) === true;
  // A file that also takes the table away means one that is there already.
  const isRemoved = (file: SourceFile, key: string) =>
    removed.some((one) => one.file === file && keyFrom(one.name, usual) === key);
  return {
    home,
    creationAfter(migration, key) {
      const next = creations.get(key)?.find((one) => one.migration > migration);
      return next && !wasThere(key, migration, next) ? next.at : undefined;
    },
    creationBehind({ file, range }, key) {
      const found = creations
        .get(key)
        ?.find(({ at }) => at.file === file && at.range.start > range.start && !isRemoved(file, key));
      return found?.at;
    },
    *keysCreatedIn(wanted) {
      for (const [key, its] of creations) if (its.some(({ migration }) => wanted(migration))) yield key;
    },
  };
}

function indexCreations(
  created: readonly { migration: number; name: ObjectName; at: Location }[],
  home: string | undefined,
): ReadonlyMap<string, readonly Creation[]> {
  const creations = new Map<string, Creation[]>();
  for (const { migration, name, at } of created) {
    const key = keyFrom(name, home);
    const known = creations.get(key);
    if (known) known.push({ migration, at });
    else creations.set(key, [{ migration, at }]);
  }
  return creations;
}

function keyFrom(name: ObjectName, home: string | undefined): string {
  const schema = name.schema?.text;
  return keyOf(name.name.text, schema === home ? undefined : schema);
}

function removes(change: Change): change is Extract<Change, { readonly table: ObjectName }> {
  return (
    change.kind === "dropTable" ||
    change.kind === "renameTable" ||
    change.kind === "moveTable" ||
    (change.kind === "createTable" && (change.orReplace || change.temporary))
  );
}

/** Of those the ones that the server refuses where the table is not there. */
function needs(change: Change): change is Extract<Change, { readonly table: ObjectName }> {
  return (change.kind === "dropTable" || change.kind === "renameTable") && !change.ifExists;
}

/** Statements, and those inside blocks and branches; not those of routines, which run where they are called. */
function visitStatements(statements: readonly Statement[], visit: (statement: Statement) => void): void {
  for (const statement of statements) {
    visit(statement);
    if (statement.kind === "block") visitStatements(statement.body, visit);
    if (statement.kind === "if") {
      for (const { body } of statement.branches) visitStatements(body, visit);
      visitStatements(statement.otherwise, visit);
    }
  }
}

function count(counts: Map<string, number>, name: string): void {
  if (!systemSchemas.has(name.toLowerCase())) counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The first of those that occur most often. */
function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [name, number] of counts)
    if (best === undefined || number > (counts.get(best) ?? 0)) best = name;
  return best;
}
