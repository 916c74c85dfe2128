// What lies outside of the migrations, as far as foreign keys tell. In: a schema. Out: inferences: tables that are made elsewhere,
// and what tenant and creator columns refer to.

import { referenceTargets } from "../rule/policy.js";
import { matchesTable, type Role } from "../rule/vocabulary.js";
import type { Column, ForeignKey } from "../schema/model.js";
import { readType } from "../sql/type-text.js";
import {
  countBy,
  type Inference,
  type InferInput,
  judgedTables,
  plural,
  ruleEntry,
  tableNames,
} from "./evidence.js";

export function inferReferences(input: InferInput): readonly Inference[] {
  return [...inferExternal(input), ...inferTargets(input)];
}

/** Tables that foreign keys refer to and no migration creates or changes, with the types of the columns that refer to them. */
function inferExternal(input: InferInput): readonly Inference[] {
  const { schema } = input.result;
  const version = input.dialectVersion.split(".").map(Number);
  // Of a table that migrations change, columns come and go: what it has from the start is not to be told.
  const known = tableNames({ tables: schema.tables.filter((table) => table.knowledge !== "external") });
  const uses = schema.tables.flatMap((table) =>
    table.foreignKeys
      .filter((key) => !known.has(key.target.table))
      .flatMap((key) =>
        key.targetColumns.map((target, at) => ({ key, target, column: table.column(key.columns[at] ?? "") })),
      ),
  );
  const names = countBy(uses, ({ key: { target } }) => labelOf(target)).map(([name]) => name);
  return names.flatMap((name) => {
    const its = uses.filter(({ key }) => labelOf(key.target) === name);
    const types = Object.fromEntries(
      countBy(its, ({ target }) => target).flatMap(([target]) => {
        const [type] = countBy(
          its.filter((use) => use.target === target),
          ({ column }) => column && typeText(column),
        );
        return type && readType(type[0], schema.dialect, version) ? [[target, type[0]] as const] : [];
      }),
    );
    if (Object.keys(types).length === 0) return [];
    const agreeing = its.filter(({ target, column }) => column && typeText(column) === types[target]).length;
    const all = plural(its.length, "foreign key");
    const count = agreeing === its.length ? `${all} to it` : `${agreeing} of ${all} to it`;
    const evidence = `No migration creates it; ${count}, of ${Object.keys(types).length === 1 ? "this type" : "these types"}.`;
    return [{ path: ["external", name], value: types, evidence: [evidence] }];
  });
}

function labelOf({ schema, table }: ForeignKey["target"]): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

function typeText({ type }: Column): string {
  const charset = type.charset ? ` CHARACTER SET ${type.charset.value}` : "";
  const collation = type.collation ? ` COLLATE ${type.collation.value}` : "";
  return `${type.text}${charset}${collation}`;
}

/** What tenant and creator columns refer to, where the usual names are others. */
function inferTargets(input: InferInput): readonly Inference[] {
  const { words } = input;
  const tables = judgedTables(input);
  const found = (["tenant", "creator"] as const satisfies readonly Role[]).flatMap((role) => {
    const keys = tables.flatMap((table) =>
      table.foreignKeys.filter(
        (key) => key.columns.length === 1 && words.roleOfName(key.columns[0] ?? "") === role,
      ),
    );
    const usual: readonly string[] = referenceTargets[role];
    const counts = countBy(keys, (key) => key.target.table).filter(
      ([name, count]) => count >= 2 && !usual.some((pattern) => matchesTable(name, pattern)),
    );
    return counts.length === 0 ? [] : [{ role, counts, total: keys.length, usual }];
  });
  if (found.length === 0) return [];
  const targets = Object.fromEntries(
    (["tenant", "creator"] as const).map((role) => [
      role,
      [
        ...referenceTargets[role],
        ...(found.find((one) => one.role === role)?.counts.map(([name]) => name) ?? []),
      ],
    ]),
  );
  return [
    {
      path: ["rules", "foreign-key-required"],
      value: ruleEntry(input, "foreign-key-required", { targets }),
      evidence: found.map(
        ({ role, counts, total }) =>
          `Of ${plural(total, `${role} column`)} with a foreign key, ${counts.map(([name, count]) => `${count} refer to ${name}`).join(", ")}.`,
      ),
    },
  ];
}
