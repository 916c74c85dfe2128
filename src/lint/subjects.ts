// What there is to judge. In: migrations and their history. Out: every table, column, key, migration, statement, one at a
// time, with the place it stands at. It knows which subjects concern a rule, not what the rule says of them.

import type { Migration, MigrationSet, Script } from "../migration/migration.js";
import type { RuleMeta, SubjectKind, Subjects, World } from "../rule/rule.js";
import type { MigrationHistory, Replay } from "../schema/history.js";
import type { Column, ForeignKey, Index, Table } from "../schema/model.js";
import { isPartition } from "../schema/queries.js";
import { type Location, nowhere } from "../text/source-file.js";
import { groupBy } from "./group.js";

/** One subject of a run. */
export interface Subject<K extends SubjectKind = SubjectKind> {
  readonly kind: K;
  readonly value: Subjects[K];
  /** The table that it belongs to. */
  readonly table?: Table;
  /** Where it stands; the whole schema stands nowhere. */
  readonly home?: Location;
}

/** Whether a rule judges a subject; `unknown`: it would, if the table were known whole. */
export type Concern = "judged" | "unknown" | "none";

export function* enumerateSubjects(
  kind: SubjectKind,
  world: World,
  sets: readonly MigrationSet[],
): Generator<Subject> {
  switch (kind) {
    case "schema":
      yield { kind, value: world.schema };
      return;
    case "migration":
      yield* migrationSubjects(world, sets);
      return;
    case "statement":
      yield* statementSubjects(world, sets);
      return;
    default:
      for (const table of world.schema.tables) {
        const isJudged = world.classOf(table) !== "ignore" && !isPartition(world.schema, table);
        if (isJudged) yield* tableSubjects(kind, table);
      }
  }
}

function* tableSubjects(kind: "table" | "column" | "index" | "foreignKey", table: Table): Generator<Subject> {
  if (kind === "table") {
    // What the configuration says of an external table is no migration's doing.
    if (table.knowledge !== "external") yield { kind, value: table, table, home: table.at() };
    return;
  }
  const elements: readonly (Column | Index | ForeignKey)[] =
    kind === "column" ? table.columns : kind === "index" ? table.indexes : table.foreignKeys;
  for (const value of elements) {
    // InnoDB's own indexes and an external table's declared columns were written by nobody.
    if (("implicit" in value && value.implicit) || isNowhere(value.at())) continue;
    yield { kind, value, table, home: value.at() };
  }
}

function isNowhere(location: Location): boolean {
  return location.range.start === nowhere.start;
}

function* migrationSubjects(world: World, sets: readonly MigrationSet[]): Generator<Subject> {
  const histories = historiesOf(world);
  for (const set of sets) {
    const siblings = set.migrations.filter((migration) => migration.kind !== "seed");
    for (const migration of siblings) {
      const script = migration.forward ?? migration.rollback;
      yield {
        kind: "migration",
        value: { migration, history: histories.get(migration), siblings, layout: set.layout },
        home: script && { file: script.file, range: { start: script.range.start, end: script.range.start } },
      };
    }
  }
}

function* statementSubjects(world: World, sets: readonly MigrationSet[]): Generator<Subject> {
  const histories = historiesOf(world);
  for (const { migrations } of sets) {
    for (const migration of migrations) {
      const history = histories.get(migration);
      const forward = migration.kind === "seed" ? "seed" : "forward";
      yield* scriptSubjects(migration, forward, migration.forward, history?.forward);
      yield* scriptSubjects(migration, "rollback", migration.rollback, history?.rollback);
    }
  }
}

function* scriptSubjects(
  migration: Migration,
  direction: "forward" | "rollback" | "seed",
  script: Script | undefined,
  replay: Replay | undefined,
): Generator<Subject> {
  if (!script) return;
  const steps = groupBy(replay?.steps ?? [], (step) => step.statement);
  const dynamic = groupBy(replay?.dynamic ?? [], ({ cause }) => cause);
  for (const statement of script.statements) {
    const inner = dynamic.get(statement)?.map((one) => one.statement) ?? [];
    yield {
      kind: "statement",
      value: {
        statement,
        steps: steps.get(statement) ?? [],
        dynamic: inner,
        script,
        migration,
        direction,
        replay,
      },
      home: statement.location,
    };
  }
}

function historiesOf(world: World): ReadonlyMap<Migration, MigrationHistory> {
  return new Map(world.history.migrations.map((history) => [history.migration, history]));
}

/** Whether the subject's class, role and what is known of its table make it one of the rule's. */
export function concernOf(meta: RuleMeta, subject: Subject, world: World): Concern {
  const { table } = subject;
  if (!table) return "judged";
  if (meta.classes && !meta.classes.includes(world.classOf(table))) return "none";
  if (subject.kind === "column" && meta.roles) {
    const role = world.roleOf(subject.value as Column);
    if (!role || !meta.roles.includes(role)) return "none";
  }
  const partial = subject.kind === "table" && table.knowledge === "partial";
  return partial && !meta.partialTables ? "unknown" : "judged";
}
