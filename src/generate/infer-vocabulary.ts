// What the team calls its tenants, flags and tables. In: a schema. Out: inferences: vocabulary and classes.

import { isBoolean } from "../rule/types.js";
import { defaultVocabulary } from "../rule/vocabulary.js";
import { foldWords, spellingOf, wordsOf } from "../rule/words.js";
import type { Column, ForeignKey, Table } from "../schema/model.js";
import {
  countBy,
  type Inference,
  type InferInput,
  judgedTables,
  listCounts,
  most,
  plural,
  ruleEntry,
} from "./evidence.js";

export function inferVocabulary(input: InferInput): readonly Inference[] {
  return [...inferTenants(input), ...inferAuditColumns(input), ...inferFlags(input), ...inferClasses(input)];
}

/** As often as this a name is a habit. */
function isHabit(count: number, tables: readonly Table[]): boolean {
  return count >= Math.max(3, tables.length * 0.3);
}

function inferTenants(input: InferInput): readonly Inference[] {
  const tables = judgedTables(input);
  const known = countTables(tables, (column) => input.words.roleOf(column) === "tenant");
  const unknown = countTables(tables, (column, table) => {
    const target = table.foreignKeys.find(
      (key) => key.columns.length === 1 && key.columns[0] === column.name,
    )?.target;
    return (
      target !== undefined &&
      input.words.roleOf(column) === undefined &&
      wordsOf(spellingOf(column)).at(-1) === "id" &&
      isOwner(target.table) &&
      target.table !== table.name
    );
  }).filter(([name, count]) => isHabit(count, tables) && (!isSubject(name) || count >= tables.length * 0.5));
  const all = [...known, ...unknown];
  if (all.length === 0) return [];
  const evidence = `${listCounts(all)} of ${plural(tables.length, "table")}.`;
  const more = unknown.map(([name]) => `${name} refers to ${targetsOf(tables, name).join(", ")}.`);
  return [
    { path: ["vocabulary", "tenant"], value: all.map(([name]) => name), evidence: [evidence, ...more] },
  ];
}

/** Whose rows a table holds: what a tenant may be called; a person is none. */
const ownerWords = new Set(
  "tenant organization organisation org workspace team company customer client project site shop network community group".split(
    " ",
  ),
);

/** What an application may be about without being divided by it: such a name has to stand in most tables. */
const subjectWords = new Set("customer client project site shop network community group".split(" "));

function isSubject(column: string): boolean {
  return subjectWords.has(wordsOf(column).at(-2) ?? "");
}

function isOwner(table: string): boolean {
  const last = wordsOf(table).at(-1) ?? "";
  return ownerWords.has(last.replace(/ies$/, "y")) || ownerWords.has(last.replace(/s$/, ""));
}

function targetsOf(tables: readonly Table[], column: string): readonly string[] {
  const keys = tables.flatMap(({ foreignKeys }) => foreignKeys);
  return [...new Set(keys.filter((key) => isOn(key, column)).map((key) => key.target.table))];
}

function isOn(key: ForeignKey, column: string): boolean {
  return key.columns.length === 1 && foldWords(key.columns[0] ?? "") === foldWords(column);
}

/** Names of columns, as most write them, and in how many tables each stands. */
function countTables(
  tables: readonly Table[],
  wanted: (column: Column, table: Table) => boolean,
): readonly (readonly [string, number])[] {
  const columns = tables.flatMap((table) => table.columns.filter((column) => wanted(column, table)));
  const spelled = new Map<string, string>();
  for (const [name] of countBy(columns, spellingOf))
    if (!spelled.has(foldWords(name))) spelled.set(foldWords(name), name);
  return countBy(columns, (column) => spelled.get(foldWords(spellingOf(column))));
}

/** How names end that say who and when, whatever stands before. */
const auditEndings = {
  creator: /(^| )(created?|inserted) by$/,
  createdAt: /(^| )(created?|creation|inserted) (at|on|time|date|timestamp)$/,
  updatedAt: /(^| )(updated?|modified|changed?|last) (at|on|time|date|timestamp)$/,
} as const;

function inferAuditColumns(input: InferInput): readonly Inference[] {
  const tables = judgedTables(input);
  return (["creator", "createdAt", "updatedAt"] as const).flatMap((role) => {
    const others = countTables(
      tables,
      (column) =>
        input.words.roleOf(column) === undefined && auditEndings[role].test(foldWords(spellingOf(column))),
    ).filter(([, count]) => isHabit(count, tables));
    if (others.length === 0) return [];
    const value = [...defaultVocabulary.roles[role], ...others.map(([name]) => name)];
    const evidence = [`${listCounts(others)} of ${plural(tables.length, "table")}.`];
    const named: Inference = { path: ["vocabulary", role], value, evidence };
    const without = `${listCounts(others)} tables, nowhere a foreign key.`;
    return role === "creator" &&
      !areReferences(
        input,
        others.map(([name]) => name),
      )
      ? [named, { path: ["rules", "foreign-key-required"], value: "off", evidence: [without] }]
      : [named];
  });
}

/** Whether a column of these names is a foreign key, or the rule has others to judge. */
function areReferences(input: InferInput, names: readonly string[]): boolean {
  const judged = input.result.statistics.find(({ rule }) => rule === "foreign-key-required");
  const keys = judgedTables(input).flatMap(({ foreignKeys }) => foreignKeys);
  return (judged?.failed ?? 0) > 0 || keys.some((key) => names.some((name) => isOn(key, name)));
}

const otherFlags = new Set(["active", "enabled"]);
const deletionMarks = new Set([
  "deleted at",
  "deleted on",
  "is deleted",
  "deleted",
  "archived at",
  "is archived",
]);

function inferFlags(input: InferInput): readonly Inference[] {
  const tables = judgedTables(input);
  const { dialect } = input.result;
  const flags = countTables(tables, (column) => input.words.roleOf(column) === "active");
  const others = countTables(
    tables,
    (column) => otherFlags.has(foldWords(spellingOf(column))) && isBoolean(column.type, dialect),
  ).filter(([, count]) => isHabit(count, tables));
  const marks = countTables(tables, (column) => deletionMarks.has(foldWords(spellingOf(column))));
  const all = [...flags, ...others].sort((a, b) => b[1] - a[1]);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  const marked = marks.reduce((sum, [, count]) => sum + count, 0);
  const inferences: Inference[] = [];
  if (others.length > 0) {
    const value = [...defaultVocabulary.roles.active, ...others.map(([name]) => name)];
    inferences.push({ path: ["vocabulary", "active"], value, evidence: [`${listCounts(others)} tables.`] });
  }
  const [name, count] = all[0] ?? ["", 0];
  if (total >= 3 && count >= total * most) {
    const value = ruleEntry(input, "soft-delete-consistency", { name });
    const evidence = [`${name} in ${count} of ${total} tables with such a flag.`];
    inferences.push({ path: ["rules", "soft-delete-consistency"], value, evidence });
  }
  if (isHabit(marked, tables) && marked > total) {
    const evidence = [
      `Rows are marked as deleted otherwise: ${listCounts(marks)} of ${tables.length} tables.`,
    ];
    inferences.push({ path: ["rules", "soft-delete-flag"], value: "off", evidence });
  }
  return inferences;
}

const bookkeeping =
  /^(schema_migrations|flyway_schema_history|_prisma_migrations|databasechangelog(lock)?|goose_db_version|gorp_migrations|__?diesel_schema_migrations|knex_migrations(_lock)?)$/i;

function inferClasses(input: InferInput): readonly Inference[] {
  const { words, result } = input;
  const byName = (table: Table) => words.classByName(spellingOf(table));
  const promoted = result.tables.filter(
    ({ table, class: tableClass }) => tableClass === "integration" && byName(table) === "other",
  );
  const credentials = (table: Table) =>
    table.columns.filter((column) => words.roleOf(column) === "credential").map(({ name }) => name);
  const others = judgedTables(input).filter((table) => byName(table) === "other");
  const referenced = others.flatMap((table) => {
    const from = result.schema
      .foreignKeysTo(table)
      .filter((key) => ["tenant", "creator"].includes(words.roleOfName(key.columns[0] ?? "") ?? ""));
    return from.length >= 3 && !promoted.some((one) => one.table === table) ? [{ table, from }] : [];
  });
  const ignored = others.filter((table) => bookkeeping.test(table.name));
  const classes = [
    {
      name: "integration" as const,
      found: promoted.map(({ table }) => ({
        table,
        why: `has a tenant column and ${credentials(table).join(", ")}`,
      })),
    },
    {
      name: "reference" as const,
      found: referenced.map(({ table, from }) => ({
        table,
        why: `${from.length} tenant or creator columns refer to it`,
      })),
    },
    { name: "ignore" as const, found: ignored.map((table) => ({ table, why: "the migration tool's own" })) },
  ];
  return classes
    .filter(({ found }) => found.length > 0)
    .map(({ name, found }) => ({
      path: ["tables", name],
      value: [...defaultVocabulary.classes[name], ...found.map(({ table }) => spellingOf(table))],
      evidence: found.map(({ table, why }) => `${spellingOf(table)}: ${why}.`),
    }));
}
