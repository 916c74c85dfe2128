// The presets, computed from what rules say of themselves. In: a rule's meta. Out: its severity in a preset.

import type { Convention, RuleMeta, Severity } from "../src/rule/index.js";

export const presets = ["recommended", "strict", "seed"] as const;
export type Preset = (typeof presets)[number];

export type PresetMeta = Pick<RuleMeta, "id" | "severity" | "strictSeverity"> & {
  readonly convention?: Convention;
};

/** What a team calls things, and which words its headers use, are its own choices: `seed` asks for none of them. */
const namingSections: readonly (Convention | undefined)[] = ["naming", "migration-headers"];
const namingRules = new Set(["key-name", "migration-name"]);

export function severityIn(preset: Preset, meta: PresetMeta): Severity | "off" {
  switch (preset) {
    case "recommended":
      return meta.severity;
    case "strict":
      return meta.strictSeverity ?? raise(meta.severity);
    case "seed":
      return namingRules.has(meta.id) || namingSections.includes(meta.convention) ? "off" : meta.severity;
  }
}

function raise(severity: Severity | "off"): Severity | "off" {
  if (severity === "off") return "off";
  return severity === "info" ? "warning" : "error";
}
