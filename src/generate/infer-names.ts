// How things are named: case of tables and columns, prefixes of keys, files. In: a schema, migrations. Out: inferences.

import { type CaseStyle, caseStyleOf, caseStyles } from "../rule/case-styles.js";
import type { KeyKind } from "../rule/naming.js";
import { spellingOf, wordsOf } from "../rule/words.js";
import type { Check, ForeignKey, Index, Table } from "../schema/model.js";
import {
  countBy,
  defaultOf,
  type Inference,
  type InferInput,
  judgedTables,
  most,
  ruleEntry,
} from "./evidence.js";

export function inferNames(input: InferInput): readonly Inference[] {
  return [...inferCase(input), ...inferKeyNames(input), ...inferFileNames(input)];
}

function inferCase(input: InferInput): readonly Inference[] {
  const tables = judgedTables(input);
  const of = (names: readonly string[], what: string) => {
    const [style] = countBy(names, caseStyleOf)[0] ?? [];
    const fitting = names.filter((name) => style && caseStyles[style as CaseStyle].test(name)).length;
    if (style === undefined || fitting < names.length * most) return undefined;
    return { style, evidence: `${style} in ${fitting} of ${names.length} ${what}.` };
  };
  const names = (things: readonly { readonly name: string; at(): Table["bornAt"] }[]) =>
    things.map(spellingOf);
  const table = of(names(tables), "tables");
  const column = of(names(tables.flatMap(({ columns }) => columns)), "columns");
  if (!table && !column) return [];
  // Either may be one lower-case word throughout: then there is no style to see.
  const options = { ...(table && { tables: table.style }), ...(column && { columns: column.style }) };
  const evidence = [table, column].flatMap((found) => found?.evidence ?? []);
  return [{ path: ["rules", "naming-case"], value: ruleEntry(input, "naming-case", options), evidence }];
}

const kindWords: Readonly<Record<KeyKind, string>> = {
  index: "indexes",
  unique: "UNIQUE keys",
  foreignKey: "foreign keys",
  check: "CHECK constraints",
};

function inferKeyNames(input: InferInput): readonly Inference[] {
  const found = (Object.keys(kindWords) as KeyKind[]).flatMap((kind) => {
    const keys = keysOf(judgedTables(input), kind);
    const named = keys.filter((key) => key.named);
    const names = named.map(({ name }) => name);
    const usual = defaultOf<string>(input, "key-name", kind);
    const conforming = names.filter((name) => new RegExp(usual).test(name)).length;
    if (names.length < 3 || conforming >= keys.length * most) return [];
    const shapes = [prefixOf, suffixOf].flatMap((shape) => countBy(named, shape).slice(0, 1));
    const [pattern, count] = [...shapes].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
    const found = (evidence: string, fitting: string) => [{ kind, pattern: fitting, evidence }];
    if (count >= keys.length * most)
      return found(`${count} of ${keys.length} ${kindWords[kind]} match ${pattern}.`, pattern);
    // Names that follow nothing are the team's way, too.
    if (names.length - conforming < names.length * most) return [];
    return found(`Any name: ${conforming} of ${keys.length} ${kindWords[kind]} match ${usual}.`, ".");
  });
  if (found.length === 0) return [];
  const options = Object.fromEntries(found.map(({ kind, pattern }) => [kind, pattern]));
  return [
    {
      path: ["rules", "key-name"],
      value: ruleEntry(input, "key-name", options),
      evidence: found.map(({ evidence }) => evidence),
    },
  ];
}

/** The keys that the rule about names looks at. */
function keysOf(tables: readonly Table[], kind: KeyKind): readonly (Index | ForeignKey | Check)[] {
  return tables
    .flatMap((table): readonly (Index | ForeignKey | Check)[] => {
      if (kind === "foreignKey") return table.foreignKeys;
      if (kind === "check") return table.checks;
      return table.indexes.filter(
        (index) => index.kind !== "primary" && !index.implicit && index.unique === (kind === "unique"),
      );
    })
    .filter((key) => !key.inline);
}

type Named = Pick<Index, "name" | "table">;

/** `ix_jobs_tenant` → ^ix_ · `IX_Jobs` → ^IX_ */
function prefixOf({ name, table }: Named): string | undefined {
  const word = /^([A-Za-z]{1,8})_/.exec(name)?.[1];
  // The table's own name in front says nothing of the kind of key.
  return word === undefined || wordsOf(table)[0] === word.toLowerCase() ? undefined : `^${word}_`;
}

/** `jobs_tenant_idx` → _idx$ */
function suffixOf({ name }: Named): string | undefined {
  const word = /_([A-Za-z]{1,8})$/.exec(name)?.[1];
  return word === undefined ? undefined : `_${word}$`;
}

const filePatterns = [
  "NNN_name.sql",
  "N_name.sql",
  "NNN-name.sql",
  "N-name.sql",
  "NNN__name.sql",
  "NNN.name.sql",
];

function inferFileNames(input: InferInput): readonly Inference[] {
  const names = input.sets
    .filter(({ layout }) => layout === "suffix" || layout === "updown")
    .flatMap(({ migrations }) => migrations.filter(({ forward }) => forward).map(({ name }) => name));
  if (names.length < 3) return [];
  const counts = filePatterns.map((pattern) => {
    const [digits = "", separator = "_"] = /^(N+)(\W|_+)/.exec(pattern)?.slice(1) ?? [];
    const shape = new RegExp(`^\\d{${digits.length},}${separator.replace(".", "\\.")}[A-Za-z0-9_]+$`);
    return [pattern, names.filter((name) => shape.test(name)).length] as const;
  });
  const [[, usual], ...others] = counts as [readonly [string, number], ...(readonly [string, number])[]];
  const best = others.find(([, count]) => count >= names.length * most);
  if (usual >= names.length * most || !best) return [];
  const evidence = [`${best[1]} of ${names.length} files are named so.`];
  const value = ruleEntry(input, "migration-name", { pattern: best[0] });
  return [{ path: ["rules", "migration-name"], value, evidence }];
}
