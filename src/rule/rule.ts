// The contract between a rule and the engine. In: subjects enumerated by the engine. Out: problems.
// A rule reads; it changes nothing, remembers nothing between two calls, and speaks only for itself.

import type { MergedSet } from "../migration/merged.js";
import type { Migration, Script } from "../migration/migration.js";
import type { MigrationHistory, Replay, SchemaHistory, Step } from "../schema/history.js";
import type { Check, Column, ForeignKey, Index, Schema, Table } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import type { Dialect } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";
import type { Location, Range } from "../text/source-file.js";
import type { Convention } from "./conventions.js";
import type { OptionSpecs, OptionsOf } from "./options.js";
import type { Role, TableClass } from "./vocabulary.js";

export type Severity = "error" | "warning" | "info";

/** A replacement in a file: the text that stands in `range` becomes `text`. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface RelatedPlace {
  readonly at: Location;
  readonly message: string;
}

export type SchemaPart = Table | Column | Index | ForeignKey | Check;

/** What a rule found. The engine adds rule, severity and subject, and makes it a finding. */
export interface Problem {
  /** The exact place: the part that is wrong; the table's name where something is missing. */
  readonly at: Location;
  /**
   * The element that it is about, where that is a part of the subject: one key of a table, one column of the schema. The
   * engine names the finding after it, so that two problems of one subject stay apart in a baseline.
   */
  readonly about?: SchemaPart;
  /** What is wrong, with names, in one sentence. */
  readonly message: string;
  /** What to write instead. Left out where `remedy` says it: its SQL is printed. */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  /** The schema changes that would answer the problem. */
  readonly remedy?: readonly Change[];
  /**
   * Edits of the problem's file that would answer it, or a part of it, safely, all of them together; a rule that offers some is
   * `fixable`.
   */
  readonly edits?: readonly Edit[];
  /** Only where the convention itself knows two degrees; never above what the configuration sets. */
  readonly severity?: Severity;
}

/** A statement where it stands: in a forward script, a rollback or a seed. */
export interface StatementSubject {
  readonly statement: Statement;
  /** The steps that it caused, dynamic ones included; none in a seed. */
  readonly steps: readonly Step[];
  /** The statements inside the strings that it ran. */
  readonly dynamic: readonly Statement[];
  readonly script: Script;
  readonly migration: Migration;
  readonly direction: "forward" | "rollback" | "seed";
  /** The replay of its script; none for a seed. */
  readonly replay?: Replay;
}

/** A migration with what its replay told; without history for a rollback that has no migration. */
export interface MigrationSubject {
  readonly migration: Migration;
  readonly history?: MigrationHistory;
  /** All migrations of its folder, in order, seeds left out. */
  readonly siblings: readonly Migration[];
  /** The layout of its folder: `suffix`, `flyway`, … */
  readonly layout: string;
}

/** What each kind of subject hands to `check`. */
export interface Subjects {
  readonly table: Table;
  readonly column: Column;
  readonly index: Index;
  readonly foreignKey: ForeignKey;
  readonly migration: MigrationSubject;
  readonly statement: StatementSubject;
  readonly schema: Schema;
}

export type SubjectKind = keyof Subjects;

/** What the schema rules ask of the world; the same for every rule of a run. */
export interface World {
  readonly dialect: Dialect;
  /** The version in force, such as 8.0, as [8, 0]. Missing parts mean the newest of the series. */
  readonly version: readonly number[];
  /** After all forward migrations. */
  readonly schema: Schema;
  readonly history: SchemaHistory;
  /** By folder; only in runs that ask git what changed. */
  readonly mergedSets?: readonly MergedSet[];
  roleOf(column: Column): Role | undefined;
  /** The role of a name alone, for columns of tables that are not known; never `config`, which depends on the type. */
  roleOfName(name: string): Role | undefined;
  /** The columns of a table in one role; several are possible. */
  columnsIn(table: Table, role: Role): readonly Column[];
  classOf(table: Table): TableClass;
  /** The other half of a split integration: credentials or integration ↔ configuration. */
  partnersOf(table: Table): readonly Table[];
  /**
   * A statement's tree as the dialect's full parser makes it (node-sql-parser or libpg-query), in its own shape; undefined where it
   * rejects the statement. Only rules with `needsAst` may ask.
   */
  astOf(statement: Statement): unknown;
}

export interface RuleContext<O> extends World {
  readonly options: O;
  /** The table of a column, index or foreign key; of a table subject, itself. */
  readonly table: Table;
  report(problem: Problem): void;
  /** Says that the subject cannot be judged because a fact is unknown: it counts as unknown, not as conforming. */
  unknown(): void;
  /** Says that the convention does not concern this subject: it counts as exempt. */
  exempt(): void;
  /**
   * For a rule about the whole schema: says that a part of it was judged. The part conforms unless a problem is about it, and
   * counts, in its table's row of the matrix, instead of the schema.
   */
  judged(part: SchemaPart): void;
}

export interface Example {
  readonly sql: string;
  /** A rollback to go with it. */
  readonly rollback?: string;
  readonly dialect?: Dialect;
  /** The file's name; 001_example.sql unless it matters. */
  readonly file?: string;
  /** The files of the base branch, by name. */
  readonly merged?: Readonly<Record<string, string>>;
}

export interface RuleMeta<O extends OptionSpecs = OptionSpecs> {
  readonly id: string;
  /** What must hold, one sentence: "A foreign key says what happens on delete and on update." */
  readonly summary: string;
  /** Why it must hold: what goes wrong otherwise. */
  readonly why: string;
  readonly convention: Convention;
  /** In `integlint:recommended`. */
  readonly severity: Severity | "off";
  /** In `integlint:strict`, where it is not the usual raise by one. */
  readonly strictSeverity?: Severity;
  readonly dialects: readonly Dialect[];
  readonly options: O;
  /** Alone in a folder, `bad` makes this rule fire and no other of its section; `good` is clean. */
  readonly examples: { readonly bad: string | Example; readonly good: string | Example };
  readonly subject: SubjectKind;
  /** For tables, and for columns, indexes and keys by their table: the classes concerned. All but `ignore` when left out. */
  readonly classes?: readonly TableClass[];
  /** For columns: the roles concerned. All columns when left out. */
  readonly roles?: readonly Role[];
  /** Tables known only in part are subjects as well; by default they are unknown to a table rule. */
  readonly partialTables: boolean;
  /** Cannot be turned off. */
  readonly always: boolean;
  /** Asks `astOf`: the full parser is loaded first. */
  readonly needsAst: boolean;
  /** Some of its problems come with edits. */
  readonly fixable: boolean;
}

export interface Rule {
  readonly meta: RuleMeta;
  check(subject: never, context: RuleContext<never>): void;
}

type Optional = "dialects" | "options" | "partialTables" | "always" | "needsAst" | "fixable";

/** A rule as its author writes it. */
export type RuleDefinition<K extends SubjectKind, O extends OptionSpecs> = Omit<
  RuleMeta<O>,
  Optional | "subject"
> &
  Partial<Pick<RuleMeta<O>, Optional>> & {
    readonly subject: K;
    check(subject: Subjects[K], context: RuleContext<OptionsOf<O>>): void;
  };

/** Makes a rule of its definition; the only way to make one, for built-in rules and plugins alike. */
// biome-ignore lint/complexity/noBannedTypes: no options is the honest default type
export function defineRule<K extends SubjectKind, const O extends OptionSpecs = {}>(
  definition: RuleDefinition<K, O>,
): Rule {
  const { check, ...meta } = definition;
  return {
    meta: {
      ...meta,
      dialects: meta.dialects ?? ["mysql", "mariadb", "postgresql"],
      options: (meta.options ?? {}) as OptionSpecs,
      partialTables: meta.partialTables ?? false,
      always: meta.always ?? false,
      needsAst: meta.needsAst ?? false,
      fixable: meta.fixable ?? false,
    },
    check: check as Rule["check"],
  };
}
