// What PostgreSQL's types take: enum types made anew, columns cast. In: versions of a type or column. Out: changes without places.

import type { Change } from "../sql/change.js";
import type { DataType } from "../sql/definition.js";
import { quoteName } from "../sql/print/name.js";
import { nowhere } from "../text/source-file.js";
import type { Difference } from "./compare.js";
import { nameFor, objectNameFor, ownerOf, writtenFor } from "./definitions.js";
import { addCheck, addIndex, dropCheck, dropIndex } from "./diff-keys.js";
import { tokenizeExpression } from "./expression-text.js";
import type { Column, EnumType, Schema, Table } from "./model.js";

const bare = { range: nowhere } as const;
const plainDrop = { ifExists: false, cascade: false, ...bare } as const;

export function changesOfEnumType(
  { wanted, found }: Difference & { kind: "enum type" },
  from: Schema,
  to: Schema,
): readonly Change[] {
  const type = wanted ?? found;
  if (!type) return [];
  const name = objectNameFor(type);
  if (!wanted) return [{ kind: "dropObject", object: "type", name, ...plainDrop }];
  if (!found) return [createEnum(wanted)];
  if (!grows(found, wanted)) return remakeEnum(wanted, from, to);
  return wanted.values.flatMap((value, at): readonly Change[] => {
    if (found.values.includes(value)) return [];
    const before = wanted.values[at - 1];
    const after = wanted.values[at + 1];
    const neighbour =
      before !== undefined
        ? { side: "after" as const, value: before }
        : after === undefined
          ? undefined
          : { side: "before" as const, value: after };
    const change = { kind: "addEnumValue", type: name, value: writtenFor(value), neighbour, ...bare };
    return [{ ...change, ifNotExists: false } as Change];
  });
}

/** Whether values have to be added only. */
function grows(found: EnumType, wanted: EnumType): boolean {
  const kept = wanted.values.filter((value) => found.values.includes(value));
  return kept.join("\n") === found.values.join("\n");
}

/** Whether a column keeps its enum type, and that is made anew: its default goes and comes with it. */
export function isRecast(wanted: Column, found: Column, from: Schema, to: Schema): boolean {
  const { name, schema } = wanted.type;
  const [old, goal] = [from.enumType(name, schema), to.enumType(name, schema)];
  if (!old || !goal || !isOf(found, goal)) return false;
  return !grows(old, goal);
}

function createEnum(type: EnumType): Change {
  return { kind: "createEnum", type: objectNameFor(type), values: type.values.map(writtenFor), ...bare };
}

/**
 * Values cannot be taken away (PostgreSQL 17 manual, ALTER TYPE): the type steps aside, a new one takes its name and its columns. Conditions
 * that compare with its values go meanwhile: they hold values of the old type.
 */
function remakeEnum(wanted: EnumType, from: Schema, to: Schema): readonly Change[] {
  const name = objectNameFor(wanted);
  const free = freeName(wanted, from);
  const old = objectNameFor({ name: free, schema: wanted.schema });
  const uses = from.tables.flatMap((table) => {
    const columns = table.columns.filter((column) => isOf(column, wanted));
    const kept = columns.flatMap((column) => {
      const goal = to.table(table.name, table.schema)?.column(column.name);
      return goal && isOf(goal, wanted) ? [{ column, goal }] : [];
    });
    return kept.length > 0 ? [{ table, columns: kept }] : [];
  });
  return [
    { kind: "renameObject", object: "type", name, to: nameFor(free), ...bare },
    createEnum(wanted),
    ...uses.flatMap(({ table, columns }) => [
      ...columns.flatMap(({ column, goal }) => recast(column, goal)),
      ...columns.flatMap(({ column }) => conditionsOn(column, table, to)),
    ]),
    { kind: "dropObject", object: "type", name: old, ...plainDrop },
  ];
}

function freeName({ name, schema }: EnumType, { enumTypes }: Schema): string {
  const isTaken = (free: string) => enumTypes.some((type) => type.name === free && type.schema === schema);
  let free = `${name}_old`;
  while (isTaken(free)) free += "_old";
  return free;
}

function isOf({ type }: Column, { name, schema }: EnumType): boolean {
  return type.name === name && type.schema === schema;
}

function recast(column: Column, goal: Column): readonly Change[] {
  const { type } = goal;
  const base = {
    kind: "alterColumn",
    table: ownerOf(column),
    column: nameFor(column.name),
    ifExists: false,
    ...bare,
  } as const;
  const text = type.dimensions > 0 ? "text[]" : "text";
  const using = `${quoteName(column.name, "postgresql")}::${text}::${type.text}`;
  return [
    ...(column.default ? [{ ...base, default: null }] : []),
    { ...base, type, using },
    ...(goal.default ? [{ ...base, default: goal.default }] : []),
  ];
}

/** Whether a condition of PostgreSQL names a column. */
export function namesColumn(expression: string, column: string): boolean {
  return tokenizeExpression(expression, "postgresql").some(
    ({ kind, text }) => kind === "word" && text === column,
  );
}

/** Checks and conditions of indexes that name the column, dropped and added again where they stay. */
function conditionsOn(column: Column, table: Table, to: Schema): readonly Change[] {
  const names = (expression: string | undefined) =>
    expression !== undefined && namesColumn(expression, column.name);
  const goal = to.table(table.name, table.schema);
  return [
    ...table.checks.flatMap((check) => {
      const isKept = goal?.checks.some(({ name }) => name === check.name);
      return names(check.expression) && isKept ? [dropCheck(check), addCheck(check)] : [];
    }),
    ...table.indexes.flatMap((index) => {
      const isKept = goal?.indexes.some(({ name }) => name === index.name);
      return names(index.where) && isKept ? [dropIndex(index, to), addIndex(index)] : [];
    }),
  ];
}

const ofSerial: Readonly<Record<string, string>> = {
  ...{ serial: "integer", serial4: "integer", bigserial: "bigint", serial8: "bigint" },
  ...{ smallserial: "smallint", serial2: "smallint" },
};

/** SERIAL is a word of definitions alone: a column that is there gets the integer type. */
export function plainType(type: DataType): DataType {
  const word = type.text.toLowerCase();
  return Object.hasOwn(ofSerial, word) ? { ...type, text: ofSerial[word] as string } : type;
}

const texts = new Set(["text", "character varying", "varchar", "character", "char", "citext"]);
const numbers = new Set([
  ...["smallint", "integer", "int", "bigint", "numeric", "decimal", "real", "double precision"],
  ...["serial", "bigserial", "smallserial"],
]);
const times = /^(date$|timestamp)/;

/**
 * Whether ALTER COLUMN can make one of the other: PostgreSQL has no cast between most types (17 manual, table pg_cast), and makes no generated
 * column of one that is there.
 */
export function isAlterable(wanted: Column, found: Column, { enumTypes }: Schema): boolean {
  if (wanted.generated && wanted.generated.expression !== found.generated?.expression) return false;
  const [to, from] = [wanted.type, found.type];
  if (to.dimensions !== from.dimensions) return texts.has(to.name) && to.dimensions === 0;
  const isSame = to.name === from.name && to.schema === from.schema;
  if (isSame || texts.has(to.name) || texts.has(from.name)) return true;
  const isEnum = ({ name, schema }: DataType) =>
    enumTypes.some((type) => type.name === name && type.schema === schema);
  if (isEnum(to) && isEnum(from)) return true;
  return [numbers, dates, documents, switches].some((group) => group.has(to.name) && group.has(from.name));
}

const dates = new Set([
  ...["date", "timestamp", "timestamptz", "timestamp with time zone", "timestamp without time zone"],
]);
const documents = new Set(["json", "jsonb"]);
const switches = new Set(["boolean", "integer", "int"]);

/** The expression of USING, where values do not become the new type by themselves (PostgreSQL 17 manual, CREATE CAST: assignment casts). */
export function castOf(wanted: Column, found: Column, { enumTypes }: Schema): string | undefined {
  const [to, from] = [wanted.type, found.type];
  const isSame = to.name === from.name && to.dimensions === from.dimensions && to.schema === from.schema;
  if (isSame || (texts.has(to.name) && to.dimensions === 0)) return undefined;
  if (from.dimensions === 0 && to.dimensions === 0) {
    if (numbers.has(to.name) && numbers.has(from.name)) return undefined;
    if (times.test(to.name) && times.test(from.name)) return undefined;
  }
  const column = quoteName(wanted.name, "postgresql");
  const isEnum = enumTypes.some((type) => isOf(found, type));
  const text = from.dimensions > 0 ? "text[]" : "text";
  return isEnum ? `${column}::${text}::${to.text}` : `${column}::${to.text}`;
}
