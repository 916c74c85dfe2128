// Calls the rules. In: subjects, rules, settings, suppressions. Out: drafts of findings, verdicts counted, failures of rules.
// It knows no rule by name and does not fail because one does.

import type { MigrationSet } from "../migration/migration.js";
import { defaultOptions } from "../rule/options.js";
import type { Problem, Rule, RuleContext, SchemaPart, SubjectKind, World } from "../rule/rule.js";
import type { Location } from "../text/source-file.js";
import type { FindingSubject, RuleFailure, Verdict } from "./finding.js";
import { type Draft, describeSubject, identityOf, judge, type PrintChanges, tableLabel } from "./judge.js";
import type { Owners } from "./owners.js";
import type { Settable, Settings } from "./settings.js";
import { concernOf, enumerateSubjects, type Subject } from "./subjects.js";
import type { Suppressions } from "./suppressions.js";
import { Tally } from "./tally.js";

export interface JudgingInput {
  readonly world: World;
  readonly settings: Settings;
  readonly suppressions: Suppressions;
  readonly owners: Owners;
  readonly printChanges: PrintChanges;
  readonly timer?: () => number;
}

/** A rule with what the engine keeps for it while it runs. */
interface RunningRule {
  readonly rule: Rule;
  readonly settable: Settable;
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
    for (const subject of enumerateSubjects(kind, this.input.world, sets)) {
      for (const rule of running) this.judgeSubject(rule, subject);
    }
  }

  private start(rule: Rule): RunningRule {
    const settable = settableOf(rule);
    this.tally.open(settable.id);
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
    return { rule, settable, context };
  }

  private judgeSubject(running: RunningRule, subject: Subject): void {
    const { rule, settable } = running;
    const table = subject.table && tableLabel(subject.table);
    const concern = concernOf(rule.meta, subject, this.input.world);
    if (concern === "none") return;
    if (concern === "unknown") {
      this.tally.count(settable.id, "unknown", table);
      return;
    }
    this.problems = [];
    this.said = undefined;
    this.parts.clear();
    const home = this.input.settings.of(settable, subject.home?.file.path);
    const failed = !this.check(running, subject, home.options);
    const verdict = this.settle(rule, settable, subject);
    const silent: Verdict = failed ? "unknown" : (this.said ?? (home.severity === "off" ? "exempt" : "pass"));
    if (this.parts.size === 0) this.tally.count(settable.id, verdict ?? silent, table);
    else this.countParts(settable.id);
  }

  private countParts(rule: string): void {
    for (const part of this.parts) {
      const owner = this.input.owners.of(part);
      this.tally.count(rule, this.faulty.get(part) ?? "pass", owner && tableLabel(owner));
    }
  }

  /** Calls the rule; false where it threw. */
  private check({ rule, context }: RunningRule, subject: Subject, options: unknown): boolean {
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
      if (timer) this.tally.addTime(rule.meta.id, timer() - (started as number));
    }
  }

  /** Makes findings of the problems in hand; the verdict that follows from them, if any is left. */
  private settle(rule: Rule, settable: Settable, subject: Subject): Verdict | undefined {
    let worst: Verdict | undefined;
    this.faulty.clear();
    for (const problem of this.problems) {
      const described = describeSubject(subject, problem.about, this.input.owners);
      const verdict = this.add(settable, problem, described, identityOf(subject), rule.meta.convention);
      if (!verdict) continue;
      if (problem.about && this.faulty.get(problem.about) !== "fail") this.faulty.set(problem.about, verdict);
      // A finding about a part of the schema counts in the matrix where that part stands.
      const tableBound = subject.table !== undefined || problem.about !== undefined;
      if (tableBound && described.table !== undefined) {
        this.tally.addFinding(settable.id, described.table, verdict);
      }
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
    defaults: defaultOptions(meta.options),
  };
}
