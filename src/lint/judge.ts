// Problem → Finding. In: what a rule reported, of which subject, under which setting. Out: findings with severity, subject,
// page and fingerprint, in order. It decides nothing that a rule has not said or a configuration has not set.

import type { Convention } from "../rule/conventions.js";
import type { Edit, Problem, SchemaPart, Severity, StatementSubject, Subjects } from "../rule/rule.js";
import { Check, Column, Index, Table } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import type { Dialect, ObjectName } from "../sql/definition.js";
import type { Finding, FindingSubject } from "./finding.js";
import { compareText, fingerprintAll, foldStatement, hash, type Identity } from "./fingerprint.js";
import type { Owners } from "./owners.js";
import type { Subject } from "./subjects.js";

// Pages, relative to the project's address.
const rulePages = "docs/rules/";
/** For the engine's own findings, which belong to no section: they are about suppressions. */
const suppressionsPage = "docs/suppressions.md";

function pageOf(rule: string, section: Convention | undefined): string {
  return section === undefined ? suppressionsPage : `${rulePages}${rule}.md`;
}

/** A finding that lacks only its fingerprint. */
export interface Draft {
  readonly finding: Omit<Finding, "fingerprint">;
  readonly identity: Identity;
}

export interface Judgement {
  readonly rule: string;
  /** What the configuration sets at the problem's place. */
  readonly severity: Severity;
  readonly section?: Convention;
  readonly problem: Problem;
  readonly subject: FindingSubject;
  /** What else makes the subject what it is, beside its name. */
  readonly identity: readonly string[];
}

export type PrintChanges = (changes: readonly Change[], dialect: Dialect) => string;

export function judge(judgement: Judgement, dialect: Dialect, printChanges: PrintChanges): Draft {
  const { rule, problem, subject, section } = judgement;
  return {
    finding: {
      rule,
      severity: lower(judgement.severity, problem.severity),
      message: problem.message,
      help: problem.help,
      remedySql: problem.remedy?.length ? printChanges(problem.remedy, dialect).trim() : undefined,
      remedy: problem.remedy,
      section,
      url: pageOf(rule, section),
      location: problem.at,
      subject,
      related: problem.related ?? [],
      edits: problem.edits?.length ? distinctEdits(problem.edits) : undefined,
    },
    identity: {
      about: [rule, subject.kind, subject.table ?? "", subject.name, ...judgement.identity],
      detail: problem.message,
    },
  };
}

const degrees: readonly Severity[] = ["info", "warning", "error"];

function lower(set: Severity, said: Severity | undefined): Severity {
  return said && degrees.indexOf(said) < degrees.indexOf(set) ? said : set;
}

/** Gives drafts their fingerprints. */
export function completeFindings(drafts: readonly Draft[]): readonly Finding[] {
  const fingerprints = fingerprintAll(drafts.map((draft) => draft.identity));
  return drafts.map(({ finding }, at) => ({ ...finding, fingerprint: fingerprints[at] as string }));
}

/** Orders by file, place, rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.location.file.path, b.location.file.path) ||
    a.location.range.start - b.location.range.start ||
    compareText(a.rule, b.rule) ||
    a.location.range.end - b.location.range.end ||
    compareText(a.message, b.message)
  );
}

/** What a finding is about, by kind and name; the problem's own word (`about`) is closer than the subject's. */
export function describeSubject(
  subject: Subject,
  about: SchemaPart | undefined,
  owners: Owners,
): FindingSubject {
  if (about) return describePart(about, owners.of(about));
  switch (subject.kind) {
    case "schema":
      return { kind: "schema", name: "" };
    case "migration":
      return { kind: "migration", name: (subject.value as Subjects["migration"]).migration.name };
    case "statement":
      return describeStatement(subject.value as StatementSubject);
    default:
      return describePart(subject.value as SchemaPart, subject.table);
  }
}

function describePart(part: SchemaPart, owner: Table | undefined): FindingSubject {
  if (part instanceof Table) return { kind: "table", table: tableLabel(part), name: part.name };
  const table = owner ? tableLabel(owner) : part.table;
  if (part instanceof Column) return { kind: "column", table, name: part.name };
  // A check is no subject of its own; it goes by its table.
  if (part instanceof Check) return { kind: "table", table, name: part.named ? part.name : part.expression };
  const kind = part instanceof Index ? "index" : "foreignKey";
  return { kind, table, name: part.named ? part.name : `(${part.columns.join(", ")})` };
}

function describeStatement({ statement, migration, direction }: StatementSubject): FindingSubject {
  const target =
    statement.kind === "data"
      ? statement.tables[0]
      : statement.kind === "ddl"
        ? firstTableOf(statement.changes)
        : undefined;
  return {
    kind: "statement",
    table: target && (target.schema ? `${target.schema.text}.${target.name.text}` : target.name.text),
    name: direction === "rollback" ? `${migration.name} (rollback)` : migration.name,
  };
}

/** Several tables of one DROP share its condition: it is written once. */
function distinctEdits(edits: readonly Edit[]): readonly Edit[] {
  const known = new Map(edits.map((edit) => [`${edit.range.start} ${edit.range.end} ${edit.text}`, edit]));
  return [...known.values()];
}

/** Asked for each finding: a statement may have thousands of changes. */
function firstTableOf(changes: readonly Change[]): ObjectName | undefined {
  for (const change of changes) if ("table" in change && change.table) return change.table;
  return undefined;
}

/** What creates a table is known by the table, however its columns change; any other statement is what it says: edited, it is another one. */
export function identityOf(subject: Subject): readonly string[] {
  if (subject.kind !== "statement") return [];
  const { statement } = subject.value as StatementSubject;
  if (statement.kind === "ddl" && statement.changes[0]?.kind === "createTable") return ["createTable"];
  const { file, range } = statement.location;
  return [hash(foldStatement(file.text.slice(range.start, range.end)))];
}

export function tableLabel(table: Table): string {
  return table.schema ? `${table.schema}.${table.name}` : table.name;
}
