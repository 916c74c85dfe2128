// What comes in: migrations, their history, rules with settings. What goes out: a LintResult.
// What it may not do: read files, ask the clock, know a rule by name.

import type { Migration, MigrationSet } from "../migration/migration.js";
import type { Rule, SubjectKind, World } from "../rule/rule.js";
import type { RuleOverride, RuleSetting } from "../rule/setting.js";
import { touchedTables } from "../rule/touches.js";
import type { SourceFile } from "../text/source-file.js";
import type { FindingSubject, LintedMigration, LintResult } from "./finding.js";
import { compareFindings, completeFindings, type PrintChanges } from "./judge.js";
import { Judging, settableOf } from "./judging.js";
import { Owners } from "./owners.js";
import { Scope } from "./scope.js";
import { Settings } from "./settings.js";
import { suppressionProblems, suppressionRules } from "./suppression-problems.js";
import { type SuppressionSettings, Suppressions } from "./suppressions.js";
import { makeWorld, type WorldInput } from "./world.js";

export interface LintInput extends WorldInput {
  readonly sets: readonly MigrationSet[];
  /** Every file that was read, in any order. */
  readonly files: readonly SourceFile[];
  readonly rules: readonly Rule[];
  /** By rule id, complete; a rule without one has its own defaults. */
  readonly settings: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly RuleOverride[];
  readonly suppressions: SuppressionSettings;
  /** Findings in other files are left out: they were read for context. All files, when left out. */
  readonly reportOnly?: (path: string) => boolean;
  /** Judge only what can have findings in those files: matrix and statistics are then of that alone. */
  readonly narrow?: boolean;
  /** The day of the run, YYYY-MM-DD: it ends suppressions. */
  readonly today: string;
  readonly printChanges: PrintChanges;
  /** Milliseconds from any start; given, each rule's time is measured. */
  readonly timer?: () => number;
}

const subjectKinds: readonly SubjectKind[] = [
  "table",
  "column",
  "index",
  "foreignKey",
  "migration",
  "statement",
  "schema",
];

export function lint(input: LintInput): LintResult {
  const world = makeWorld(input);
  const settings = new Settings(input.settings, input.overrides);
  const { printChanges, timer } = input;
  const owners = new Owners(world.schema);
  const scope = input.narrow && input.reportOnly ? new Scope(input.reportOnly) : undefined;
  const suppressions = new Suppressions(
    input.suppressions.enabled ? migrationsIn(input, scope) : [],
    input.today,
  );
  const judging = new Judging({ world, settings, suppressions, owners, printChanges, timer, scope });
  const inForce = new Set(input.rules.filter((rule) => rule.meta.dialects.includes(input.dialect)));
  const used = [...inForce].filter((rule) => settings.isUsed(settableOf(rule)));
  for (const kind of subjectKinds) {
    judging.judgeAll(
      kind,
      used.filter((rule) => rule.meta.subject === kind),
      input.sets,
    );
  }
  judgeSuppressions(input, suppressions, judging);

  const isReported = input.reportOnly ?? (() => true);
  const { tally } = judging;
  let matrix: LintResult["matrix"] | undefined;
  let migrations: LintResult["migrations"] | undefined;
  return {
    dialect: input.dialect,
    dialectVersion: input.dialectVersion,
    findings: completeFindings(judging.drafts)
      .filter((finding) => isReported(finding.location.file.path))
      .sort(compareFindings),
    failures: judging.failures,
    files: input.files.filter((file) => isReported(file.path)),
    get migrations() {
      migrations ??= lintedMigrations(input.sets, world);
      return migrations;
    },
    statements: countStatements(input.sets, isReported),
    schema: world.schema,
    tables: [...world.schema.tables]
      .filter((table) => table.knowledge !== "external" && world.classOf(table) !== "ignore")
      .map((table) => ({ table, class: world.classOf(table) })),
    // Tables times rules: made only for those who ask.
    get matrix() {
      matrix ??= tally.cells();
      return matrix;
    },
    rules: input.rules.map((rule) => ({
      rule,
      severity: inForce.has(rule) ? settings.of(settableOf(rule)).severity : ("off" as const),
    })),
    statistics: tally.statistics(),
    unresolved: world.history.blindSpots,
  };
}

function migrationsIn({ sets }: LintInput, scope: Scope | undefined): readonly Migration[] {
  const all = sets.flatMap((set) => set.migrations);
  return scope ? all.filter((migration) => scope.hasMigration(migration)) : all;
}

function judgeSuppressions(input: LintInput, suppressions: Suppressions, judging: Judging): void {
  const own = Object.values(suppressionRules).map((rule) => rule.id);
  const known = new Set([...input.rules.map((rule) => rule.meta.id), ...own]);
  const migrations = new Map<SourceFile, string>();
  for (const { forward, rollback, name } of input.sets.flatMap((set) => set.migrations)) {
    for (const script of [forward, rollback]) if (script) migrations.set(script.file, name);
  }
  // All of them first: a suppression of one of these findings must not count as used while they are still being made.
  for (const { rule, problem } of [...suppressionProblems(suppressions, input.suppressions, known)]) {
    const { file, range } = problem.at;
    const subject: FindingSubject = { kind: "migration", name: migrations.get(file) ?? file.path };
    judging.add(rule, problem, subject, [file.text.slice(range.start, range.end)]);
  }
}

function lintedMigrations(sets: readonly MigrationSet[], world: World): readonly LintedMigration[] {
  const histories = new Map(world.history.migrations.map((history) => [history.migration, history]));
  return sets
    .flatMap((set) => set.migrations)
    .map((migration) => ({ migration, touches: touchedTables(migration, histories.get(migration)) }));
}

function countStatements(sets: readonly MigrationSet[], isReported: (path: string) => boolean): number {
  let count = 0;
  for (const { forward, rollback } of sets.flatMap((set) => set.migrations)) {
    for (const script of [forward, rollback]) {
      if (script && isReported(script.file.path)) count += script.statements.length;
    }
  }
  return count;
}
