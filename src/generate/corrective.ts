// The changes that findings ask for, as one migration. In: a schema, remedies. Out: the schema that they would make, and the SQL there and
// back. It lints nothing: whether the rules are content with the outcome is for the caller to see.

import type { Finding } from "../lint/finding.js";
import { createdBy, droppedBy } from "../rule/clauses.js";
import { compareSchemas } from "../schema/compare.js";
import {
  checkDefinitionFor,
  foreignKeyDefinitionFor,
  indexDefinitionFor,
  nameFor,
  objectNameFor,
  ownerOf,
} from "../schema/definitions.js";
import { diffSchemas } from "../schema/diff.js";
import { type Check, type ForeignKey, Index, type Schema, type Table } from "../schema/model.js";
import { applyGroups } from "../schema/order.js";
import type { Change } from "../sql/change.js";
import { has, type Target } from "../sql/print/target.js";
import { nowhere } from "../text/source-file.js";
import { writeStatements } from "./statements.js";

export interface Corrective {
  /** SQL without a header; empty where the schemas are the same. */
  readonly forward: string;
  readonly rollback: string;
  /** In the order in which they are mentioned. */
  readonly tables: readonly string[];
}

/** Remedies that can be had together: none touches what another one touches. The others may come again afterwards. */
export function chooseRemedies(findings: readonly Finding[]): readonly Finding[] {
  const taken = new Set<string>();
  return findings.filter(({ remedy = [] }) => {
    const own = remedy.flatMap(objectsOf);
    if (own.some((name) => taken.has(name))) return false;
    for (const name of own) taken.add(name);
    return true;
  });
}

/**
 * What a change touches; two changes of one column, key or type are not independent. Many tables have a key of one name: what is there is their
 * own. A name that is new may have to be new in the whole schema.
 */
function objectsOf(change: Change): readonly string[] {
  const [created, dropped] = [createdBy(change), droppedBy(change)];
  if (!("table" in change) || !change.table) {
    const names = [created, dropped].filter((name) => name !== undefined);
    return names.length > 0 ? names : [change.kind];
  }
  const table = change.table.name.text.toLowerCase();
  const column = (name: string) => `column ${table} ${name.toLowerCase()}`;
  const old = (name: string) => `${name} of ${table}`;
  const names = [
    ...(created === undefined ? [] : [created, old(created)]),
    ...(dropped === undefined ? [] : [old(dropped)]),
  ];
  const renaming = (from: string, to: string) => [old(`key ${from}`), `key ${to}`, old(`key ${to}`)];
  switch (change.kind) {
    case "redefineColumn":
    case "alterColumn":
    case "renameColumn":
      return [column(change.column.text)];
    case "addIndex":
      return [...names, `parts ${table} ${change.index.parts.map((part) => part.column?.text).join()}`];
    case "renameIndex":
      return renaming(change.index.name.text.toLowerCase(), change.to.text.toLowerCase());
    case "renameConstraint":
      return renaming(change.name.text.toLowerCase(), change.to.text.toLowerCase());
    default:
      return names.length > 0 ? names : [`${change.kind} ${table}`];
  }
}

/** The schema with the changes made, or the number of the remedy that the server would refuse. */
export function applyRemedies(remedies: readonly (readonly Change[])[], schema: Schema): Schema | number {
  // Each in its own order: two of them may drop a key and add it anew.
  const { after, refused } = applyGroups(remedies, schema);
  return refused[0] ?? after;
}

/** The SQL that makes `wanted` of `schema`, and back; undefined where no statements do. */
export function writeCorrective(schema: Schema, wanted: Schema, target: Target): Corrective | undefined {
  const changes = changesBetween(schema, wanted, target);
  const forward = writeStatements(changes, schema, target);
  const rollback = writeStatements(changesBetween(forward.after, schema, target), forward.after, target);
  const isExact =
    forward.refused.length === 0 &&
    rollback.refused.length === 0 &&
    compareSchemas(wanted, forward.after).length === 0 &&
    compareSchemas(schema, rollback.after).length === 0;
  if (!isExact) return undefined;
  return { forward: forward.sql, rollback: rollback.sql, tables: tablesOf(changes) };
}

function tablesOf(changes: readonly Change[]): readonly string[] {
  const names = changes.flatMap((change) =>
    "table" in change && change.table ? [change.table.name.text] : [],
  );
  return [...new Set(names)];
}

/** Like `diffSchemas`, with a new name where a key only changed its name: a rename builds nothing anew. */
function changesBetween(from: Schema, to: Schema, target: Target): readonly Change[] {
  const renames = to.tables.flatMap((table) => {
    const old = from.table(table.name, table.schema);
    return old && old !== table ? renamesIn(old, table, target).map((change) => [change]) : [];
  });
  const { after, refused } = applyGroups(renames, from);
  const left = new Set(refused);
  return [...renames.filter((_, number) => !left.has(number)).flat(), ...diffSchemas(after, to)];
}

type Key = Index | ForeignKey | Check;

function renamesIn(old: Table, table: Table, target: Target): readonly Change[] {
  const isPostgresql = target.dialect === "postgresql";
  const keys = ({ indexes, foreignKeys, checks }: Table): readonly Key[] => [
    ...(isPostgresql || has(target, "rename-index")
      ? indexes.filter(({ kind, implicit }) => kind !== "primary" && !implicit)
      : []),
    ...(isPostgresql ? [...foreignKeys, ...checks] : []),
  ];
  const [before, after] = [keys(old), keys(table)];
  const gone = before.filter(({ name }) => !after.some((key) => key.name === name));
  const added = after.filter(({ name }) => !before.some((key) => key.name === name));
  const used = new Set<Key>();
  return gone.flatMap((key): readonly Change[] => {
    const same = added.find((other) => !used.has(other) && contentOf(other) === contentOf(key));
    if (!same) return [];
    used.add(same);
    return [renameOf(key, same.name)];
  });
}

function renameOf(key: Key, to: string): Change {
  const base = { table: ownerOf(key), to: nameFor(to), range: nowhere };
  return key instanceof Index
    ? { ...base, kind: "renameIndex", index: objectNameFor(key), ifExists: false }
    : { ...base, kind: "renameConstraint", name: nameFor(key.name) };
}

/** All that a key is, but for its name. */
function contentOf(key: Key): string {
  const definition =
    key instanceof Index
      ? indexDefinitionFor(key)
      : "columns" in key
        ? foreignKeyDefinitionFor(key)
        : checkDefinitionFor(key);
  return JSON.stringify({ ...definition, name: undefined, inline: undefined });
}
