// Presets and what configurations say of rules → one complete setting a rule. In: layers in order. Out: settings.

import type { Convention } from "../rule/conventions.js";
import { completeOptions } from "../rule/options.js";
import type { Severity } from "../rule/rule.js";
import type { RuleSetting } from "../rule/setting.js";
import type { Layer, PresetName } from "./layers.js";
import type { RuleDescription } from "./schema.js";
import type { RuleEntry, SeverityName, UserConfig } from "./user-config.js";

/** A rule, or a check that the engine makes itself. */
export interface Settable extends RuleDescription {
  readonly severity: Severity | "off";
  readonly strictSeverity?: Severity;
  readonly convention?: Convention;
}

export type SeverityIn = (preset: PresetName, rule: Settable) => SeverityName;

type Settings = ReadonlyMap<string, RuleSetting>;

export function settleRules(
  layers: readonly Layer[],
  rules: readonly Settable[],
  severityIn: SeverityIn,
): Settings {
  const settings = new Map<string, RuleSetting>();
  for (const rule of rules) {
    let setting: RuleSetting = {
      severity: rule.always ? rule.severity : "off",
      options: completeOptions(rule.options),
    };
    for (const layer of layers) {
      const entry =
        "preset" in layer
          ? severityIn(layer.preset, rule)
          : (layer.file.value as UserConfig).rules?.[rule.id];
      if (entry !== undefined) setting = settle(setting, entry, rule);
    }
    settings.set(rule.id, setting);
  }
  return settings;
}

/** The settings that an override states, on top of those in force elsewhere. */
export function settleOverride(
  entries: Readonly<Record<string, RuleEntry>>,
  base: Settings,
  rules: readonly Settable[],
): Settings {
  const settings = new Map<string, RuleSetting>();
  for (const rule of rules) {
    const entry = Object.hasOwn(entries, rule.id) ? entries[rule.id] : undefined;
    const before = base.get(rule.id);
    if (entry !== undefined && before) settings.set(rule.id, settle(before, entry, rule));
  }
  return settings;
}

/** A severity alone leaves the options as they are; a severity with options states them anew. */
function settle(before: RuleSetting, entry: RuleEntry, rule: Settable): RuleSetting {
  if (typeof entry === "string") return { ...before, severity: entry };
  const [severity, options] = entry;
  return { severity, options: options ? completeOptions(rule.options, options) : before.options };
}
