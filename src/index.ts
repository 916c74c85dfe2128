// The library's door. In: nothing. Out: what others may import from "integlint", and nothing else of it.

import type { OpenConfig } from "./config/resolve.js";
import type { LintResult } from "./lint/finding.js";
import { type LintOptions, lintProject, replayProject } from "./project/lint.js";
import { openConfig, openProject, type ProjectOptions } from "./project/open.js";
import type { SchemaHistory } from "./schema/history.js";

export { ConfigError, UsageError } from "./config/errors.js";
export { defineConfig, type RuleEntry, type UserConfig } from "./config/user-config.js";
export type { Finding, LintResult, RuleFailure } from "./lint/finding.js";
export * from "./rule/index.js";
export type { MigrationHistory, Replay, SchemaHistory, Step } from "./schema/history.js";
export { version } from "./version.js";
export type { LintOptions, OpenConfig, ProjectOptions };

/**
 * Lints migrations as the command does: the configured ones, or those at `paths`. Throws ConfigError or UsageError where a person
 * has to change something; faults in the SQL are findings, never errors.
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  return (await lintProject(options)).result;
}

/** The configuration in force, with what it extends; what nobody said is left open. */
export function loadConfig(options: ProjectOptions = {}): Promise<OpenConfig> {
  return openConfig(options);
}

/** The schema that the migrations produce, step by step. */
export async function replay(options: ProjectOptions = {}): Promise<SchemaHistory> {
  return replayProject(await openProject(options));
}
