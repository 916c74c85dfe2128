// Which tables make an integration. In: a LintResult, words. Out: integrations in the order of creation: the table that a tenant has
// a row of, with the credentials and the configurations that belong to it.

import { partnerStem, type Words } from "../rule/vocabulary.js";
import { spellingOf, wordsOf } from "../rule/words.js";
import type { Table } from "../schema/model.js";
import { referencedTable } from "../schema/queries.js";
import type { LintResult } from "./finding.js";

export interface Integration {
  /** As a person says it: `Jira`, `Test management`. */
  readonly name: string;
  /** The table that stands for it. */
  readonly head: Table;
  /** The head first. */
  readonly tables: readonly Table[];
  readonly configurations: readonly Table[];
  readonly credentials: readonly Table[];
}

export interface Integrations {
  readonly integrations: readonly Integration[];
  /** Configuration tables that belong to none. */
  readonly apart: readonly Table[];
}

export function integrationsOf({ tables: linted, schema }: LintResult, words: Words): Integrations {
  const of = (wanted: string) => linted.flatMap((one) => (one.class === wanted ? [one.table] : []));
  const [owners, credentials, configurations] = [of("integration"), of("credentials"), of("configuration")];
  // What a table refers to says more than what it is called.
  const owned = (table: Table) => table.foreignKeys.map((key) => referencedTable(schema, key));
  const belongs = (table: Table, head: Table, heads: readonly Table[]) =>
    heads.some((one) => owned(table).includes(one))
      ? owned(table).includes(head)
      : stemOf(table) === stemOf(head);
  const lonely = credentials.filter((table) => !owners.some((owner) => belongs(table, owner, owners)));
  const heads = [...owners, ...lonely];
  const names = heads.map(shortNameOf);
  const integrations = heads.map((head): Integration => {
    const its = (tables: readonly Table[]) =>
      tables.filter((table) => table !== head && belongs(table, head, heads));
    const parts = { configurations: its(configurations), credentials: its(credentials) };
    const short = shortNameOf(head);
    const isClear = short !== "" && names.filter((name) => name === short).length === 1;
    const name = isClear ? short : wordsOf(spellingOf(head)).join(" ");
    return {
      name: name.charAt(0).toUpperCase() + name.slice(1),
      head,
      tables: [head, ...parts.credentials, ...parts.configurations],
      ...parts,
    };
  });
  const taken = new Set(integrations.flatMap(({ tables }) => tables));
  return {
    integrations,
    apart: configurations.filter((table) => !taken.has(table) && words.classOf(table) === "configuration"),
  };
}

function stemOf(table: Table): string {
  return partnerStem(spellingOf(table));
}

/** `tenant_test_management_integrations` → test management. */
function shortNameOf(table: Table): string {
  const words = wordsOf(spellingOf(table));
  const isOfProject = words[0] === "project" && words.length > 2;
  return isOfProject ? `project ${stemOf(table)}` : stemOf(table);
}
