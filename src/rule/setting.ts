// How a rule is set by a configuration. In: nothing. Out: types.

import type { Severity } from "./rule.js";

export interface RuleSetting {
  readonly severity: Severity | "off";
  /** Complete: defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Settings for some files; later ones win. */
export interface RuleOverride {
  /** Whether a file, by its path as shown, is meant. */
  readonly matches: (path: string) => boolean;
  readonly rules: ReadonlyMap<string, RuleSetting>;
}
