// PostgreSQL's sequences that belong to columns, as statements make them. In: a schema. Out: which ones SERIAL and IDENTITY bring along, and
// columns and changes for the others: those that have another name, or whose column is of another type by now.

import type { Change } from "../sql/change.js";
import { nowhere } from "../text/source-file.js";
import { sequenceOf } from "./apply/follow.js";
import { postgresqlName } from "./apply/names.js";
import { nameFor, objectNameFor } from "./definitions.js";
import { plainType } from "./diff-types.js";
import type { Column, NamedObject, Schema, Table } from "./model.js";

/** Whether CREATE TABLE makes the sequence with the column, under the name that it has (PostgreSQL 18 manual 8.1.4). */
function comesWith(sequence: NamedObject, { name, table, schema, type, identity, default: value }: Column) {
  if (identity) return true;
  const counter = sequenceOf(value);
  const isCounter = counter?.name === sequence.name && counter.schema === schema;
  return isCounter && isSerial(type) && sequence.name === postgresqlName(table, [name], "seq", () => false);
}

const isSerial = (type: Column["type"]) => plainType(type) !== type;

/** The sequences that need a statement of their own. */
export function separateSequences(schema: Schema): readonly NamedObject[] {
  return schema.objects.filter((one) => {
    if (one.object !== "sequence") return false;
    if (one.table === undefined) return true;
    const table = schema.table(one.table, one.schema);
    const column = table?.columns.find(({ name }) => name === one.column);
    // What belongs to a table that no migration creates is that table's.
    return table?.knowledge === "whole" && !(column && comesWith(one, column));
  });
}

/** The column as CREATE TABLE states it: with an integer type where SERIAL would make another sequence. */
export function withoutOtherSerial(column: Column, table: Table, schema: Schema): Column {
  if (!isSerial(column.type)) return column;
  const own = schema
    .objectsOf(table)
    .filter((one) => one.object === "sequence" && one.column === column.name);
  return own.some((one) => comesWith(one, column)) ? column : column.with({ type: plainType(column.type) });
}

export function giveToColumn(sequence: NamedObject): readonly Change[] {
  const { name, schema, table, column } = sequence;
  if (table === undefined || column === undefined) return [];
  const owner = { table: objectNameFor({ name: table, schema }), column: nameFor(column) };
  const base = { kind: "alterObject", object: "sequence", options: [], range: nowhere } as const;
  return [{ ...base, name: objectNameFor({ name, schema }), owner }];
}
