// What a run says to a person or a program. In: nothing. Out: types. Reporters read these and nothing else.

import type { Migration } from "../migration/migration.js";
import type { Convention } from "../rule/conventions.js";
import type { Edit, RelatedPlace, Rule, Severity, SubjectKind } from "../rule/rule.js";
import type { TableClass } from "../rule/vocabulary.js";
import type { BlindSpot, Schema, Table } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import type { Dialect } from "../sql/definition.js";
import type { Location, SourceFile } from "../text/source-file.js";

/** The thing that a finding is about: never a line, so that it stays the same when text moves. */
export interface FindingSubject {
  readonly kind: SubjectKind;
  /** The table of the subject, where it has one; with its schema where that is not the default one. */
  readonly table?: string;
  /** `tenantId`, `fk_scm_tenant`, `004_release_configurations`; a table's own name for tables, its migration's for statements. */
  readonly name: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** The SQL of the remedy, in the dialect in force. */
  readonly remedySql?: string;
  /** The schema changes that would answer it. */
  readonly remedy?: readonly Change[];
  /** Missing for findings about suppressions: no convention asks for them. */
  readonly section?: Convention;
  /** The rule's page. */
  readonly url: string;
  readonly location: Location;
  readonly subject: FindingSubject;
  readonly related: readonly RelatedPlace[];
  readonly edits?: readonly Edit[];
  /** Of rule and subject: 16 hexadecimal digits, stable while text moves. */
  readonly fingerprint: string;
  /** By a comment in the SQL. */
  readonly suppressed?: { readonly reason?: string; readonly at: Location };
  readonly baselined?: boolean;
}

/** How one rule judged one subject. `exempt`: the convention does not concern it · `unknown`: a fact is missing to judge it. */
export type Verdict = "pass" | "fail" | "suppressed" | "exempt" | "unknown";

export interface MatrixCell {
  readonly rule: string;
  readonly table: string;
  /** The worst of its subjects in that table: fail, suppressed, unknown, pass, exempt. */
  readonly verdict: Verdict;
  readonly findings: number;
}

/** A rule's code threw: reported as the rule's fault; the other rules went on. */
export interface RuleFailure {
  readonly rule: string;
  readonly at?: Location;
  readonly error: string;
}

export interface RuleStatistics {
  readonly rule: string;
  readonly checked: number;
  readonly passed: number;
  readonly failed: number;
  readonly suppressed: number;
  readonly exempt: number;
  readonly unknown: number;
  readonly milliseconds?: number;
}

export interface LintedTable {
  readonly table: Table;
  readonly class: TableClass;
}

export interface LintedMigration {
  readonly migration: Migration;
  /** Tables that its forward script creates, changes, drops or writes to, in the order of their first mention. */
  readonly touches: readonly string[];
}

/** Everything that a run found out. `findings` are ordered by file, line, column, rule; suppressed ones are among them, marked. */
export interface LintResult {
  readonly dialect: Dialect;
  readonly dialectVersion: string;
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
  /** The files that findings were asked for; others were read for context. */
  readonly files: readonly SourceFile[];
  readonly migrations: readonly LintedMigration[];
  /** In `files`. */
  readonly statements: number;
  readonly schema: Schema;
  /** Whole and partial tables of the final schema, but for those of class `ignore`. */
  readonly tables: readonly LintedTable[];
  readonly matrix: readonly MatrixCell[];
  readonly rules: readonly { readonly rule: Rule; readonly severity: Severity | "off" }[];
  readonly statistics: readonly RuleStatistics[];
  readonly unresolved: readonly BlindSpot[];
}
