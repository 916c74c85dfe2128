// The facts of an object as texts, for stories: what compares, and what else the model keeps. In: objects. Out: names with facts.

import {
  checkFacts,
  columnFacts,
  enumTypeFacts,
  type Fact,
  foreignKeyFacts,
  indexFacts,
  objectFacts,
  tableFacts,
} from "../../src/schema/facts.js";
import type { Column, EnumType, NamedObject, Table } from "../../src/schema/model.js";
import type { Dialect } from "../../src/sql/definition.js";
import type { Location } from "../../src/text/source-file.js";

export type Facts = ReadonlyMap<string, string>;

type PlaceOf = (at: Location) => string;

/** What is true, and words for what is remarkable; all of it in one list. */
function collect(facts: readonly Fact[], self: Location, words: readonly Word[], placeOf: PlaceOf): Facts {
  // The place of what is not there is told where nothing else stands there.
  const places = new Set([self, ...facts.filter(({ value }) => value !== undefined).map(({ at }) => at)]);
  const shown = facts.flatMap(({ fact, value, at }): [string, string][] => {
    if (value === undefined && places.has(at)) return [];
    return [[fact, `${value ?? "–"}${at === self ? "" : `[${placeOf(at)}]`}`]];
  });
  const more = words.flatMap(([word, yes]): [string, string][] =>
    yes === undefined || yes === false ? [] : [[word, yes === true ? "yes" : yes]],
  );
  return new Map([...shown, ...more, ["at", placeOf(self)]]);
}

type Word = readonly [string, string | boolean | undefined];

export function factsOfTable(
  table: Table,
  dialect: Dialect,
  placeOf: PlaceOf,
): readonly (readonly [string, Facts])[] {
  const of = nameOf(table);
  const { past } = table;
  const gone = past && `${past.part} ${past.name} ${past.how} ${past.to ?? ""}[${placeOf(past.at)}]`;
  const own: readonly Word[] = [
    ["columns", table.columns.map(({ name }) => name).join(" ")],
    ["partitioned", table.partitioned],
    ["known", table.knowledge],
    ["past", gone],
    ["born", placeOf(table.bornAt)],
  ];
  return [
    [`table ${of}`, collect(tableFacts(table), table.at(), own, placeOf)],
    ...table.columns.map(
      (column) =>
        [
          `column ${of}.${column.name}`,
          collect(columnFacts(column, dialect), column.at(), wordsOfColumn(column, table, placeOf), placeOf),
        ] as const,
    ),
    ...table.indexes.map((index) => {
      const words: readonly Word[] = [
        ["unnamed", !index.named],
        ["constraint", index.constraint],
        ["inline", index.inline],
        ["implicit", index.implicit],
        ["owner", ownerOf(index, table)],
      ];
      return [
        `index ${of}.${index.name}`,
        collect(indexFacts(index, dialect), index.at(), words, placeOf),
      ] as const;
    }),
    ...table.foreignKeys.map((key) => {
      const words: readonly Word[] = [
        ["unnamed", !key.named],
        ["inline", key.inline],
        ["owner", ownerOf(key, table)],
      ];
      return [
        `foreign key ${of}.${key.name}`,
        collect(foreignKeyFacts(key, dialect), key.at(), words, placeOf),
      ] as const;
    }),
    ...table.checks.map((check) => {
      const words: readonly Word[] = [
        ["unnamed", !check.named],
        ["inline", check.inline],
        ["owner", ownerOf(check, table)],
      ];
      return [
        `check ${of}.${check.name}`,
        collect(checkFacts(check, dialect), check.at(), words, placeOf),
      ] as const;
    }),
  ];
}

function wordsOfColumn(column: Column, table: Table, placeOf: PlaceOf): readonly Word[] {
  const { bornAt } = column;
  return [
    ["owner", ownerOf(column, table)],
    ["born", bornAt === column.at() ? undefined : placeOf(bornAt)],
  ];
}

/** A part names its table; told where that is another one than the table that has it. */
function ownerOf(part: { readonly table: string; readonly schema?: string }, table: Table) {
  return part.table === table.name && part.schema === table.schema
    ? undefined
    : nameOf({ name: part.table, schema: part.schema });
}

export function factsOfType(type: EnumType, placeOf: PlaceOf): readonly [string, Facts] {
  return [`enum type ${nameOf(type)}`, collect(enumTypeFacts(type), type.places.self, [], placeOf)];
}

export function factsOfObject(
  object: NamedObject,
  dialect: Dialect,
  placeOf: PlaceOf,
): readonly [string, Facts] {
  const { place, table, doubtful, overloaded, parameters, body } = object;
  const words: readonly Word[] = [
    ["of", table],
    ["parameters", parameters?.map(({ mode, name }) => `${mode} ${name?.text ?? ""}`).join("; ")],
    ["read", body !== undefined],
    ["overloads", overloaded && placeOf(overloaded.place)],
    ["doubtful", doubtful],
  ];
  const key = object.object === "trigger" ? `${table ?? ""}.${object.name}` : nameOf(object);
  return [`${object.object} ${key}`, collect(objectFacts(object, dialect), place, words, placeOf)];
}

function nameOf({ name, schema }: { readonly name: string; readonly schema?: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
