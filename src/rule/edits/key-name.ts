// Another name for a key where the key is stated. In: a key, the history around it, a name. Out: the edit, if nothing else uses the
// name that the key has now: a later migration, a rollback, a hint, a routine.

import type { SchemaHistory } from "../../schema/history.js";
import { type Check, type ForeignKey, Index, type Table } from "../../schema/model.js";
import type { Change } from "../../sql/change.js";
import type { Dialect } from "../../sql/definition.js";
import { quoteName } from "../../sql/print/name.js";
import type { Statement } from "../../sql/statement.js";
import type { Edit } from "../rule.js";

export type Key = Index | ForeignKey | Check;

export function keyNameEdit(
  table: Table,
  key: Key,
  to: string,
  { history, dialect }: { readonly history: SchemaHistory; readonly dialect: Dialect },
): readonly Edit[] {
  if (key.inline || dependents(key, table).some((name) => isUsed(history, table.name, name))) return [];
  const edit = key.named ? replaceName(key, quoteName(to, dialect)) : insertName(key, quoteName(to, dialect));
  return edit ? [edit] : [];
}

/** Its own name; where the server made it, those that the server would now count otherwise, too. */
function dependents(key: Key, { indexes, foreignKeys, checks }: Table): readonly string[] {
  if (key.named) return [key.name];
  return [...indexes, ...foreignKeys, ...checks].filter(({ named }) => !named).map(({ name }) => name);
}

function replaceName(key: Key, to: string): Edit | undefined {
  const { file, range } = key.at();
  const written = file.text.slice(Math.max(0, range.start), range.end);
  const bare = written.replace(/^["`]|["`]$/g, "");
  return bare.toLowerCase() === key.name.toLowerCase() ? { range, text: to } : undefined;
}

const word = String.raw`\b(?:\s+|(?=\())`;
const unnamedKey = new RegExp(`(?:UNIQUE${word})?(?:INDEX|KEY)${word}(?:IF\\s+NOT\\s+EXISTS${word})?`, "iy");
const unnamedConstraint = new RegExp(`(CONSTRAINT\\s+)?(?=(?:UNIQUE|FOREIGN\\s+KEY|CHECK)${word})`, "iy");
const indexOnTable = /(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?=ON\b)/iy;

/** A key without a name: `INDEX (a)`, `UNIQUE (a)`, `CONSTRAINT FOREIGN KEY …`, PostgreSQL's `CREATE INDEX ON t (a)`. */
function insertName(key: Key, name: string): Edit | undefined {
  const { file, range } = key.at();
  if (range.start < 0) return undefined;
  const start = { start: range.start, end: range.start };
  const at = (pattern: RegExp) => {
    pattern.lastIndex = range.start;
    const found = pattern.exec(file.text);
    return found && found.index + found[0].length <= range.end ? found : undefined;
  };
  const behind = (found: RegExpExecArray, space: string): Edit => {
    const place = found.index + found[0].length;
    return { range: { start: place, end: place }, text: `${/\s$/.test(found[0]) ? "" : " "}${name}${space}` };
  };
  const onTable = at(indexOnTable);
  if (key instanceof Index && onTable) return behind(onTable, " ");
  const plain = key instanceof Index ? at(unnamedKey) : undefined;
  if (plain) return behind(plain, " ");
  const constraint = at(unnamedConstraint);
  if (!constraint) return undefined;
  return constraint[1] ? behind(constraint, " ") : { range: start, text: `CONSTRAINT ${name} ` };
}

interface Uses {
  /** What changes name, and every word of what is no DDL; in lower case. */
  readonly names: ReadonlySet<string>;
  /** How many statements state a key of this table and name. */
  readonly definitions: ReadonlyMap<string, number>;
}

const uses = new WeakMap<SchemaHistory, Uses>();

function isUsed(history: SchemaHistory, table: string, name: string): boolean {
  let known = uses.get(history);
  if (!known) {
    known = usesIn(history);
    uses.set(history, known);
  }
  return known.names.has(name.toLowerCase()) || (known.definitions.get(definitionOf(table, name)) ?? 0) > 1;
}

function usesIn({ migrations }: SchemaHistory): Uses {
  const names = new Set<string>();
  const definitions = new Map<string, number>();
  const read = (statement: Statement) => {
    if (statement.kind !== "ddl") return addWords(statement, names);
    for (const change of statement.changes) {
      for (const name of namesIn(change)) names.add(name.toLowerCase());
      for (const key of definedBy(change)) definitions.set(key, (definitions.get(key) ?? 0) + 1);
      if (isHalfRead(change)) addWords(statement, names);
    }
  };
  for (const { migration, forward, rollback } of migrations) {
    for (const script of [migration.forward, migration.rollback])
      for (const statement of script?.statements ?? []) read(statement);
    for (const replay of [forward, rollback])
      for (const { statement } of replay?.dynamic ?? []) read(statement);
  }
  return { names, definitions };
}

/** Rows by the million name no key: a hint or ON CONFLICT stands at the beginning or the end. */
const longestRead = 20_000;

function addWords({ location: { file, range } }: Statement, names: Set<string>): void {
  const text = file.text.slice(range.start, range.end);
  const read = text.length <= 2 * longestRead ? text : text.slice(0, longestRead) + text.slice(-longestRead);
  for (const [found] of read.matchAll(/[\p{L}\p{N}_$]+/gu)) names.add(found.toLowerCase());
}

/** Their inside is not in the model. */
function isHalfRead({ kind }: Change): boolean {
  return kind === "createObject" || kind === "alterObject" || kind === "touchTable" || kind === "setComment";
}

function namesIn(change: Change): readonly string[] {
  switch (change.kind) {
    case "dropIndex":
    case "renameIndex":
      return [change.index.name.text];
    case "setIndexVisibility":
      return [change.index.text];
    case "dropForeignKey":
    case "dropConstraint":
    case "renameConstraint":
    case "alterConstraint":
      return [change.name.text];
    case "addIndex":
      return change.usingIndex ? [change.usingIndex.text] : [];
    default:
      return [];
  }
}

function definedBy(change: Change): readonly string[] {
  if (!("table" in change) || !change.table) return [];
  const table = change.table.name.text;
  const of = (names: readonly ({ readonly text: string } | undefined)[]) =>
    names.flatMap((name) => (name ? [definitionOf(table, name.text)] : []));
  switch (change.kind) {
    case "addIndex":
      return of([change.index.name]);
    case "addForeignKey":
      return of([change.foreignKey.name]);
    case "addCheck":
      return of([change.check.name]);
    case "createTable":
      return of([...change.indexes, ...change.foreignKeys, ...change.checks].map(({ name }) => name));
    default:
      return [];
  }
}

function definitionOf(table: string, name: string): string {
  return `${table}.${name}`.toLowerCase();
}
