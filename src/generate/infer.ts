// Migrations that are there → what a configuration for them should say, each key with its evidence. In: migrations, their history, how
// the recommended rules judged them. Out: inferences, and the text of a configuration. It reads no file and turns nothing off but
// what the team demonstrably does otherwise.

import { showJson } from "../docs/json-text.js";
import type { Inference, InferInput } from "./evidence.js";
import { inferDialect } from "./infer-dialect.js";
import { inferNames } from "./infer-names.js";
import { inferPractices } from "./infer-practices.js";
import { inferReferences } from "./infer-references.js";
import { inferVocabulary } from "./infer-vocabulary.js";

export { folderLayouts } from "./evidence.js";

export function inferConfig(input: InferInput): readonly Inference[] {
  const all = [
    ...inferDialect(input),
    ...inferVocabulary(input),
    ...inferReferences(input),
    ...inferNames(input),
    ...inferPractices(input),
  ];
  // What nobody does as the rule asks, many may do as its options allow: those come first.
  const known = new Set<string>();
  return all.filter(({ path }) => {
    const key = path.join("\n");
    return !known.has(key) && known.add(key);
  });
}

const groups = ["vocabulary", "tables", "external", "rules"];

/** JSON with comments: each key below its evidence. */
export function renderInferred(inferences: readonly Inference[]): string {
  const single = inferences.filter(({ path }) => path.length === 1);
  const parts = [
    `  "$schema": "./node_modules/integlint/schema/config.schema.json",\n  "extends": ["integlint:recommended"]`,
    ...single.map((inference) => entry(inference, "  ")),
    ...groups.flatMap((group) => {
      const its = inferences.filter(({ path }) => path.length > 1 && path[0] === group);
      if (its.length === 0) return [];
      return [`  ${JSON.stringify(group)}: {\n${its.map((one) => entry(one, "    ")).join(",\n")}\n  }`];
    }),
  ];
  return `{\n${parts.join(",\n\n")}\n}\n`;
}

function entry({ path, value, evidence }: Inference, indent: string): string {
  const lines = evidence
    .flatMap((text) => fold(text, 106 - indent.length))
    .map((line) => `${indent}// ${line}`);
  return [...lines, `${indent}${JSON.stringify(path.at(-1))}: ${showJson(value, indent)}`].join("\n");
}

/** Names come from files: whatever stands in them stays on its comment's line. */
function fold(text: string, width: number): readonly string[] {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return line.match(new RegExp(`\\S(?:.{0,${width - 2}}\\S)?(?=\\s|$)`, "gu")) ?? [];
}
