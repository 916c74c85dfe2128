// .integlintrc.example: every key and every rule with what holds where nobody sets it. In: the rules. Out: a text that is itself a
// valid configuration, JSON with comments.

import type { Config } from "../config/config.js";
import { configSchema, type RuleDescription } from "../config/schema.js";
import type { SeverityName } from "../config/user-config.js";
import { type Convention, conventions } from "../rule/conventions.js";
import { defaultOptions } from "../rule/options.js";
import { defaultVocabulary } from "../rule/vocabulary.js";
import { showJson } from "./json-text.js";

export interface ExampleRule extends RuleDescription {
  readonly severity: SeverityName;
  readonly convention?: Convention;
}

type Keys = Exclude<keyof ReturnType<typeof exampleValues>, "rules">;

function exampleValues() {
  return {
    $schema: "./node_modules/integlint/schema/config.schema.json",
    extends: ["integlint:recommended"],
    plugins: [] as string[],
    dialect: "mysql" satisfies Config["dialect"],
    dialectVersion: "8.0",
    migrations: [{ dir: "migrations", layout: "auto" }],
    ignore: [] as string[],
    vocabulary: Object.fromEntries(
      Object.entries(defaultVocabulary.roles).filter(([, names]) => names.length > 0),
    ),
    tables: defaultVocabulary.classes,
    external: { tenants: { id: "CHAR(36)" }, accounts: { id: "VARCHAR(255)" } },
    database: { charset: "utf8mb4" },
    requireReason: false,
    overrides: [{ files: ["migrations/00*.sql"], rules: { "header-comment": "off" } }],
  };
}

export function renderExampleConfig(rules: readonly ExampleRule[]): string {
  const schema = configSchema(rules, []);
  const described = schema.properties as Readonly<Record<string, { readonly description?: string }>>;
  const values = exampleValues();
  const keys = (Object.keys(values) as Keys[]).flatMap((key) => [
    ...comment(described[key]?.description),
    `  ${JSON.stringify(key)}: ${showJson(values[key], "  ")},`,
    "",
  ]);
  const { description } = (schema.definitions as { rules: { description: string } }).rules;
  const lines = ["{", ...keys, ...comment(description), '  "rules": {', ...ruleLines(rules), "  }", "}"];
  return `${lines.join("\n")}\n`;
}

/** In the document's order; the engine's own checks at the end. */
function ruleLines(rules: readonly ExampleRule[]): readonly string[] {
  const sections = [...(Object.keys(conventions) as Convention[]), undefined].flatMap((section) => {
    const its = rules.filter((rule) => rule.convention === section);
    if (its.length === 0) return [];
    return [[`    // ${section ? conventions[section] : "Suppressions"}`, ...its.map(ruleLine)]];
  });
  const lines = sections.flatMap((section, at) => (at === 0 ? section : ["", ...section]));
  return lines.map((line, at) => (at === lines.length - 1 ? line.replace(/,$/, "") : line));
}

function ruleLine({ id, severity, options }: ExampleRule): string {
  const hasOptions = Object.keys(options).length > 0;
  return `    ${JSON.stringify(id)}: ${showJson(hasOptions ? [severity, defaultOptions(options)] : severity, "    ")},`;
}

function comment(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const lines = text.match(/\S(?:.{0,99}\S)?(?=\s|$)/g) ?? [];
  return lines.map((line) => `  // ${line}`);
}
