// A new integration as the convention document's Pattern 1 or 2. In: what it is called, its pattern and providers, the schema that is there,
// the rules in force. Out: a migration and its rollback that conform to them. It asks nothing and writes nothing.

import { listWords } from "../rule/words.js";
import type { NewMigration, Refusal } from "./placement.js";
import { longestName, type NamesInput } from "./scaffold-names.js";
import { printScaffold } from "./scaffold-print.js";
import { type Design, designTables, type Pattern } from "./scaffold-tables.js";

export type { Pattern } from "./scaffold-tables.js";

export interface ScaffoldRequest {
  /** As a person wrote it: `add_slack`, `Slack integration`. */
  readonly words: readonly string[];
  readonly pattern: Pattern;
  readonly providers: readonly string[];
}

export interface Scaffold extends NewMigration {
  /** Tables that it refers to and nobody said are there. */
  readonly unknown: readonly string[];
  /** What a person should know, one sentence each. */
  readonly notes: readonly string[];
}

export function scaffold(request: ScaffoldRequest, input: NamesInput): Scaffold | Refusal {
  const { pattern, words } = request;
  const stem = stemOf(words);
  if (stem.length === 0)
    return { refused: `"${words.join(" ")}" does not say what is integrated: add_slack, for example, does.` };
  const given = [...new Set(request.providers.map(providerOf))];
  if (given.includes("")) return { refused: "--provider: each provider needs a letter or a digit." };
  const providers = given.length > 0 ? given : [providerOf(stem.join(" "))];
  const design = designTables({ pattern, stem, providers }, input);
  const tables = design.tables.map(({ create }) => create.table.name.text);
  const refused = tables.map((table) => whyNot(table, input)).find((reason) => reason !== undefined);
  if (refused !== undefined) return { refused };
  const subject = stem.map((word) => word.replace(/^./, (letter) => letter.toUpperCase())).join(" ");
  return {
    ...printScaffold(design, input.world),
    what: `Adds the ${subject} integration: ${contents[pattern]}`,
    why: reasons[pattern],
    tables: design.tables.map(({ create: { table } }) =>
      table.schema ? `${table.schema.text}.${table.name.text}` : table.name.text,
    ),
    unknown: design.unknown.map(({ table }) => table),
    notes: [
      ...(given.length === 0
        ? [`The provider is ${providers[0]}, after the name: --provider names others.`]
        : []),
      ...notesOf(design),
    ],
  };
}

const contents: Readonly<Record<Pattern, string>> = {
  simple: "one row per tenant and provider",
  split: "credentials, and the configurations that use them",
};

const reasons: Readonly<Record<Pattern, string>> = {
  simple: "A tenant has one connection, with its credentials and settings in one place",
  split:
    "Settings change often and credentials rarely, so several configurations share one set of credentials",
};

const leading = new Set("add adds adding create creates new introduce init the a an support for".split(" "));
const trailing = new Set(
  "integration integrations credential credentials configuration configurations config configs table tables support".split(
    " ",
  ),
);

/** What is integrated: the words without those that say that something is, and as what. */
function stemOf(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !leading.has(word));
  const last = words.findLastIndex((word) => !trailing.has(word));
  return first === -1 ? [] : words.slice(first, last + 1);
}

/** As values of such sets are written: GITHUB, AZURE_DEVOPS. */
function providerOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

function whyNot(table: string, { world }: NamesInput): string | undefined {
  if (world.schema.tables.some(({ name }) => name.toLowerCase() === table.toLowerCase()))
    return `There is a table ${table} already: choose another name.`;
  if (/^\d/.test(table))
    return `A table's name begins with a letter, ${table} does not: choose another name.`;
  return table.length > longestName ? `The table's name would be too long: ${table}.` : undefined;
}

function notesOf({ unknown }: Design): readonly string[] {
  if (unknown.length === 0) return [];
  const external = Object.fromEntries(unknown.map(({ table, column, type }) => [table, { [column]: type }]));
  const names = listWords(unknown.map(({ table }) => table));
  const [are, them] = unknown.length === 1 ? ["is", "it"] : ["are", "them"];
  return [
    `${names} ${are} created by no migration here. Declare ${them} in the configuration, with the types that ${unknown.length === 1 ? "it has" : "they have"}: "external": ${JSON.stringify(external)}.`,
  ];
}
