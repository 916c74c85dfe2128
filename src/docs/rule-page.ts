// A rule's meta → its page. In: a rule, its severities, what integlint prints of the bad example. Out: Markdown.
// It runs nothing: whoever calls has linted the example.

import { conventions } from "../rule/conventions.js";
import { type OptionSpec, optionSchema } from "../rule/options.js";
import type { Example, Rule, RuleMeta, Severity, SubjectKind } from "../rule/rule.js";
import type { Dialect } from "../sql/definition.js";

export interface RulePage {
  readonly rule: Rule;
  /** By preset: `integlint:recommended` → error. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** The report on the bad example. */
  readonly output: string;
}

const dialectNames: Readonly<Record<Dialect, string>> = {
  mysql: "MySQL",
  mariadb: "MariaDB",
  postgresql: "PostgreSQL",
};

const subjects: Readonly<Record<SubjectKind, string>> = {
  table: "tables",
  column: "columns",
  index: "indexes",
  foreignKey: "foreign keys",
  migration: "migrations",
  statement: "statements",
  schema: "the schema as a whole",
};

export function renderRulePage({ rule: { meta }, severities, output }: RulePage): string {
  const graded = Object.entries(severities).map(
    ([preset, severity]) => `${preset.replace(/^.*:/, "")}: ${severity}`,
  );
  const facts = [
    `Section: [${conventions[meta.convention]}](../conventions.md#${meta.convention})`,
    `Severity: ${meta.always ? "error, cannot be turned off" : graded.join(" · ")}`,
    `Judges: ${subjectOf(meta)}`,
    `Dialects: ${meta.dialects.map((dialect) => dialectNames[dialect]).join(", ")}`,
    ...(meta.fixable ? ["Fixable: [`integlint fix`](../fix.md) edits migrations that have not run yet"] : []),
  ];
  return [
    "<!-- Generated from the rule; npm test compares it. -->",
    `# ${meta.id}`,
    meta.summary,
    facts.map((fact) => `- ${fact}`).join("\n"),
    `## Why\n\n${meta.why}`,
    `## Bad\n\n${exampleOf(meta.examples.bad)}\n\ninteglint prints:\n\n${fence("text", output.trimEnd())}`,
    `## Good\n\n${exampleOf(meta.examples.good)}`,
    optionsOf(meta),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function subjectOf({ subject, classes, roles }: RuleMeta): string {
  const narrowed = [
    roles && `in the ${roles.length === 1 ? "role" : "roles"} ${roles.join(", ")}`,
    classes && `of the ${classes.length === 1 ? "class" : "classes"} ${classes.join(", ")}`,
  ];
  return [subjects[subject], ...narrowed].filter(Boolean).join(" ");
}

function exampleOf(example: string | Example): string {
  const {
    sql,
    rollback,
    merged,
    dialect,
    file = "001_example.sql",
  }: Example = typeof example === "string" ? { sql: example } : example;
  const label = dialect && dialect !== "mysql" ? `On ${dialectNames[dialect]}:\n\n` : "";
  if (merged) {
    const there = Object.entries(merged).map(
      ([name, text]) => `\`${name}\` on the base branch:\n\n${fence("sql", text.trimEnd())}`,
    );
    return [`${label}\`${file}\`:\n\n${fence("sql", sql)}`, ...there].join("\n\n");
  }
  if (rollback === undefined) return label + fence("sql", sql);
  const rollbackFile = file.replace(/\.sql$/, "_rollback.sql");
  return `${label}\`${file}\`:\n\n${fence("sql", sql)}\n\n\`${rollbackFile}\`:\n\n${fence("sql", rollback)}`;
}

function optionsOf({ id, severity, options }: RuleMeta): string {
  const specs = Object.entries(options);
  if (specs.length === 0) return "";
  const rows = specs.map(
    ([name, spec]) =>
      `| \`${name}\` | ${typeOf(spec)} | ${code(JSON.stringify(spec.default))} | ${spec.description} |`,
  );
  const values = Object.fromEntries(specs.map(([name, spec]) => [name, spec.default]));
  const sample = { rules: { [id]: [severity === "off" ? "error" : severity, values] } };
  return [
    "## Options",
    ["| option | type | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    fence("json", JSON.stringify(sample, undefined, 2)),
  ].join("\n\n");
}

function typeOf(spec: OptionSpec): string {
  const { enum: choices } = optionSchema(spec) as { enum?: readonly string[] };
  if (choices) return choices.map((choice) => code(choice)).join(", ");
  return {
    boolean: "boolean",
    number: "number",
    string: "text",
    pattern: "regular expression",
    choice: "text",
    strings: "list of texts",
    map: "text by name",
    lists: "list of texts by name",
  }[spec.type];
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
