// A project, linted. In: what a run was asked for. Out: the result, with the configuration that it followed.

import type { Config } from "../config/config.js";
import type { LintResult } from "../lint/finding.js";
import { type LintInput, lint } from "../lint/run.js";
import type { Rule } from "../rule/rule.js";
import type { SchemaHistory } from "../schema/history.js";
import { type ReplayOptions, replay } from "../schema/replay.js";
import { type AstParser, loadAstParser } from "../sql/ast.js";
import { printChanges } from "../sql/print.js";
import { readExternal } from "./external.js";
import { type OpenProject, openProject, type ProjectOptions, versionParts } from "./open.js";

export interface LintOptions extends ProjectOptions {
  /** Comments in the SQL may suppress findings. Default: true. */
  readonly suppressions?: boolean;
  /** The day on which suppressions with an end are judged, YYYY-MM-DD. Default: today, in UTC. */
  readonly today?: string;
  /** Keep the findings of files that were read for context, too. */
  readonly everywhere?: boolean;
  /** Measure each rule's time. */
  readonly timed?: boolean;
}

export interface LintedProject {
  readonly project: OpenProject;
  readonly history: SchemaHistory;
  readonly result: LintResult;
}

export async function lintProject(options: LintOptions): Promise<LintedProject> {
  return lintOpened(await openProject(options), options);
}

export async function lintOpened(project: OpenProject, options: LintOptions): Promise<LintedProject> {
  const { onPhase } = options;
  onPhase?.("replay");
  const history = replayProject(project);
  onPhase?.("rules");
  const parser = await loadParser(project);
  return { project, history, result: lint({ ...lintInputOf(project, history, options), parser }) };
}

/** The full parser is large: it is loaded for rules that ask for it, where they are on. */
export async function loadParser({ config, rules }: OpenProject): Promise<AstParser | undefined> {
  const isOn = ({ meta }: Rule) =>
    [config, ...config.overrides].some(
      (settings) => (settings.rules.get(meta.id)?.severity ?? "off") !== "off",
    );
  const isNeeded = rules.some((rule) => rule.meta.needsAst && isOn(rule));
  return isNeeded ? loadAstParser(config.dialect) : undefined;
}

export function replayProject({ config, sets }: OpenProject): SchemaHistory {
  return replay(
    sets.flatMap((set) => set.migrations),
    replayOptionsOf(config),
  );
}

export function replayOptionsOf({ dialect, dialectVersion, external, database }: Config): ReplayOptions {
  const version = versionParts(dialectVersion);
  return { dialect, version, external: readExternal(external, dialect, version), database };
}

export function lintInputOf(project: OpenProject, history: SchemaHistory, options: LintOptions): LintInput {
  const { config, rules, sets, files, isReported, mergedSets } = project;
  return {
    dialect: config.dialect,
    dialectVersion: config.dialectVersion,
    history,
    ...(mergedSets && { mergedSets }),
    vocabulary: config.vocabulary,
    sets,
    files,
    rules,
    settings: config.rules,
    overrides: config.overrides,
    suppressions: {
      enabled: options.suppressions ?? true,
      requireReason: config.requireReason,
      reportUnused: true,
    },
    reportOnly: options.everywhere ? undefined : isReported,
    today: options.today ?? today(),
    printChanges: (changes, dialect) => printChanges(changes, dialect, versionParts(config.dialectVersion)),
    ...(options.timed && { timer: () => performance.now() }),
  };
}

/** The day of the run in UTC, so that it is the same for everybody: YYYY-MM-DD. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
