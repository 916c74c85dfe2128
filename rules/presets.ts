// The presets, computed from what a rule says of itself. In: a preset's name, a rule's meta. Out: a severity.

import type { Convention, Severity } from "../src/rule/index.js";

type SeverityOrOff = Severity | "off";

/** What a preset looks at: of a rule, or of a check that the engine makes itself. */
export interface Graded {
  readonly severity: SeverityOrOff;
  readonly strictSeverity?: Severity;
  readonly convention?: Convention;
}

const raised: Readonly<Record<SeverityOrOff, SeverityOrOff>> = {
  off: "off",
  info: "warning",
  warning: "error",
  error: "error",
};

export const presets = {
  /** Each rule as it is meant. */
  "integlint:recommended": (rule) => rule.severity,
  /** Notes become warnings, all else errors; what is off stays off. */
  "integlint:strict": (rule) => rule.strictSeverity ?? raised[rule.severity],
  /** The recommended rules, without those about the choice of names. */
  "integlint:seed": (rule) => (rule.convention === "naming" ? "off" : rule.severity),
} as const satisfies Readonly<Record<string, (rule: Graded) => SeverityOrOff>>;

export type PresetName = keyof typeof presets;

export function severityIn(preset: PresetName, rule: Graded): SeverityOrOff {
  return presets[preset](rule);
}
