// A configuration, resolved in a folder against a few made-up rules.

import { relative } from "node:path";
import { severityIn } from "../../rules/presets.js";
import { findConfig } from "../../src/config/find.js";
import type { ConfigFlags } from "../../src/config/flags.js";
import { type OpenConfig, resolveConfig } from "../../src/config/resolve.js";
import { defineRule, type Rule } from "../../src/rule/index.js";

function makeRule(id: string, more: Partial<Rule["meta"]> = {}): Rule {
  return defineRule({
    id,
    summary: `About ${id}.`,
    why: "A test.",
    convention: "indexes",
    severity: "warning",
    subject: "table",
    options: {},
    examples: { bad: "", good: "" },
    check() {},
    ...more,
  } as Parameters<typeof defineRule>[0]);
}

export const fakeRules: readonly Rule[] = [
  makeRule("key-name", {
    convention: "naming",
    options: {
      unique: { type: "pattern", default: "^uq_", description: "Unique keys." },
      inline: { type: "boolean", default: false, description: "Inline ones, too." },
    },
  }),
  makeRule("naming-case", { convention: "naming", severity: "info" }),
  makeRule("primary-key", { severity: "error" }),
  makeRule("quiet", { severity: "off" }),
  makeRule("syntax", { severity: "error", always: true }),
];

export async function resolveIn(
  folder: string,
  { flags = {}, noCode = false }: { flags?: ConfigFlags; noCode?: boolean } = {},
): Promise<OpenConfig> {
  return resolveConfig(findConfig(folder), {
    cwd: folder,
    show: (path) => relative(folder, path),
    noCode,
    rules: fakeRules,
    checks: [],
    severityIn,
    layouts: ["suffix", "flyway"],
    flags,
  });
}

/** The severities in force: `key-name warning, syntax error`; rules that are off left out. */
export function showRules(config: Pick<OpenConfig, "rules">): string {
  return [...config.rules]
    .filter(([, setting]) => setting.severity !== "off")
    .map(([id, setting]) => `${id} ${setting.severity}`)
    .join(", ");
}
