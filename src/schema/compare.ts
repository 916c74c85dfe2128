// How one schema differs from another, object by object and fact by fact. In: two schemas, or two tables. Out: differences,
// each with both places. Column order and the indexes that InnoDB adds by itself do not count. It judges nothing.

import type { Dialect } from "../sql/definition.js";
import type { Location } from "../text/source-file.js";
import {
  checkFacts,
  columnFacts,
  enumTypeFacts,
  type Fact,
  foreignKeyFacts,
  indexFacts,
  objectFacts,
  sameFacts,
  tableFacts,
} from "./facts.js";
import type { Check, Column, EnumType, ForeignKey, Index, NamedObject, Schema, Table } from "./model.js";
import { Moment, writtenBetween } from "./timeline/moment.js";

type ObjectKind = "table" | "column" | "index" | "foreign key" | "check" | "enum type" | "object";

/** A fact that two versions of an object state differently; a value is missing where that version has none. */
export interface FactDifference {
  readonly fact: string;
  readonly wanted: Fact;
  readonly found: Fact;
}

interface Of<K extends ObjectKind, T> {
  readonly kind: K;
  /** Missing where the object is left over. */
  readonly wanted?: T;
  /** Missing where the object is missing. */
  readonly found?: T;
}

/** `left over`: found, not wanted · `missing`: wanted, not found · `different`: both, with other facts. */
export type Difference = {
  readonly how: "left over" | "missing" | "different";
  readonly name: string;
  /** The table of a column, key or check. */
  readonly table?: string;
  readonly schema?: string;
  /** Of `different`: the facts that differ. */
  readonly facts: readonly FactDifference[];
  /** Where the found object was last named; of a missing one, where the wanted one was. */
  readonly at: Location;
} & (
  | Of<"table", Table>
  | Of<"column", Column>
  | Of<"index", Index>
  | Of<"foreign key", ForeignKey>
  | Of<"check", Check>
  | Of<"enum type", EnumType>
  | Of<"object", NamedObject>
);

export interface CompareOptions {
  /** Only these tables; enum types and other objects are left out then. */
  readonly tables?: (table: Table) => boolean;
  /** The indexes that InnoDB adds by itself count, too. */
  readonly implicitIndexes?: boolean;
}

/** What has to change so that `found` becomes `wanted`. Only objects that are not the very same are looked at. */
export function compareSchemas(
  wanted: Schema,
  found: Schema,
  options: CompareOptions = {},
): readonly Difference[] {
  const { dialect } = wanted;
  const only = options.tables;
  const touched =
    wanted instanceof Moment && found instanceof Moment ? writtenBetween(wanted, found) : undefined;
  const tables = pair(touched?.tables ?? [wanted.tables, found.tables], keyOfTable);
  const differences = tables
    .filter(([a, b]) => !only || [a, b].some((table) => table !== undefined && only(table)))
    .flatMap(([a, b]) => comparePair(a, b, dialect, options));
  if (only) return differences;
  const enumTypes = pair(touched?.enumTypes ?? [wanted.enumTypes, found.enumTypes], keyOfTable);
  const objects = pair(touched?.objects ?? [wanted.objects, found.objects], keyOfObject);
  return [
    ...differences,
    ...enumTypes.flatMap(([a, b]) => one("enum type", a, b, (type) => type.places.self, enumTypeFacts)),
    ...objects.flatMap(([a, b]) =>
      one(
        "object",
        a,
        b,
        (object) => object.place,
        (object) => objectFacts(object, dialect),
      ),
    ),
  ];
}

/** How the parts and the own facts of two versions of a table differ. */
export function compareTables(
  wanted: Table,
  found: Table,
  dialect: Dialect,
  { implicitIndexes = false }: CompareOptions = {},
): readonly Difference[] {
  if (wanted === found) return [];
  const at = (object: { at(): Location }) => object.at();
  const byName = ({ name }: { readonly name: string }) =>
    dialect === "postgresql" ? name : name.toLowerCase();
  // One that came by itself on one side, and was written on the other, is the same.
  const counted = (own: readonly Index[], others: readonly Index[]) => {
    if (implicitIndexes || !own.some(({ implicit }) => implicit)) return own;
    const written = new Set(others.filter(({ implicit }) => !implicit).map(byName));
    return own.filter((index) => !index.implicit || written.has(byName(index)));
  };
  const differences = [
    ...one("table", wanted, found, at, tableFacts),
    ...pair([wanted.columns, found.columns], byName).flatMap(([a, b]) =>
      one("column", a, b, at, (column) => columnFacts(column, dialect)),
    ),
    ...pairKeys(
      counted(wanted.indexes, found.indexes),
      counted(found.indexes, wanted.indexes),
      byName,
      (index) => indexFacts(index, dialect),
    ).flatMap(([a, b]) => one("index", a, b, at, (index) => indexFacts(index, dialect))),
    ...pairKeys(wanted.foreignKeys, found.foreignKeys, byName, (key) =>
      foreignKeyFacts(key, dialect),
    ).flatMap(([a, b]) => one("foreign key", a, b, at, (key) => foreignKeyFacts(key, dialect))),
    ...pairKeys(wanted.checks, found.checks, byName, (check) => checkFacts(check, dialect)).flatMap(
      ([a, b]) => one("check", a, b, at, (check) => checkFacts(check, dialect)),
    ),
  ];
  return differences;
}

function comparePair(
  wanted: Table | undefined,
  found: Table | undefined,
  dialect: Dialect,
  options: CompareOptions,
): readonly Difference[] {
  if (wanted && found) return compareTables(wanted, found, dialect, options);
  return one("table", wanted, found, (table) => table.at(), tableFacts);
}

function one<T extends { readonly name: string; readonly table?: string; readonly schema?: string }>(
  kind: ObjectKind,
  wanted: T | undefined,
  found: T | undefined,
  at: (object: T) => Location,
  factsOf: (object: T) => readonly Fact[],
): readonly Difference[] {
  const object = found ?? wanted;
  if (!object) return [];
  const facts = wanted && found ? factDifferences(factsOf(wanted), factsOf(found)) : [];
  if (wanted && found && facts.length === 0) return [];
  const how = !wanted ? "left over" : !found ? "missing" : "different";
  const { name, table, schema } = object;
  return [{ kind, how, name, table, schema, facts, at: at(object), wanted, found } as unknown as Difference];
}

function factDifferences(wanted: readonly Fact[], found: readonly Fact[]): readonly FactDifference[] {
  return wanted.flatMap((fact, index) => {
    const other = found[index] as Fact;
    if (fact.value === other.value || isUnknown(fact, other) || isSameCounter(fact, other)) return [];
    return [{ fact: fact.fact, wanted: fact, found: other }];
  });
}

/** A charset or collation that one side does not know is no difference. */
function isUnknown(a: Fact, b: Fact): boolean {
  const isInherited = a.fact === "charset" || a.fact === "collation";
  return isInherited && (a.value === undefined || b.value === undefined);
}

/** The number behind a serial column's sequence says which names were taken when it was made (PostgreSQL). */
function isSameCounter(a: Fact, b: Fact): boolean {
  if (a.fact !== "default" || !a.value?.startsWith("(nextval (") || !b.value) return false;
  const withoutNumber = (text: string) => text.replace(/_seq\d+(?=["' ])/, "_seq");
  return withoutNumber(a.value) === withoutNumber(b.value);
}

type Pair<T> = readonly [T | undefined, T | undefined];

function pair<T>(
  [wanted, found]: readonly [Iterable<T>, Iterable<T>],
  keyOf: (object: T) => string,
): readonly Pair<T>[] {
  const others = new Map<string, T>();
  for (const object of found) others.set(keyOf(object), object);
  const pairs: Pair<T>[] = [];
  for (const object of wanted) {
    const key = keyOf(object);
    pairs.push([object, others.get(key)]);
    others.delete(key);
  }
  for (const object of others.values()) pairs.push([undefined, object]);
  return pairs.filter(([a, b]) => a !== b);
}

/** Keys match by name; those whose name a server made match by what they say. */
function pairKeys<T extends { readonly name: string; readonly named: boolean }>(
  wanted: readonly T[],
  found: readonly T[],
  nameOf: (object: T) => string,
  factsOf: (object: T) => readonly Fact[],
): readonly Pair<T>[] {
  const pairs = pair([wanted, found], nameOf);
  const missing = pairs.filter(([a, b]) => a && !b && !a.named).map(([a]) => a as T);
  const leftOver = pairs.filter(([a, b]) => b && !a && !b.named).map(([, b]) => b as T);
  const same = new Map<T, T>();
  for (const object of missing) {
    const match = leftOver.find((other) => !same.has(other) && sameFacts(factsOf(object), factsOf(other)));
    if (!match) continue;
    same.set(object, match);
    same.set(match, object);
  }
  return pairs.filter(([a, b]) => !(a && same.has(a) && !b) && !(b && same.has(b) && !a));
}

function keyOfTable({ name, schema = "" }: { readonly name: string; readonly schema?: string }): string {
  return `${schema} ${name}`;
}

function keyOfObject({ object, name, schema = "", table = "", column }: NamedObject): string {
  // A column's sequence is the column's, whatever the server called it.
  if (column !== undefined) return `${object} ${schema} ${table} column ${column}`;
  return `${object} ${schema} ${table} ${name}`;
}
