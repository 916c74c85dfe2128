// Names to go on with. In: a place. Out: the tables that are there at that moment, and the columns of those that the statement names.

import { type CompletionItem, CompletionItemKind } from "vscode-languageserver/node";
import type { Schema, Table } from "../schema/model.js";
import { mentionsIn, replaysIn } from "./mentions.js";
import { contains } from "./places.js";
import type { PlaceInProject } from "./requests.js";

export function complete({ snapshot, file, offset }: PlaceInProject): CompletionItem[] {
  for (const replay of replaysIn(snapshot.history, file)) {
    if (!contains(replay.script.range, offset)) continue;
    const before = replay.steps.findLast((step) => step.statement.location.range.end < offset);
    const schema = before?.after ?? replay.before;
    const statement = replay.script.statements.find(({ location }) => contains(location.range, offset));
    const named = new Set(
      mentionsIn(replay)
        .filter(({ at }) => statement && contains(statement.location.range, at.range.start))
        .map(({ table }) => table.name),
    );
    return itemsOf(schema, named);
  }
  return [];
}

function itemsOf(schema: Schema, named: ReadonlySet<string>): CompletionItem[] {
  return schema.tables.flatMap((table) => [
    { label: table.name, kind: CompletionItemKind.Class, detail: `table, ${table.columns.length} columns` },
    ...(named.has(table.name) ? columnsOf(table) : []),
  ]);
}

function columnsOf({ name: table, columns }: Table): CompletionItem[] {
  return columns.map(({ name, type, nullable }) => ({
    label: name,
    kind: CompletionItemKind.Field,
    detail: `${table}: ${type.text}${nullable ? "" : " NOT NULL"}`,
    // Columns of the tables at hand before the other tables.
    sortText: `0 ${name}`,
  }));
}
