// integlint explain <rule>: what it asks, why, and how to conform. In: a rule's id. Out: text.

import { UsageError } from "../../config/errors.js";
import { openConfig } from "../../project/open.js";
import { conventions } from "../../rule/conventions.js";
import type { OptionSpec } from "../../rule/options.js";
import type { Example, Rule } from "../../rule/rule.js";
import { didYouMean } from "../../text/nearest.js";
import type { ExitCode, Io } from "../command.js";
import type { explainOptions } from "../commands.js";
import { projectOptions } from "../flags.js";
import type { Arguments } from "../options.js";

export async function run({ options, words }: Arguments<typeof explainOptions>, io: Io): Promise<ExitCode> {
  const { allRules, rules } = await openConfig(projectOptions(options, io));
  const id = words[0] ?? "";
  const rule = allRules.find(({ meta }) => meta.id === id);
  if (!rule) {
    const ids = allRules.map(({ meta }) => meta.id);
    throw new UsageError(
      `There is no rule "${id}".${didYouMean(id, ids) || " `integlint rules` lists them."}`,
    );
  }
  io.out(explain(rule, rules.get(id)?.severity ?? rule.meta.severity));
  return 0;
}

function explain({ meta }: Rule, severity: string): string {
  const parts = [
    `${meta.id} (${severity}; ${meta.dialects.join(", ")})\n${meta.summary}`,
    `Why\n${indent(meta.why)}`,
    ...optionsOf(meta.options),
    `Instead of\n${indent(textOf(meta.examples.bad))}`,
    `Write\n${indent(textOf(meta.examples.good))}`,
    `Section: ${conventions[meta.convention]} (docs/conventions.md#${meta.convention})`,
    ...(meta.fixable
      ? ["`integlint fix` answers some of its findings in migrations that have not run yet."]
      : []),
    ...(meta.always ? ["This rule cannot be turned off."] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function optionsOf(specs: Readonly<Record<string, OptionSpec>>): readonly string[] {
  const lines = Object.entries(specs).map(
    ([name, spec]) => `${name}: ${spec.description} Default: ${JSON.stringify(spec.default)}`,
  );
  return lines.length > 0 ? [`Options\n${indent(lines.join("\n"))}`] : [];
}

function textOf(example: string | Example): string {
  if (typeof example === "string") return example.trim();
  const { sql, rollback } = example;
  return rollback === undefined ? sql.trim() : `${sql.trim()}\n\n-- Rollback:\n${rollback.trim()}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
