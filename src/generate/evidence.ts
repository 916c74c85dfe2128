// What an inference is, and when many are enough. In: nothing. Out: types and thresholds.

import type { LintResult } from "../lint/finding.js";
import type { MigrationSet } from "../migration/migration.js";
import type { Words } from "../rule/vocabulary.js";
import type { SchemaHistory } from "../schema/history.js";
import type { Schema, Table } from "../schema/model.js";
import type { RecognisedDialect } from "../sql/dialects/recognise.js";

/** A key of the configuration, what it should be, and what says so. */
export interface Inference {
  /** `["rules", "key-name"]`. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** One sentence each. */
  readonly evidence: readonly string[];
}

export interface InferInput {
  readonly recognised: RecognisedDialect;
  /** What is assumed where nothing in the SQL tells a version. */
  readonly dialectVersion: string;
  /** The folders that were read, each with all below it; `sets` may be several in one of them. */
  readonly folders: readonly { readonly dir: string }[];
  readonly sets: readonly (MigrationSet & { readonly evidence: string })[];
  readonly history: SchemaHistory;
  /** Of the same migrations, under the recommended rules and no configuration. */
  readonly result: LintResult;
  readonly words: Words;
}

/** Four in five: what most do, with room for what grew otherwise. */
export const most = 0.8;
/** One in ten: what nearly nobody does. */
export const nearlyNone = 0.1;

/** Tables that migrations create and that are judged at all. */
export function judgedTables({ result: { tables } }: Pick<InferInput, "result">): readonly Table[] {
  return tables.filter(({ table }) => table.knowledge === "whole").map(({ table }) => table);
}

/** A rule's entry with options, at the severity in force. */
export function ruleEntry(
  { result: { rules } }: Pick<InferInput, "result">,
  id: string,
  options: Readonly<Record<string, unknown>>,
): readonly [string, Readonly<Record<string, unknown>>] {
  const severity = rules.find(({ rule }) => rule.meta.id === id)?.severity ?? "warning";
  return [severity, options];
}

/** What an option is where nobody sets it. */
export function defaultOf<T>(
  { result: { rules } }: Pick<InferInput, "result">,
  id: string,
  option: string,
): T {
  return rules.find(({ rule }) => rule.meta.id === id)?.rule.meta.options[option]?.default as T;
}

/** How often each choice was made, the most frequent first; on a tie the one that was made first. */
export function countBy<T>(
  things: Iterable<T>,
  choiceOf: (thing: T) => string | undefined,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const thing of things) {
    const choice = choiceOf(thing);
    if (choice !== undefined) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** `tenantId in 12, projectId in 3`. */
export function listCounts(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([name, count]) => `${name} in ${count}`).join(", ");
}

export function plural(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** By their names alone. */
export function tableNames({ tables }: Pick<Schema, "tables">): ReadonlySet<string> {
  return new Set(tables.map(({ name }) => name));
}

/** Each folder with the layout of all its sets; `auto` where they differ. */
export function folderLayouts(
  folders: readonly { readonly dir: string }[],
  sets: readonly MigrationSet[],
): readonly { readonly dir: string; readonly layout: string }[] {
  return folders.map(({ dir }) => {
    const layouts = new Set(setsIn(dir, sets).map(({ layout }) => layout));
    const [first = "auto"] = layouts;
    return { dir, layout: layouts.size === 1 ? first : "auto" };
  });
}

export function setsIn<S extends MigrationSet>(dir: string, sets: readonly S[]): readonly S[] {
  return sets.filter(({ folder }) => dir === "." || folder === dir || folder.startsWith(`${dir}/`));
}
