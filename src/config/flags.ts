// What the command line says over the configuration. In: settings and flags. Out: settings with the flags in force.

import type { RuleOverride, RuleSetting } from "../rule/setting.js";
import type { Dialect } from "../sql/definition.js";
import { didYouMean } from "../text/nearest.js";
import { UsageError } from "./errors.js";
import type { PresetName } from "./layers.js";
import { type RuleDescription, severityNames } from "./schema.js";
import type { SeverityName } from "./user-config.js";

export interface ConfigFlags {
  readonly dialect?: Dialect;
  readonly dialectVersion?: string;
  readonly preset?: PresetName;
  /** `id:severity`, as written. */
  readonly rules?: readonly string[];
}

export interface FlagResult {
  readonly dialect?: Dialect;
  readonly dialectVersion?: string;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly RuleOverride[];
}

/** A flag beats the overrides for single files, too. */
export function applyFlags(
  settings: ReadonlyMap<string, RuleSetting>,
  overrides: readonly RuleOverride[],
  known: readonly RuleDescription[],
  flags: ConfigFlags,
): FlagResult {
  const severities = new Map((flags.rules ?? []).map((flag) => parseRuleFlag(flag, known)));
  const rules = new Map(settings);
  for (const [id, severity] of severities) rules.set(id, { options: rules.get(id)?.options ?? {}, severity });
  return {
    ...(flags.dialect && { dialect: flags.dialect }),
    ...(flags.dialectVersion && { dialectVersion: flags.dialectVersion }),
    rules,
    overrides: overrides.map(({ matches, rules: own }) => ({
      matches,
      rules: new Map([...own].filter(([id]) => !severities.has(id))),
    })),
  };
}

function parseRuleFlag(flag: string, known: readonly RuleDescription[]): [string, SeverityName] {
  const [id = "", severity = ""] = flag.split(/:(?=[^:]*$)/);
  const rule = known.find((candidate) => candidate.id === id);
  if (!rule) {
    const ids = known.map((candidate) => candidate.id);
    throw new UsageError(
      `--rule ${flag}: there is no rule "${id}".${didYouMean(id, ids) || " `integlint rules` lists them."}`,
    );
  }
  const allowed = severityNames.filter((name) => name !== "off" || !rule.always);
  const found = allowed.find((name) => name === severity);
  if (found === undefined)
    throw new UsageError(
      `--rule ${flag}: found severity "${severity}", allowed: ${allowed.join(", ")}.${didYouMean(severity, allowed)}`,
    );
  return [id, found];
}
