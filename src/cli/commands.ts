// The commands by name. In: nothing. Out: what each takes, and where it is. A run loads the one that it was asked for.

import { reporters } from "../report/index.js";
import type { Command } from "./command.js";
import { colorOption, configOptions, type OptionSpecs, type PositionalSpec } from "./options.js";

const paths: PositionalSpec = {
  name: "paths",
  describe: "Folders of migrations, or single files, judged in the context of their folder.",
  several: true,
  required: false,
};

const reportOptions = {
  ...colorOption,
  "pass-on-no-files": { type: "boolean", describe: "Finding no migrations is no error." },
} as const satisfies OptionSpecs;

/** How findings are told, and what they make of the exit code. */
const findingOptions = {
  format: {
    type: "strings",
    describe: `How to report: ${Object.keys(reporters).join(", ")}. With =file, into that file. May be given several times.`,
  },
  quiet: { type: "boolean", alias: "q", describe: "Report errors only." },
  "max-warnings": { type: "number", describe: "More warnings than this are a failure." },
} as const satisfies OptionSpecs;

const knownOptions = {
  baseline: {
    type: "string",
    negatable: true,
    describe: "Pass over the findings in this file. Default: .integlint-baseline.json, if it is there.",
  },
  suppressions: { type: "negated", describe: "Report what comments in the SQL suppress, too." },
} as const satisfies OptionSpecs;

export const lintOptions = {
  ...configOptions,
  ...findingOptions,
  stdin: { type: "boolean", describe: "Read one file from the standard input." },
  "stdin-filename": { type: "string", describe: "The path that the standard input stands for." },
  changed: {
    type: "string",
    bare: "",
    describe: "Report only on files that differ from a git revision; without one, from the main branch.",
  },
  staged: { type: "boolean", describe: "Report only on what is staged in git, as it is staged." },
  fix: {
    type: "boolean",
    describe:
      "Fix what can be fixed safely in migrations that the main branch does not have, and report the rest.",
  },
  "fix-dry-run": { type: "boolean", describe: "Print what --fix would change as a patch; write nothing." },
  ...knownOptions,
  "update-baseline": { type: "boolean", describe: "Write all findings into the baseline." },
  "report-unused-suppressions": {
    type: "boolean",
    describe: "A suppression that suppresses nothing is an error, not a warning.",
  },
  cache: { type: "boolean", describe: "Keep the result, and show it again as long as nothing changed." },
  "cache-location": {
    type: "string",
    describe:
      "Keep it in this folder. Default: node_modules/.cache/integlint, or .integlintcache where there is no node_modules.",
  },
  watch: { type: "boolean", describe: "Lint again whenever a file or the configuration changes." },
  stats: { type: "boolean", describe: "Say what was counted and how long each rule took." },
  "print-config": { type: "string", describe: "Print the configuration in force for this file." },
  ...reportOptions,
} as const satisfies OptionSpecs;

export const matrixOptions = {
  ...configOptions,
  format: {
    type: "string",
    choices: ["pretty", "markdown", "json", "html"],
    describe: "How to show the matrix.",
  },
  by: {
    type: "string",
    choices: ["table", "integration"],
    describe:
      "Rows of tables with verdicts, or integrations side by side with the facts found. Default: table.",
  },
  ...reportOptions,
} as const satisfies OptionSpecs;

export const schemaOptions = {
  ...configOptions,
  format: {
    type: "string",
    choices: ["sql", "json", "mermaid", "html"],
    describe: "How to show the schema. Default: sql.",
  },
  "pass-on-no-files": reportOptions["pass-on-no-files"],
} as const satisfies OptionSpecs;

export const compareOptions = {
  ...configOptions,
  "dialect-a": { ...configOptions.dialect, describe: "The database of the first side, where they differ." },
  "dialect-b": { ...configOptions.dialect, describe: "The database of the second side, where they differ." },
  "uuid-as-char": { type: "boolean", describe: "CHAR(36) is the same as UUID." },
  format: { type: "string", choices: ["pretty", "json"], describe: "How to show the differences." },
  ...colorOption,
} as const satisfies OptionSpecs;

export const whyOptions = configOptions;

export const explainOptions = configOptions;

export const rulesOptions = {
  ...configOptions,
  format: { type: "string", choices: ["pretty", "json"], describe: "How to list the rules." },
} as const satisfies OptionSpecs;

export const newOptions = {
  ...configOptions,
  pattern: {
    type: "string",
    choices: ["simple", "split"],
    describe:
      "simple: one table with configuration and credentials. split: credentials and configurations apart. Default: simple.",
  },
  provider: {
    type: "strings",
    describe: "What it may connect to: GITHUB,GITLAB. Default: one provider, after the name.",
  },
  "dry-run": { type: "boolean", describe: "Print the files; write nothing." },
} as const satisfies OptionSpecs;

export const rollbackOptions = {
  ...configOptions,
  check: {
    type: "boolean",
    describe:
      "Write nothing: print what the rollback that is there lacks as a patch; exit code 1 where it lacks anything.",
  },
  "dry-run": { type: "boolean", describe: "Print the file; write nothing." },
} as const satisfies OptionSpecs;

export const fixOptions = {
  ...configOptions,
  only: { type: "strings", describe: "Fix what this rule finds. May be given several times. Default: all." },
  all: {
    type: "boolean",
    describe: "Edit also migrations that are on the base branch: they may have run already.",
  },
  base: {
    type: "string",
    describe: "Migrations that this git revision has are not edited. Default: the main branch.",
  },
  forward: {
    type: "boolean",
    describe:
      "Edit nothing: write one new migration, with its rollback, that brings the schema in line with the rules.",
  },
  name: { type: "string", describe: "The new migration's name. Default: conform_to_conventions." },
  "trust-rows": {
    type: "boolean",
    describe:
      "The rows keep what UNIQUE keys, foreign keys, CHECKs and NOT NULL ask: the new migration may add them.",
  },
  "dry-run": { type: "boolean", describe: "Print the changes as a patch; write nothing." },
  ...findingOptions,
  ...knownOptions,
  ...reportOptions,
} as const satisfies OptionSpecs;

export const initOptions = {
  cwd: configOptions.cwd,
  dialect: configOptions.dialect,
  infer: {
    type: "boolean",
    describe:
      "Write down what the migrations already do: names, tenant columns, external tables, header fields.",
  },
  force: { type: "boolean", describe: "Replace a configuration that is there." },
} as const satisfies OptionSpecs;

// The editor says which folders are open.
const { cwd: _, ...lspConfigOptions } = configOptions;

export const lspOptions = {
  ...lspConfigOptions,
  stdio: {
    type: "boolean",
    describe: "Speak on the standard streams, as it does in any case: editors say so.",
  },
  // In the spelling of the protocol's libraries: the client's adds it, and the server's reads it.
  clientProcessId: { type: "number", describe: "The editor's process: where that ends, the server does." },
} as const satisfies OptionSpecs;

/** yargs' own: it prints a script. */
export const completionCommand = "completion";

function command<S extends OptionSpecs>(definition: Command<S>): Command {
  return definition as unknown as Command;
}

/** `lint` runs where no command is named. */
export const commands: Readonly<Record<string, Command>> = {
  lint: command({
    summary: "Lint migrations. This is what runs where no command is named.",
    positionals: [paths],
    options: lintOptions,
    load: () => import("./commands/lint.js"),
  }),
  matrix: command({
    summary: "Show which tables conform to which conventions.",
    positionals: [paths],
    options: matrixOptions,
    load: () => import("./commands/matrix.js"),
  }),
  schema: command({
    summary: "Show the schema that the migrations produce.",
    positionals: [paths],
    options: schemaOptions,
    load: () => import("./commands/schema.js"),
  }),
  compare: command({
    summary:
      "Compare two folders, two dialects' folders or two git revisions: the same schema, the same conventions?",
    positionals: [
      {
        name: "a",
        describe: "A folder, a git revision, or revision:folder.",
        several: false,
        required: true,
      },
      { name: "b", describe: "What to compare it with.", several: false, required: true },
    ],
    options: compareOptions,
    load: () => import("./commands/compare.js"),
  }),
  why: command({
    summary: "Show the trail of a table or column through the migrations, and what judges it.",
    positionals: [
      { name: "name", describe: "The table, or table.column.", several: false, required: true },
      paths,
    ],
    options: whyOptions,
    load: () => import("./commands/why.js"),
  }),
  explain: command({
    summary: "Say what a rule asks, why, and how to conform.",
    positionals: [{ name: "rule-id", describe: "The rule's id.", several: false, required: true }],
    options: explainOptions,
    load: () => import("./commands/explain.js"),
  }),
  rules: command({
    summary: "List all rules with the severity in force.",
    positionals: [],
    options: rulesOptions,
    load: () => import("./commands/rules.js"),
  }),
  rollback: command({
    summary: "Write the rollback that a migration lacks, or check the one that it has.",
    positionals: [
      {
        name: "migration",
        describe: "The migration: its name, version or file.",
        several: false,
        required: true,
      },
      paths,
    ],
    options: rollbackOptions,
    load: () => import("./commands/rollback.js"),
  }),
  fix: command({
    summary: "Fix what can be fixed safely in migrations that have not run yet.",
    positionals: [paths],
    options: fixOptions,
    load: () => import("./commands/fix.js"),
  }),
  new: command({
    summary: "Write a migration and its rollback for a new integration, as the conventions have it.",
    positionals: [
      {
        name: "name",
        describe: "What the migration is called: add_slack creates slack_integrations.",
        several: false,
        required: true,
      },
      {
        name: "folder",
        describe: "The folder of migrations, where there are several.",
        several: false,
        required: false,
      },
    ],
    options: newOptions,
    load: () => import("./commands/new.js"),
  }),
  init: command({
    summary: "Write a configuration for the migrations that are here.",
    positionals: [
      {
        name: "folders",
        describe: "The folders of migrations, where they are not the usual ones.",
        several: true,
        required: false,
      },
    ],
    options: initOptions,
    load: () => import("./commands/init.js"),
  }),
  lsp: command({
    summary: "Serve editors: findings while typing, fixes, trails, definitions (Language Server Protocol).",
    positionals: [],
    options: lspOptions,
    load: () => import("./commands/lsp.js"),
  }),
};
