// Which setting of a rule is in force in which file. In: settings and overrides. Out: one setting a rule and file.

import type { Severity } from "../rule/rule.js";
import type { RuleOverride, RuleSetting } from "../rule/setting.js";

/** What the engine needs to know of a rule, or of a check of its own, to find its setting. */
export interface Settable {
  readonly id: string;
  readonly severity: Severity | "off";
  /** Cannot be turned off. */
  readonly always: boolean;
  readonly defaults: Readonly<Record<string, unknown>>;
}

export class Settings {
  private readonly byFile = new Map<string, readonly RuleOverride[]>();
  private readonly everywhere = new Map<Settable, RuleSetting>();

  constructor(
    private readonly rules: ReadonlyMap<string, RuleSetting>,
    private readonly overrides: readonly RuleOverride[],
  ) {}

  /** The setting in a file; without a file, the one that no override changes. */
  of(rule: Settable, path?: string): RuleSetting {
    let own = this.everywhere.get(rule);
    if (!own) {
      own = this.rules.get(rule.id) ?? { severity: rule.severity, options: rule.defaults };
      this.everywhere.set(rule, own);
    }
    let setting = own;
    if (path !== undefined && this.overrides.length > 0) {
      for (const override of this.overridesOf(path)) setting = override.rules.get(rule.id) ?? setting;
    }
    return rule.always && setting.severity === "off"
      ? { ...setting, severity: rule.severity === "off" ? "error" : rule.severity }
      : setting;
  }

  /** Whether the rule is on in any file. */
  isUsed(rule: Settable): boolean {
    return (
      this.of(rule).severity !== "off" ||
      this.overrides.some((override) => (override.rules.get(rule.id)?.severity ?? "off") !== "off")
    );
  }

  private overridesOf(path: string): readonly RuleOverride[] {
    let found = this.byFile.get(path);
    if (!found) {
      found = this.overrides.filter((override) => override.matches(path));
      this.byFile.set(path, found);
    }
    return found;
  }
}
