// What there is to judge. In: migrations and their history. Out: every table, column, key, migration, statement, one at a
// time, with the place it stands at. It knows which subjects concern a rule, not what the rule says of them.

import type { Migration, MigrationSet, Script } from "../migration/migration.js";
import type { RuleMeta, SubjectKind, Subjects, World } from "../rule/rule.js";
import type { Role, TableClass } from "../rule/vocabulary.js";
import type { MigrationHistory, Replay } from "../schema/history.js";
import type { Column, ForeignKey, Index, Table } from "../schema/model.js";
import { isPartition } from "../schema/queries.js";
import { type Location, nowhere } from "../text/source-file.js";
import { groupBy } from "./group.js";
import type { Scope } from "./scope.js";

/** One subject of a run. */
export interface Subject<K extends SubjectKind = SubjectKind> {
  readonly kind: K;
  readonly value: Subjects[K];
  /** The table that it belongs to. */
  readonly table: Table | undefined;
  /** Where it stands; the whole schema stands nowhere. */
  readonly home: Location | undefined;
}

export type Visit = (subject: Subject) => void;

const none: readonly never[] = [];

/** Calls `visit` with every subject of a kind, one after the other. */
export function visitSubjects(
  kind: SubjectKind,
  world: World,
  sets: readonly MigrationSet[],
  scope: Scope | undefined,
  visit: Visit,
): void {
  switch (kind) {
    case "schema":
      visit({ kind, value: world.schema, table: undefined, home: undefined });
      return;
    case "migration":
      visitMigrations(world, sets, scope, visit);
      return;
    case "statement":
      visitStatements(world, sets, scope, visit);
      return;
    default:
      for (const table of world.schema.tables) {
        const isJudged = world.classOf(table) !== "ignore" && !isPartition(world.schema, table);
        if (isJudged && scope?.hasTable(table) !== false) visitTable(kind, table, visit);
      }
  }
}

function visitTable(kind: "table" | "column" | "index" | "foreignKey", table: Table, visit: Visit): void {
  if (kind === "table") {
    // What the configuration says of an external table is no migration's doing.
    if (table.knowledge !== "external") visit({ kind, value: table, table, home: table.at() });
    return;
  }
  const elements: readonly (Column | Index | ForeignKey)[] =
    kind === "column" ? table.columns : kind === "index" ? table.indexes : table.foreignKeys;
  for (const value of elements) {
    // InnoDB's own indexes and an external table's declared columns were written by nobody.
    if ("implicit" in value && value.implicit) continue;
    const home = value.at();
    if (!isNowhere(home)) visit({ kind, value, table, home });
  }
}

function isNowhere(location: Location): boolean {
  return location.range.start === nowhere.start;
}

function visitMigrations(
  world: World,
  sets: readonly MigrationSet[],
  scope: Scope | undefined,
  visit: Visit,
): void {
  const histories = historiesOf(world);
  for (const set of sets) {
    const siblings = set.migrations.filter((migration) => migration.kind !== "seed");
    for (const migration of siblings) {
      if (scope?.hasMigration(migration) === false) continue;
      const script = migration.forward ?? migration.rollback;
      visit({
        kind: "migration",
        value: { migration, history: histories.get(migration), siblings, layout: set.layout },
        table: undefined,
        home: script && { file: script.file, range: { start: script.range.start, end: script.range.start } },
      });
    }
  }
}

function visitStatements(
  world: World,
  sets: readonly MigrationSet[],
  scope: Scope | undefined,
  visit: Visit,
): void {
  const histories = historiesOf(world);
  for (const { migrations } of sets) {
    for (const migration of migrations) {
      if (scope?.hasMigration(migration) === false) continue;
      const history = histories.get(migration);
      const forward = migration.kind === "seed" ? "seed" : "forward";
      visitScript(migration, forward, migration.forward, history?.forward, visit);
      visitScript(migration, "rollback", migration.rollback, history?.rollback, visit);
    }
  }
}

function visitScript(
  migration: Migration,
  direction: "forward" | "rollback" | "seed",
  script: Script | undefined,
  replay: Replay | undefined,
  visit: Visit,
): void {
  if (!script) return;
  const steps = replay?.steps.length ? groupBy(replay.steps, (step) => step.statement) : undefined;
  const dynamic = replay?.dynamic.length ? groupBy(replay.dynamic, ({ cause }) => cause) : undefined;
  for (const statement of script.statements) {
    visit({
      kind: "statement",
      value: {
        statement,
        steps: steps?.get(statement) ?? none,
        dynamic: dynamic?.get(statement)?.map((one) => one.statement) ?? none,
        script,
        migration,
        direction,
        replay,
      },
      table: undefined,
      home: statement.location,
    });
  }
}

function historiesOf(world: World): ReadonlyMap<Migration, MigrationHistory> {
  return new Map(world.history.migrations.map((history) => [history.migration, history]));
}

/** Whether a rule asks for tables of this class, and of those for columns in this role. */
export function isConcerned(meta: RuleMeta, tableClass: TableClass, role: Role | undefined): boolean {
  if (meta.classes && !meta.classes.includes(tableClass)) return false;
  return meta.subject !== "column" || !meta.roles || (role !== undefined && meta.roles.includes(role));
}

/** A rule about whole tables that may not guess what it does not see. */
export function needsWholeTable(meta: RuleMeta, { kind, table }: Subject): boolean {
  return kind === "table" && table?.knowledge === "partial" && !meta.partialTables;
}
