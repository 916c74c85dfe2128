// The changes that make a schema out of nothing. In: a schema. Out: changes without places, in an order in which they can run.
// What no migration creates is not created here either: of such a table only what migrations add to it.

import type { Change } from "../sql/change.js";
import type { IndexDefinition } from "../sql/definition.js";
import type { CreateObject } from "../sql/object-change.js";
import { nowhere } from "../text/source-file.js";
import { mergeKeys } from "./apply/merged-keys.js";
import { type DefinitionOf, ingredientsOf } from "./creation-objects.js";
import { giveToColumn, separateSequences, withoutOtherSerial } from "./creation-sequences.js";
import {
  checkDefinitionFor,
  columnDefinitionFor,
  commentForeignKeyFor,
  createTableFor,
  foreignKeyDefinitionFor,
  indexDefinitionFor,
  indexesToState,
  objectNameFor,
  restoreForeignKey,
  writtenFor,
} from "./definitions.js";
import type { ForeignKey, NamedObject, Schema, Table } from "./model.js";
import { inNeedsOrder } from "./needs-order.js";
import { referencedTable } from "./queries.js";

export interface Creation {
  /** Namespaces, enum types and sequences: what tables are made of. */
  readonly before: readonly Change[];
  /** Other types, and the functions that tables call. */
  readonly ingredients: readonly NamedObject[];
  readonly tables: readonly Change[];
  /** Views, routines and triggers, in the order of creation: the model knows them by name alone. */
  readonly objects: readonly NamedObject[];
}

const madeBefore = ["extension", "schema", "sequence"];
const inNoSchema = ["extension", "schema"];

export function creationOf(schema: Schema, definitionOf: DefinitionOf = () => undefined): Creation {
  const { enumTypes, objects } = schema;
  const first = inNoSchema.flatMap((kind) => objects.filter((object) => object.object === kind));
  const sequences = separateSequences(schema);
  const ingredients = schema.dialect === "postgresql" ? ingredientsOf(schema, definitionOf) : [];
  const isMade = new Set(ingredients);
  return {
    before: [
      ...[...first, ...sequences].map(createObject),
      ...enumTypes.map((type): Change => {
        const values = type.values.map((value) => writtenFor(value));
        return { kind: "createEnum", type: objectNameFor(type), values, range: nowhere };
      }),
    ],
    ingredients,
    tables: [...createTables(schema), ...sequences.flatMap(giveToColumn)],
    objects: objects.filter((object) => !madeBefore.includes(object.object) && !isMade.has(object)),
  };
}

export function createObject(object: NamedObject): CreateObject {
  const { attributes } = object;
  const kind = object.object as CreateObject["object"];
  const options = { ifNotExists: kind === "extension" || kind === "schema", orReplace: false };
  const base = { kind: "createObject", object: kind, name: objectNameFor(object), range: nowhere } as const;
  return { ...base, ...options, ...(attributes && { attributes }) };
}

function createTables(schema: Schema): readonly Change[] {
  const made = new Set<Table>();
  // In a circle the first goes first: what refers to a later one is added behind all.
  const whole = inNeedsOrder(
    schema.tables.filter((table) => table.knowledge === "whole"),
    (table) => neededBy(table, schema),
  );
  const late: ForeignKey[] = [];
  const counted = (table: Table) => {
    const columns = table.columns.map((column) => withoutOtherSerial(column, table, schema));
    return columns.some((column, at) => column !== table.columns[at]) ? table.with({ columns }) : table;
  };
  const created = whole.flatMap((table): readonly Change[] => {
    made.add(table);
    const isLate = (key: ForeignKey) => {
      const target = referencedTable(schema, key);
      return target?.knowledge === "whole" && !made.has(target);
    };
    late.push(...table.foreignKeys.filter(isLate));
    const keys = table.foreignKeys.filter((key) => !isLate(key));
    const comments = keys.flatMap((key) => commentForeignKeyFor(key));
    const create = createTableFor(counted(table));
    // A second key over the same columns is one of its own only where another statement makes it.
    const indexes = schema.dialect === "postgresql" ? mergeKeys(create.indexes) : create.indexes;
    const others = create.indexes.filter((index) => !indexes.includes(index));
    return [
      { ...create, indexes, foreignKeys: keys.map(foreignKeyDefinitionFor) },
      ...others.map((index) => addIndexTo(table, index)),
      ...comments,
    ];
  });
  const partial = schema.tables.filter((table) => table.knowledge === "partial");
  return [...created, ...partial.flatMap(additionsTo), ...late.flatMap(restoreForeignKey)];
}

function neededBy(table: Table, schema: Schema): readonly Table[] {
  const parents = table.inherits.map((name) => schema.table(name, table.schema) ?? schema.table(name));
  const targets = table.foreignKeys.map((key) => referencedTable(schema, key));
  return [...parents, ...targets].filter((needed) => needed !== undefined && needed !== table) as Table[];
}

function addIndexTo(table: Table, index: IndexDefinition): Change {
  const options = { ifNotExists: false, orReplace: false, concurrently: false };
  return { kind: "addIndex", index, table: objectNameFor(table), ...options, range: nowhere };
}

/** What migrations are known to have added to a table that none of them creates. */
function additionsTo(table: Table): readonly Change[] {
  const base = { table: objectNameFor(table), ifNotExists: false, range: nowhere } as const;
  return [
    ...table.columns.map((column): Change => {
      return { kind: "addColumn", column: columnDefinitionFor(column, table), ...base };
    }),
    ...indexesToState(table).map((index) => addIndexTo(table, indexDefinitionFor(index))),
    ...table.checks.map((check): Change => ({ kind: "addCheck", check: checkDefinitionFor(check), ...base })),
    ...table.foreignKeys.flatMap(restoreForeignKey),
  ];
}
