// Names that a remedy proposes. In: a table and what the name is for. Out: a name in the table's own style.
// It judges no name: the naming rules do.

import type { Schema, Table } from "../schema/model.js";
import { wordsOf } from "./words.js";

/** `verificationStatus` or `verification_status`, as most columns of the table are written; PostgreSQL keeps no case by itself. */
export function columnNameIn(schema: Schema, table: Table, name: string): string {
  const words = wordsOf(name);
  const cased = table.columns.filter((column) => /[A-Z]/.test(column.name)).length;
  const underscored = table.columns.filter((column) => column.name.includes("_")).length;
  if (underscored > cased || (schema.dialect === "postgresql" && cased === 0)) return words.join("_");
  return words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
}

export type KeyKind = "index" | "unique" | "foreignKey" | "check";

/** How the convention document starts the names of keys. */
const prefixes: Readonly<Record<KeyKind, string>> = {
  index: "idx",
  unique: "unique",
  foreignKey: "fk",
  check: "chk",
};

/** PostgreSQL cuts names at 63 bytes, MySQL refuses more than 64 characters. PostgreSQL 17 manual 4.1.1, MySQL 8.4 manual 9.2. */
const longestName = 63;

/**
 * `idx_jira_integrations_tenant_id`; with the table's initials where that is too long, cut where it still is, numbered where
 * it is taken.
 */
export function keyNameFor(schema: Schema, table: string, kind: KeyKind, columns: readonly string[]): string {
  const words = wordsOf(table);
  const initials = words.map((word) => word[0]).join("");
  const ofColumns = columns.flatMap(wordsOf);
  const [whole, short] = [words, [initials]].map((ofTable) =>
    [prefixes[kind], ...ofTable, ...ofColumns].join("_"),
  );
  const own = nameLikeOthers(schema, table, kind, columns);
  const name = own ?? (whole && whole.length <= longestName ? whole : short) ?? "";
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `_${number}`;
    const candidate = name.slice(0, longestName - suffix.length) + suffix;
    if (!isTaken(schema, candidate)) return candidate;
  }
}

const takenNames = new WeakMap<Schema, ReadonlySet<string>>();

/** Whether any key has the name: on PostgreSQL indexes, on MySQL foreign keys and checks share theirs across tables. */
function isTaken(schema: Schema, name: string): boolean {
  // A remedy asks for many names of one schema, which never changes.
  let taken = takenNames.get(schema);
  if (!taken) {
    const keys = [...schema.tables].flatMap(({ indexes, foreignKeys, checks }) => [
      ...indexes,
      ...foreignKeys,
      ...checks,
    ]);
    taken = new Set(keys.map((key) => key.name));
    takenNames.set(schema, taken);
  }
  return taken.has(name);
}

/** `Team_userId_idx`, `maat_cards_customer_fk`: a team that ends the names of all its keys alike wants the next one so. */
function nameLikeOthers(
  schema: Schema,
  table: string,
  kind: KeyKind,
  columns: readonly string[],
): string | undefined {
  const suffix = usualSuffix(schema, kind);
  const name = suffix && [table, ...columns, suffix].join("_");
  return name && name.length <= longestName ? name : undefined;
}

const usualSuffixes = new WeakMap<Schema, Map<KeyKind, string | undefined>>();

function usualSuffix(schema: Schema, kind: KeyKind): string | undefined {
  const known = usualSuffixes.get(schema) ?? new Map<KeyKind, string | undefined>();
  usualSuffixes.set(schema, known);
  if (known.has(kind)) return known.get(kind);
  const names = schema.tables.flatMap((table) => namesOf(table, kind));
  const [, suffix] = /_(idx|index|key|uniq|uq|unique|fkey|fk|check|chk)$/.exec(names[0] ?? "") ?? [];
  const isUsual = suffix && names.length >= 5 && names.every((name) => name.endsWith(`_${suffix}`));
  known.set(kind, isUsual ? suffix : undefined);
  return known.get(kind);
}

function namesOf(table: Table, kind: KeyKind): readonly string[] {
  const keys = {
    index: table.indexes.filter((index) => index.kind === "index"),
    unique: table.indexes.filter((index) => index.kind === "unique"),
    foreignKey: table.foreignKeys,
    check: table.checks,
  }[kind];
  return keys.filter(({ named }) => named).map(({ name }) => name);
}
