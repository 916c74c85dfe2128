// What the team does otherwise than the conventions ask: types of keys, header fields, rollbacks. In: what was read and judged. Out:
// inferences: an option where there is one, `off` only for what nearly nobody does.

import { hasOwnCondition } from "../rule/clauses.js";
import { type tenantTypes, tenantTypesFor } from "../rule/policy.js";
import { headerOf } from "../rule/script.js";
import { isOneOf, meaningOf } from "../rule/types.js";
import { foldWords, spellingOf } from "../rule/words.js";
import type { ChangeKind } from "../sql/change.js";
import { factsByName } from "../text/facts-by-name.js";
import {
  countBy,
  defaultOf,
  type Inference,
  type InferInput,
  judgedTables,
  listCounts,
  most,
  nearlyNone,
  plural,
  ruleEntry,
} from "./evidence.js";

export function inferPractices(input: InferInput): readonly Inference[] {
  return [
    ...inferPrimaryKeys(input),
    ...inferTenantTypes(input),
    ...inferActions(input),
    ...inferHeader(input),
    ...inferRollbacks(input),
    ...inferGuards(input),
    ...inferHabits(input),
    ...inferDatabaseNames(input),
  ];
}

/** Fewer say nothing about what a team does. */
const few = 5;

function inferPrimaryKeys(input: InferInput): readonly Inference[] {
  const { dialect } = input.result;
  const usual = defaultOf<readonly string[]>(input, "primary-key-type", "types");
  const columns = judgedTables(input).flatMap((table) => {
    const [name, ...more] = table.primaryKey?.columns ?? [];
    const column = name !== undefined && more.length === 0 ? table.column(name) : undefined;
    return column?.name.toLowerCase() === "id" ? [column] : [];
  });
  const others = columns.filter((column) => !isOneOf(column.type, dialect, usual));
  const counts = countBy(others, ({ type }) => meaningOf(type, dialect).toUpperCase()).filter(
    ([, count]) => count >= Math.max(few, columns.length * 0.3),
  );
  if (counts.length === 0) return [];
  // What the team has comes first: the rule advises the first.
  const types = [...counts.map(([type]) => type), ...usual];
  const value = ruleEntry(input, "primary-key-type", { types });
  const evidence = [`${listCounts(counts)} of ${plural(columns.length, "table")} with a key id.`];
  return [{ path: ["rules", "primary-key-type"], value, evidence }];
}

/** Tenants of another type: what the team's tenant columns have, and what the convention has besides. */
function inferTenantTypes(input: InferInput): readonly Inference[] {
  const { dialect } = input.result;
  const usual = defaultOf<typeof tenantTypes>(input, "tenant-column-type", "types");
  const columns = judgedTables(input).flatMap(({ columns: own }) =>
    own.filter((column) => input.words.roleOf(column) === "tenant"),
  );
  const names = countBy(columns, (column) => foldWords(spellingOf(column)));
  const found = names.flatMap(([name, count]) => {
    const own = columns.filter((column) => foldWords(spellingOf(column)) === name);
    const spelling = spellingOf(own[0] as (typeof own)[number]);
    const allowed = tenantTypesFor(spelling, usual);
    const others = own.filter((column) => !isOneOf(column.type, dialect, allowed));
    const counts = countBy(others, ({ type }) => meaningOf(type, dialect).toUpperCase()).filter(
      ([, times]) => times >= Math.max(few, count * 0.3),
    );
    if (counts.length === 0) return [];
    const types = [...counts.map(([type]) => type), ...allowed];
    const key = Object.keys(usual).find((listed) => foldWords(listed) === name) ?? spelling;
    const evidence = `${listCounts(counts)} of ${plural(count, "column")} ${spelling}.`;
    return [{ key, types, evidence }];
  });
  if (found.length === 0) return [];
  const types = { ...usual, ...Object.fromEntries(found.map(({ key, types: own }) => [key, own])) };
  const value = ruleEntry(input, "tenant-column-type", { types });
  return [{ path: ["rules", "tenant-column-type"], value, evidence: found.map(({ evidence }) => evidence) }];
}

function inferActions(input: InferInput): readonly Inference[] {
  const keys = judgedTables(input).flatMap(({ foreignKeys }) => foreignKeys);
  const stated = keys.filter(({ onDelete }) => onDelete !== undefined);
  const without = stated.filter(({ onUpdate }) => onUpdate === undefined);
  if (stated.length < few || without.length < stated.length * most) return [];
  const value = ruleEntry(input, "foreign-key-actions", { onUpdate: false });
  const evidence = [`${without.length} of ${stated.length} foreign keys with ON DELETE have no ON UPDATE.`];
  return [{ path: ["rules", "foreign-key-actions"], value, evidence }];
}

/** Other words that headers have for the same. */
const synonyms: Readonly<Record<string, readonly string[]>> = factsByName({
  What: ["summary", "changes", "change", "details", "overview"],
  Why: ["rationale", "motivation", "context", "background", "justification"],
  Tables: [
    "affects",
    "affected tables",
    "tables affected",
    "tables created",
    "tables modified",
    "creates",
    "modifies",
  ],
});

function inferHeader(input: InferInput): readonly Inference[] {
  const scripts = input.sets.flatMap(({ migrations }) =>
    migrations.flatMap(({ kind, forward }) => (kind === "migration" && forward ? [forward] : [])),
  );
  if (scripts.length < few) return [];
  const headers = scripts.map((script) =>
    headerOf(script)
      .fields.filter(({ lines }) => lines.length > 0)
      .map(({ name }) => name),
  );
  const usual = defaultOf<Readonly<Record<string, readonly string[]>>>(input, "header-comment", "aliases");
  const wanted = defaultOf<readonly string[]>(input, "header-comment", "fields");
  const fields = wanted.map((field) => {
    const known = [field, ...(usual[field] ?? [])].map(foldWords);
    const own = (synonyms[field] ?? []).map(foldWords);
    const names = (folded: readonly string[]) =>
      countBy(
        headers.flatMap((all) => [...new Set(all.filter((name) => folded.includes(foldWords(name))))]),
        foldName,
      );
    const others = names(own).filter(([, count]) => count >= Math.max(2, scripts.length * nearlyNone));
    const accepted = [...known, ...others.map(([name]) => foldWords(name))];
    const having = headers.filter((all) => all.some((name) => accepted.includes(foldWords(name)))).length;
    return { field, having, used: names(known), others };
  });
  const kept = fields.filter(({ having }) => having >= scripts.length / 2);
  const evidence = fields.map(
    ({ field, having, used, others }) =>
      `${field}: ${having} of ${scripts.length}${having > 0 ? ` (${listCounts([...used, ...others])})` : ""}.`,
  );
  const path = ["rules", "header-comment"];
  if (fields.every(({ having }) => having <= scripts.length * nearlyNone))
    return [{ path, value: "off", evidence: ["Migrations have no header.", ...evidence] }];
  if (kept.length === 0) return [];
  const isUsual = kept.length === wanted.length && kept.every(({ others }) => others.length === 0);
  if (isUsual) return [];
  const aliases = Object.fromEntries(
    kept.map(({ field, others }) => [field, [...(usual[field] ?? []), ...others.map(([name]) => name)]]),
  );
  const hasOthers = kept.some(({ others }) => others.length > 0);
  const options = { fields: kept.map(({ field }) => field), ...(hasOthers && { aliases }) };
  return [{ path, value: ruleEntry(input, "header-comment", options), evidence }];
}

/** `PURPOSE` and `Purpose` are one name. */
function foldName(name: string): string {
  const text = name.toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function inferRollbacks({ sets }: InferInput): readonly Inference[] {
  const migrations = sets.flatMap((set) => set.migrations.filter(({ kind }) => kind === "migration"));
  const paired = migrations.filter(({ rollback }) => rollback !== undefined).length;
  if (migrations.length < few || paired > migrations.length * nearlyNone) return [];
  const evidence = [`Forward only: ${paired} of ${migrations.length} migrations have a rollback.`];
  return [{ path: ["rules", "rollback-pair"], value: "off", evidence }];
}

const guardable: ReadonlySet<ChangeKind> = new Set([
  "createTable",
  "dropTable",
  "addColumn",
  "dropColumn",
  "addIndex",
  "dropIndex",
  "addForeignKey",
  "addCheck",
]);

function inferGuards({ history }: InferInput): readonly Inference[] {
  const steps = history.migrations.flatMap(({ forward }) =>
    forward.steps.filter(({ change }) => guardable.has(change.kind)),
  );
  const guarded = steps.filter(({ change, guards }) => hasOwnCondition(change) || guards.length > 0).length;
  if (steps.length < few * 2 || guarded > steps.length * nearlyNone) return [];
  const evidence = [
    `Each migration runs once: ${guarded} of ${steps.length} changes are guarded against a second run.`,
  ];
  return [{ path: ["rules", "idempotent"], value: "off", evidence }];
}

/** Matters of habit, not of right and wrong: where nearly no subject conforms, the team does without. */
const habits = [
  "json-comment",
  "audit-creator",
  "audit-timestamps",
  "verification-status",
  "migration-name",
  "foreign-key-required",
];

function inferHabits({ result: { statistics } }: InferInput): readonly Inference[] {
  return habits.flatMap((rule) => {
    const of = statistics.find((one) => one.rule === rule);
    if (!of || of.failed < few || of.passed > (of.passed + of.failed) * nearlyNone) return [];
    const evidence = [`${of.passed} of ${of.passed + of.failed} conform.`];
    return [{ path: ["rules", rule], value: "off", evidence }];
  });
}

/** A script counts, not a statement: one USE at its start is enough. */
function inferDatabaseNames({ sets, result: { findings } }: InferInput): readonly Inference[] {
  const rule = "no-database-name";
  const files = new Set(findings.filter((one) => one.rule === rule).map((one) => one.location.file));
  const scripts = sets.flatMap(({ migrations }) => migrations.flatMap(({ forward }) => forward ?? []));
  const naming = scripts.filter(({ file }) => files.has(file)).length;
  if (naming < few || naming < scripts.length * most) return [];
  const evidence = [`${naming} of ${scripts.length} scripts name their database.`];
  return [{ path: ["rules", rule], value: "off", evidence }];
}
