// Keys of one statement that say the same. In: their definitions. Out: those that the server makes an index of.

import type { Dialect, IndexDefinition } from "../../sql/definition.js";

/**
 * A UNIQUE constraint over the columns of the primary key or of another one is no index of its own, and gives its name to the one
 * that has none (transformIndexConstraints in parse_utilcmd.c).
 */
export function mergeKeys(definitions: readonly IndexDefinition[]): readonly IndexDefinition[] {
  const kept: IndexDefinition[] = [];
  const primaryFirst = [
    ...definitions.filter(({ kind }) => kind === "primary"),
    ...definitions.filter(({ kind }) => kind !== "primary"),
  ];
  for (const definition of primaryFirst) {
    const at = kept.findIndex((other) => saysTheSame(other, definition));
    const other = kept[at];
    if (!other) kept.push(definition);
    else if (!other.name && definition.name) kept[at] = { ...other, name: definition.name };
  }
  return kept.sort((a, b) => a.range.start - b.range.start);
}

/**
 * The keys that a column states itself. To MySQL and MariaDB a word said twice, SERIAL's UNIQUE among them, is said once; on MariaDB
 * UNIQUE beside PRIMARY KEY is nothing (MySQL 9.7, MariaDB 10.11: tried).
 */
export function keysOfColumn(
  definitions: readonly IndexDefinition[],
  dialect: Dialect,
): readonly IndexDefinition[] {
  if (definitions.length < 2 || dialect === "postgresql") return definitions;
  const has = (kind: IndexDefinition["kind"]) => definitions.some((definition) => definition.kind === kind);
  const once = definitions.filter(({ kind }, at) => definitions.findIndex((one) => one.kind === kind) === at);
  return dialect === "mariadb" && has("primary") ? once.filter(({ kind }) => kind !== "unique") : once;
}

function saysTheSame(a: IndexDefinition, b: IndexDefinition): boolean {
  const isKey = ({ kind, constraint }: IndexDefinition) =>
    kind === "primary" || (kind === "unique" && constraint);
  const text = ({ parts, include }: IndexDefinition) =>
    JSON.stringify([parts.map(({ column }) => column?.text), include.map((column) => column.text)]);
  const distinct = (one: IndexDefinition) => one.kind !== "primary" && one.nullsNotDistinct;
  const isOtherwise = distinct(a) !== distinct(b) || a.deferrable !== b.deferrable;
  return isKey(a) && isKey(b) && !isOtherwise && text(a) === text(b);
}
