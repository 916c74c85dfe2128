// The JSON Schema (draft-07) of a configuration. In: the rules with their option specs, names of layouts. Out: the schema that
// validates, that editors complete from, and that is published as schema/config.schema.json. It validates nothing itself.

import { optionsSchema } from "../rule/options.js";
import type { RuleMeta } from "../rule/rule.js";
import { roles, tableClasses } from "../rule/vocabulary.js";

import { pointerTo } from "./document.js";

type JsonSchema = Record<string, unknown>;

export type RuleDescription = Pick<RuleMeta, "id" | "summary" | "options" | "always">;

export const severityNames = ["off", "info", "warning", "error"] as const;
export const dialectNames = ["mysql", "mariadb", "postgresql"] as const;
export const presetNames = ["integlint:recommended", "integlint:strict", "integlint:seed"] as const;

const text = (description: string): JsonSchema => ({ type: "string", description });
const texts = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string" },
  description,
});
const closed = (properties: JsonSchema, rest: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...rest,
});

export function configSchema(rules: readonly RuleDescription[], layouts: readonly string[]): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of integlint",
    ...closed({
      $schema: text("Where editors find this schema."),
      extends: {
        ...oneOrMore({ type: "string" }),
        description: `Presets (${presetNames.join(", ")}), files ("./team.json") and packages to start from; later ones win. Left out: integlint:recommended.`,
      },
      plugins: texts("Files and packages that export rules made with defineRule."),
      dialect: { enum: dialectNames, description: "The database. Left out: recognised from the SQL." },
      dialectVersion: {
        type: "string",
        pattern: "^[0-9]+(\\.[0-9]+)*$",
        description: 'The oldest server version that must run the migrations: "8.0".',
      },
      migrations: {
        type: "array",
        description: "The folders of migrations. Left out: the usual ones.",
        items: closed(
          {
            dir: text("The folder, relative to this file."),
            layout: { enum: ["auto", ...layouts], description: "How forward and rollback are told apart." },
            rollback: {
              type: "string",
              pattern: "\\{name\\}",
              description: 'The rollback\'s file name in layout suffix: "{name}_rollback.sql".',
            },
          },
          { required: ["dir"] },
        ),
      },
      ignore: texts(
        "Globs of files that are read for their statements but not replayed, besides seeds and dumps.",
      ),
      vocabulary: {
        ...closed(namedLists(roles, (role) => `Names of the columns in the role ${role}.`)),
        description: "What columns are called, role by role; a list replaces the built-in one.",
      },
      tables: {
        ...closed(
          namedLists(
            tableClasses.filter((name) => name !== "other"),
            (name) => `Name patterns of tables of the class ${name}.`,
          ),
        ),
        description: "What tables are called, class by class; a list replaces the built-in one.",
      },
      external: {
        type: "object",
        additionalProperties: { type: "object", additionalProperties: { type: "string" } },
        description: "Tables that other migrations create: table → column → type as SQL.",
      },
      database: {
        ...closed({
          charset: text("The database's default character set."),
          collation: text("The database's default collation."),
        }),
        description: "Defaults that tables inherit.",
      },
      rules: { $ref: "#/definitions/rules" },
      overrides: {
        type: "array",
        description: "Other settings for some files; later ones win.",
        items: closed(
          {
            files: { ...oneOrMore({ type: "string" }), description: "Globs, relative to this file." },
            rules: { $ref: "#/definitions/rules" },
          },
          { required: ["files", "rules"] },
        ),
      },
      requireReason: {
        type: "boolean",
        description: "A suppression comment without a reason is a finding. In force under integlint:strict.",
      },
    }),
    definitions: {
      severity: { enum: severityNames },
      raisedSeverity: { enum: severityNames.filter((name) => name !== "off") },
      rules: {
        ...closed(Object.fromEntries(rules.map(({ id }) => [id, { $ref: pointerTo("#/definitions", id) }]))),
        description: 'Rules by their ids: a severity, or a severity with options (["warning", { … }]).',
      },
      // Each on its own: a validator then looks at those alone that a configuration names.
      ...Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    },
  };
}

/** if/then/else where oneOf would do: it leaves one error that says what is wrong, not one for each branch. */
function ruleSchema({ summary, options, always }: RuleDescription): JsonSchema {
  const severity = { $ref: `#/definitions/${always ? "raisedSeverity" : "severity"}` };
  return {
    description: summary,
    if: { type: "array" },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { items: [severity, optionsSchema(options)], minItems: 1, additionalItems: false },
    else: severity,
  };
}

function oneOrMore(items: JsonSchema): JsonSchema {
  return { type: ["string", "array"], items };
}

function namedLists<N extends string>(names: readonly N[], describe: (name: N) => string): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, texts(describe(name))]));
}
