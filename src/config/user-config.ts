// The configuration as a person writes it. In: nothing. Out: types; the schema of schema.ts says the same to editors.

import type { Severity } from "../rule/rule.js";
import type { Role, TableClass } from "../rule/vocabulary.js";
import type { Dialect } from "../sql/definition.js";

export type SeverityName = Severity | "off";

/** A severity, or a severity with options: `["warning", { "unique": "^uq_" }]`. */
export type RuleEntry =
  | SeverityName
  | readonly [SeverityName]
  | readonly [SeverityName, Readonly<Record<string, unknown>>];

export interface UserMigrationFolder {
  readonly dir: string;
  readonly layout?: string;
  readonly rollback?: string;
}

export interface UserOverride {
  readonly files: string | readonly string[];
  readonly rules: Readonly<Record<string, RuleEntry>>;
}

export interface UserConfig {
  readonly $schema?: string;
  readonly extends?: string | readonly string[];
  readonly plugins?: readonly string[];
  readonly dialect?: Dialect;
  readonly dialectVersion?: string;
  readonly migrations?: readonly UserMigrationFolder[];
  readonly ignore?: readonly string[];
  readonly vocabulary?: Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly tables?: Readonly<Partial<Record<Exclude<TableClass, "other">, readonly string[]>>>;
  readonly external?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly database?: { readonly charset?: string; readonly collation?: string };
  readonly rules?: Readonly<Record<string, RuleEntry>>;
  readonly overrides?: readonly UserOverride[];
  readonly requireReason?: boolean;
}

/** Types a configuration in a JavaScript or TypeScript file. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
