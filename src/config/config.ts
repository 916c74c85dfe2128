// The configuration, resolved: nothing optional, nothing by name. In: nothing. Out: types.

import type { RuleOverride, RuleSetting } from "../rule/setting.js";
import type { Vocabulary } from "../rule/vocabulary.js";
import type { Dialect } from "../sql/definition.js";

export interface MigrationFolder {
  /** Relative to the working directory, forward slashes. */
  readonly dir: string;
  readonly layout: string;
  /** The rollback's file name, `{name}` standing for the migration's: `{name}_rollback.sql`. */
  readonly rollback?: string;
}

export interface Config {
  readonly dialect: Dialect;
  /** Written or assumed: `8.0`. */
  readonly dialectVersion: string;
  readonly migrations: readonly MigrationFolder[];
  /** Globs of files that are read but not replayed, besides seeds and backups. */
  readonly ignore: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Table → column → type as SQL. */
  readonly external: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly database: { readonly charset?: string; readonly collation?: string };
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly RuleOverride[];
  /** A suppression without a reason is a finding. */
  readonly requireReason: boolean;
  /** Where it came from: the file, or undefined for the built-in defaults. */
  readonly source?: string;
  /** What was assumed because nobody said it, one sentence each. */
  readonly assumptions: readonly string[];
}
