// Calls the rules. In: subjects, rules, settings, suppressions. Out: drafts of findings, verdicts counted, failures of rules.
// It knows no rule by name and does not fail because one does.

import type { MigrationSet } from "../migration/migration.js";
import { completeOptions } from "../rule/options.js";
import type { Problem, Rule, RuleContext, SchemaPart, SubjectKind, World } from "../rule/rule.js";
import type { Column } from "../schema/model.js";
import type { Location } from "../text/source-file.js";
import type { FindingSubject, RuleFailure, Verdict } from "./finding.js";
import { type Draft, describeSubject, identityOf, judge, type PrintChanges, tableLabel } from "./judge.js";
import type { Owners } from "./owners.js";
import type { Scope } from "./scope.js";
import type { Settable, Settings } from "./settings.js";
import { isConcerned, needsWholeTable, type Subject, visitSubjects } from "./subjects.js";
import type { Suppressions } from "./suppressions.js";
import { type RuleTally, Tally } from "./tally.js";

export interface JudgingInput {
  readonly world: World;
  readonly settings: Settings;
  readonly suppressions: Suppressions;
  readonly owners: Owners;
  readonly printChanges: PrintChanges;
  readonly timer?: () => number;
  /** Other subjects are passed over. */
  readonly scope?: Scope;
}

/** A rule with what the engine keeps for it while it runs. */
interface RunningRule {
  readonly rule: Rule;
  readonly settable: Settable;
  readonly tally: RuleTally;
  readonly context: MutableContext;
}

type MutableContext = { -readonly [K in "options" | "table"]: RuleContext<unknown>[K] | undefined } & World &
  Pick<RuleContext<unknown>, "report" | "unknown" | "exempt" | "judged">;

export class Judging {
  readonly tally = new Tally();
  readonly drafts: Draft[] = [];
  readonly failures: RuleFailure[] = [];
  private readonly known = new Set<string>();
  // What the rule said of the subject in hand.
  private problems: Problem[] = [];
  private said: "unknown" | "exempt" | undefined;
  private readonly parts = new Set<SchemaPart>();
  private readonly faulty = new Map<SchemaPart, Verdict>();

  constructor(private readonly input: JudgingInput) {}

  /** Hands every subject of a kind to the rules about that kind. */
  judgeAll(kind: SubjectKind, rules: readonly Rule[], sets: readonly MigrationSet[]): void {
    if (rules.length === 0) return;
    const running = rules.map((rule) => this.start(rule));
    const { world, scope } = this.input;
    // Which rules ask for a subject depends on two words, its table's class and its role: decided once for each pair of them.
    const concerned = new Map<string, readonly RunningRule[]>();
    const concernedBy = ({ value, table }: Subject) => {
      if (!table) return running;
      const tableClass = world.classOf(table);
      const role = kind === "column" ? world.roleOf(value as Column) : undefined;
      const key = `${tableClass} ${role}`;
      let found = concerned.get(key);
      if (!found) {
        found = running.filter(({ rule }) => isConcerned(rule.meta, tableClass, role));
        concerned.set(key, found);
      }
      return found;
    };
    visitSubjects(kind, world, sets, scope, (subject) => {
      const table = subject.table && tableLabel(subject.table);
      for (const rule of concernedBy(subject)) this.judgeSubject(rule, subject, table);
    });
  }

  private start(rule: Rule): RunningRule {
    const settable = settableOf(rule);
    const tally = this.tally.of(settable.id);
    const context: MutableContext = {
      ...this.input.world,
      options: undefined,
      table: undefined,
      report: (problem) => {
        this.problems.push(problem);
      },
      unknown: () => {
        this.said = "unknown";
      },
      exempt: () => {
        this.said = "exempt";
      },
      judged: (part) => {
        this.parts.add(part);
      },
    };
    return { rule, settable, tally, context };
  }

  private judgeSubject(running: RunningRule, subject: Subject, table: string | undefined): void {
    const { rule, settable, tally } = running;
    if (needsWholeTable(rule.meta, subject)) {
      tally.count("unknown", table);
      return;
    }
    this.said = undefined;
    const home = this.input.settings.of(settable, subject.home?.file.path);
    const failed = !this.check(running, subject, home.options);
    const verdict = this.problems.length > 0 ? this.settle(running, subject) : undefined;
    if (this.parts.size > 0) {
      this.countParts(tally);
      return;
    }
    const silent: Verdict = failed ? "unknown" : (this.said ?? (home.severity === "off" ? "exempt" : "pass"));
    tally.count(verdict ?? silent, table);
  }

  private countParts(tally: RuleTally): void {
    // A part of the subjects makes no matrix.
    for (const part of this.input.scope ? [] : this.parts) {
      const owner = this.input.owners.of(part);
      tally.count(this.faulty.get(part) ?? "pass", owner && tableLabel(owner));
    }
    this.parts.clear();
    this.faulty.clear();
  }

  /** Calls the rule; false where it threw. */
  private check({ rule, tally, context }: RunningRule, subject: Subject, options: unknown): boolean {
    const { timer } = this.input;
    const started = timer?.();
    context.options = options;
    context.table = subject.table;
    try {
      rule.check(subject.value as never, context as never);
      return true;
    } catch (error) {
      this.fail(rule.meta.id, error, subject.home);
      return false;
    } finally {
      if (timer) tally.addTime(timer() - (started as number));
    }
  }

  /** Makes findings of the problems in hand; the verdict that follows from them, if any is left. */
  private settle({ rule, settable, tally }: RunningRule, subject: Subject): Verdict | undefined {
    const { problems } = this;
    this.problems = [];
    let worst: Verdict | undefined;
    const identity = identityOf(subject);
    for (const problem of problems) {
      if (this.input.scope?.hasFile(problem.at.file) === false) continue;
      const described = describeSubject(subject, problem.about, this.input.owners);
      const verdict = this.add(settable, problem, described, identity, rule.meta.convention);
      if (!verdict) continue;
      if (problem.about && this.faulty.get(problem.about) !== "fail") this.faulty.set(problem.about, verdict);
      // A finding about a part of the schema counts in the matrix where that part stands.
      const tableBound = subject.table !== undefined || problem.about !== undefined;
      if (tableBound && described.table !== undefined) tally.addFinding(described.table, verdict);
      if (worst !== "fail") worst = verdict;
    }
    return worst;
  }

  /** Makes a finding; undefined where the configuration turns its rule off at its place. */
  add(
    settable: Settable,
    problem: Problem,
    subject: FindingSubject,
    identity: readonly string[],
    section?: Rule["meta"]["convention"],
  ): "fail" | "suppressed" | undefined {
    const { severity } = this.input.settings.of(settable, problem.at.file.path);
    if (severity === "off") return undefined;
    let draft: Draft;
    try {
      const judgement = { rule: settable.id, severity, section, problem, subject, identity };
      draft = judge(judgement, this.input.world.dialect, this.input.printChanges);
    } catch (error) {
      this.fail(settable.id, error, problem.at);
      return undefined;
    }
    const suppressed = this.input.suppressions.find(settable.id, problem.at);
    if (!this.isKnown(settable.id, problem))
      this.drafts.push(suppressed ? { ...draft, finding: { ...draft.finding, suppressed } } : draft);
    return suppressed ? "suppressed" : "fail";
  }

  /** Whether the same was said of the same place before: SQL in a string runs as often as it is called. */
  private isKnown(rule: string, { at: { file, range }, message }: Problem): boolean {
    const key = `${rule} ${file.path} ${range.start} ${range.end} ${message}`;
    if (this.known.has(key)) return true;
    this.known.add(key);
    return false;
  }

  private fail(rule: string, error: unknown, at: Location | undefined): void {
    this.failures.push({
      rule,
      at,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

export function settableOf({ meta }: Rule): Settable {
  return {
    id: meta.id,
    severity: meta.severity,
    always: meta.always,
    defaults: completeOptions(meta.options),
  };
}
