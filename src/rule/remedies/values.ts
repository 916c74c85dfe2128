// Closed sets of values as a rule wants them: ENUM, enum type, CHECK. In: a column and the values. Out: changes.

import { nameFor, objectNameFor, writtenFor } from "../../schema/definitions.js";
import type { Column, Schema, Table } from "../../schema/model.js";
import type { ClosedValues } from "../../schema/queries.js";
import type { Change } from "../../sql/change.js";
import { nowhere } from "../../text/source-file.js";
import { keyNameFor } from "../naming.js";
import { addColumn, changeColumn, dataType, enumOf, ownerOf, quoted } from "./column.js";

/** A new column with a closed set: ENUM, or on PostgreSQL text with a CHECK, which needs no type of its own. */
export function addClosedColumn(
  schema: Schema,
  table: Table,
  name: string,
  values: readonly string[],
): Change {
  return schema.dialect === "postgresql"
    ? addColumn(table, name, { type: dataType("VARCHAR(32)"), check: `${name} IN (${quoted(values)})` })
    : addColumn(table, name, { type: enumOf(values) });
}

/** Makes an open column closed. */
export function closeColumn(schema: Schema, column: Column, values: readonly string[]): readonly Change[] {
  if (schema.dialect !== "postgresql") return changeColumn(schema, column, { type: enumOf(values) });
  return [addCheck(column, keyNameFor(schema, column.table, "check", [column.name]), values)];
}

/** Widens the closed set of a column. */
export function widenColumn(
  schema: Schema,
  column: Column,
  closed: ClosedValues,
  more: readonly string[],
): readonly Change[] {
  const { enumType, check } = closed;
  if (enumType) {
    return more.map((value) => ({
      kind: "addEnumValue",
      type: objectNameFor(enumType),
      value: writtenFor(value),
      ifNotExists: true,
      range: nowhere,
    }));
  }
  const all = [...closed.values, ...more];
  if (!check) return changeColumn(schema, column, { type: enumOf(all) });
  return [
    {
      kind: "dropConstraint",
      table: ownerOf(column),
      name: nameFor(check.name),
      ifExists: false,
      cascade: false,
      range: nowhere,
    },
    addCheck(column, check.name, all),
  ];
}

function addCheck(column: Column, name: string, values: readonly string[]): Change {
  return {
    kind: "addCheck",
    table: ownerOf(column),
    check: {
      name: nameFor(name),
      expression: writtenFor(`${column.name} IN (${quoted(values)})`),
      inline: false,
      enforced: true,
      notValid: false,
      range: nowhere,
    },
    ifNotExists: false,
    range: nowhere,
  };
}
