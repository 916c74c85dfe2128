// Two sets of migrations side by side: the same logical schema, the same conventions? In: two lint results. Out: what differs, with
// both places, and both shares of conformance. Names compare as words, types by their meaning.

import { type Convention, conventions } from "../rule/conventions.js";
import { foldWords, spellingOf } from "../rule/words.js";
import { partsText } from "../schema/facts.js";
import type { Table } from "../schema/model.js";
import { closedValues } from "../schema/queries.js";
import type { Location } from "../text/source-file.js";
import type { LintResult } from "./finding.js";
import { tableLabel } from "./judge.js";
import {
  actionsShown,
  columnFacts,
  expressionMeaning,
  foreignKeyMeaning,
  indexMeaning,
  type Reading,
} from "./logical.js";
import type { Share } from "./matrix.js";

export interface Side {
  readonly text: string;
  readonly at: Location;
}

export interface SchemaDifference {
  readonly kind: "table" | "column" | "primary key" | "unique key" | "index" | "foreign key" | "check";
  /** The column, for a column; the fact that differs is in front of the texts. */
  readonly name: string;
  /** `type`, `nullability`, …; missing where the whole thing is on one side only. */
  readonly fact?: string;
  readonly a?: Side;
  readonly b?: Side;
}

export interface TableComparison {
  /** As `a` calls it, else as `b` does. */
  readonly table: string;
  readonly differences: readonly SchemaDifference[];
}

export interface ConventionComparison {
  readonly section: Convention;
  readonly title: string;
  readonly a: Share;
  readonly b: Share;
  /** Rules that one side keeps throughout and the other breaks. */
  readonly rules: readonly string[];
}

export interface Comparison {
  /** Those that differ, in the order of creation of `a`, then of `b`. */
  readonly tables: readonly TableComparison[];
  /** How many tables were compared, on either side. */
  readonly compared: number;
  readonly conventions: readonly ConventionComparison[];
  readonly sameSchema: boolean;
  readonly sameConventions: boolean;
}

export interface ComparisonOptions {
  readonly uuidAsChar: boolean;
}

export function compareResults(a: LintResult, b: LintResult, { uuidAsChar }: ComparisonOptions): Comparison {
  const sameFamily = (a.dialect === "postgresql") === (b.dialect === "postgresql");
  const readings = [a, b].map(({ schema }): Reading => ({ schema, sameFamily, uuidAsChar }));
  const [left, right] = readings as [Reading, Reading];
  const pairs = pair(left.schema.tables, right.schema.tables, tableKey);
  const known = pairs.filter(([one, other]) =>
    [one, other].every((table) => !table || table.knowledge === "whole"),
  );
  const tables = known.flatMap(([one, other]): readonly TableComparison[] => {
    const differences = one && other ? compareTable(one, other, left, right) : loneTable(one, other);
    return differences.length > 0 ? [{ table: tableLabel((one ?? other) as Table), differences }] : [];
  });
  const sections = compareConventions(a, b);
  return {
    tables,
    compared: known.length,
    conventions: sections,
    sameSchema: tables.length === 0,
    sameConventions: sections.every(({ rules }) => rules.length === 0),
  };
}

type Pair<T> = readonly [T | undefined, T | undefined];

/** Those that mean the same are paired in order: a table may have one key twice. */
function pair<T>(a: Iterable<T>, b: Iterable<T>, keyOf: (thing: T) => string): readonly Pair<T>[] {
  const others = new Map<string, T[]>();
  for (const thing of b) {
    const key = keyOf(thing);
    const same = others.get(key);
    if (same) same.push(thing);
    else others.set(key, [thing]);
  }
  const pairs: Pair<T>[] = [];
  for (const thing of a) pairs.push([thing, others.get(keyOf(thing))?.shift()]);
  return [...pairs, ...[...others.values()].flat().map((thing): Pair<T> => [undefined, thing])];
}

function tableKey(table: Table): string {
  return `${foldWords(table.schema ?? "")}.${foldWords(spellingOf(table))}`;
}

function loneTable(a: Table | undefined, b: Table | undefined): readonly SchemaDifference[] {
  const side = (table: Table | undefined) =>
    table && { text: `${table.columns.length} columns`, at: table.at() };
  const name = tableLabel((a ?? b) as Table);
  return [{ kind: "table", name, ...sides(side(a), side(b)) }];
}

function sides(a: Side | undefined, b: Side | undefined): { readonly a?: Side; readonly b?: Side } {
  return { ...(a && { a }), ...(b && { b }) };
}

function compareTable(a: Table, b: Table, left: Reading, right: Reading): readonly SchemaDifference[] {
  const columnKey = (column: Table["columns"][number]) => foldWords(spellingOf(column));
  const columns = pair(a.columns, b.columns, columnKey).flatMap(
    ([one, other]): readonly SchemaDifference[] => {
      const name = (one ?? other)?.name ?? "";
      if (one && other) {
        const others = new Map(columnFacts(other, right).map((fact) => [fact.name, fact]));
        return columnFacts(one, left).flatMap((fact) => {
          const match = others.get(fact.name);
          if (!match || match.meaning === fact.meaning) return [];
          const at = { a: { text: fact.shown, at: fact.at }, b: { text: match.shown, at: match.at } };
          return [{ kind: "column" as const, name, fact: fact.name, ...at }];
        });
      }
      const side = (column: typeof one, reading: Reading) =>
        column && {
          text: columnFacts(column, reading)
            .slice(0, 2)
            .map(({ shown }) => shown)
            .join(" "),
          at: column.at(),
        };
      return [{ kind: "column", name, ...sides(side(one, left), side(other, right)) }];
    },
  );
  return [...columns, ...compareKeys(keysOf(a, left), keysOf(b, right))];
}

interface Key {
  readonly kind: SchemaDifference["kind"];
  readonly meaning: string;
  readonly shown: string;
  /** What may differ on a key over the same columns. */
  readonly actions?: string;
  readonly at: Location;
  /** Made by the server: its absence on the other side is no difference. */
  readonly implicit: boolean;
}

function keysOf(table: Table, { schema }: Reading): readonly Key[] {
  const indexes = table.indexes.map((index): Key => {
    const kind = index.kind === "primary" ? "primary key" : index.unique ? "unique key" : "index";
    const meaning = indexMeaning(index, table);
    const shown = partsText(index, schema.dialect) + (index.where ? ` WHERE ${index.where}` : "");
    return { kind, meaning, shown, at: index.at(), implicit: index.implicit };
  });
  const foreignKeys = table.foreignKeys.map((key): Key => {
    const meaning = foreignKeyMeaning(key, table, schema);
    const shown = `(${key.columns.join(", ")}) → ${key.target.table} (${key.targetColumns.join(", ")})`;
    return {
      kind: "foreign key",
      meaning,
      shown,
      actions: actionsShown(key),
      at: key.at(),
      implicit: false,
    };
  });
  const lists = new Set(
    table.columns.flatMap((column) => {
      const closed = closedValues(schema, column);
      return closed?.check ? [closed.check] : [];
    }),
  );
  const checks = table.checks
    .filter((check) => !lists.has(check) && !/^\s*json_valid\(/i.test(check.expression))
    .map((check): Key => {
      const meaning = expressionMeaning(check.expression);
      return { kind: "check", meaning, shown: check.expression, at: check.at(), implicit: false };
    });
  return [...indexes, ...foreignKeys, ...checks];
}

function compareKeys(a: readonly Key[], b: readonly Key[]): readonly SchemaDifference[] {
  return pair(a, b, ({ kind, meaning }) => `${kind} ${meaning}`).flatMap(([one, other]) => {
    const key = one ?? other;
    if (!key || key.implicit || (one && other && one.actions === other.actions)) return [];
    if (one?.actions !== undefined && other?.actions !== undefined) {
      const at = { a: { text: one.actions, at: one.at }, b: { text: other.actions, at: other.at } };
      return [{ kind: key.kind, name: key.shown, fact: "actions", ...at }];
    }
    const side = (of: Key | undefined) => of && { text: of.shown, at: of.at };
    return [{ kind: key.kind, name: key.shown, ...sides(side(one), side(other)) }];
  });
}

function compareConventions(a: LintResult, b: LintResult): readonly ConventionComparison[] {
  return (Object.keys(conventions) as Convention[]).flatMap((section) => {
    const ids = a.rules
      .filter(({ rule }) => rule.meta.convention === section)
      .map(({ rule }) => rule.meta.id);
    const [left, right] = [sharesOf(a, ids), sharesOf(b, ids)];
    const both = { a: sum(left.values()), b: sum(right.values()) };
    if (both.a.judged === 0 && both.b.judged === 0) return [];
    const isKept = (share: Share) => share.passed === share.judged;
    const rules = ids.filter((id) => {
      const [one, other] = [left.get(id), right.get(id)];
      return one?.judged && other?.judged && isKept(one) !== isKept(other);
    });
    return [{ section, title: conventions[section], ...both, rules }];
  });
}

function sharesOf({ statistics }: LintResult, ids: readonly string[]): ReadonlyMap<string, Share> {
  return new Map(
    statistics
      .filter(({ rule }) => ids.includes(rule))
      .map(({ rule, passed, failed, suppressed }) => [
        rule,
        { passed, judged: passed + failed + suppressed },
      ]),
  );
}

function sum(shares: Iterable<Share>): Share {
  let [passed, judged] = [0, 0];
  for (const share of shares) {
    passed += share.passed;
    judged += share.judged;
  }
  return { passed, judged };
}
