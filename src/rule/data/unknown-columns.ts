// Columns that a statement writes to and its table has not. In: a statement, the replay of its script. Out: columns with places.
// Of tables that are not known whole nothing is said.

import type { Replay } from "../../schema/history.js";
import type { Table } from "../../schema/model.js";
import type { Statement } from "../../sql/statement.js";
import type { Location } from "../../text/source-file.js";
import { schemaBefore } from "../moments.js";
import { writtenColumns } from "./values.js";

export interface UnknownColumn {
  readonly table: Table;
  readonly column: string;
  readonly at: Location;
}

export function unknownColumnsOf(statement: Statement, replay: Replay): readonly UnknownColumn[] {
  if (statement.kind !== "data") return [];
  const target = statement.tables.at(-1);
  const table = target && schemaBefore(statement, replay).table(target.name.text, target.schema?.text);
  if (table?.knowledge !== "whole") return [];
  const { file } = statement.location;
  return writtenColumns(statement)
    .filter(({ text }) => !table.column(text))
    .map(({ text, range }) => ({ table, column: text, at: { file, range } }));
}
