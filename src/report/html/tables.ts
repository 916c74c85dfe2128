// Every table of a schema on a page, for those who read and for those who cannot see a diagram. In: tables. Out: a section each,
// with columns, keys, references and checks.

import { tableLabel } from "../../lint/judge.js";
import type { Column, ForeignKey, Index, Schema, Table } from "../../schema/model.js";
import type { Location } from "../../text/source-file.js";
import { escapeHtml } from "../escape.js";
import { nameHtml } from "./page.js";

/** In the order of the diagram: the ids are those that its boxes point at. */
export function tablesHtml(schema: Schema): string {
  const tables = [...schema.tables];
  const places = new Map(tables.map((table, at) => [tableLabel(table), `t${at}`]));
  return tables.map((table, at) => tableHtml(table, `t${at}`, schema, places)).join("\n");
}

function tableHtml(table: Table, id: string, schema: Schema, places: ReadonlyMap<string, string>): string {
  const facts = [
    knowledgeOf(table),
    table.engine,
    table.charset && `${table.charset}${table.collation ? ` · ${table.collation}` : ""}`,
    table.partitioned ? "partitioned" : undefined,
    table.inherits.length > 0 ? `inherits ${table.inherits.join(", ")}` : undefined,
  ].filter((fact) => fact !== undefined);
  const line = facts.length > 0 ? `<p class="quiet">${facts.map(escapeHtml).join(" · ")}</p>` : "";
  const comment = table.comment ? `<p>${escapeHtml(table.comment)}</p>` : "";
  const names = { indexes: "Keys", keys: "Foreign keys", checks: "Checks" };
  return `<section class="table" id="${id}" aria-labelledby="${id}-name">
<h3 id="${id}-name">${nameHtml(tableLabel(table))}</h3>
${line}${comment}
${grid("Columns", ["Column", "Type", "Null", "Default", "Comment"], table.columns.map(columnCells))}
${grid(names.indexes, ["Key", "Kind", "Columns"], table.indexes.map(indexCells))}
${grid(
  names.keys,
  ["Foreign key", "Columns", "Refers to", "On delete", "On update"],
  table.foreignKeys.map((key) => foreignKeyCells(key, schema, places)),
)}
${grid(
  names.checks,
  ["Check", "Expression"],
  table.checks.map(({ name, expression }) => [nameHtml(name), nameHtml(expression)]),
)}
</section>`.replace(/\n{2,}/g, "\n");
}

function knowledgeOf(table: Table): string {
  if (table.knowledge === "external") return "from the configuration; no migration creates it";
  const place = placeOf(table.bornAt);
  return table.knowledge === "partial" ? `known in part, since ${place}` : `created in ${place}`;
}

function placeOf({ file, range }: Location): string {
  return `${file.path}:${file.positionAt(Math.max(0, range.start)).line}`;
}

/** Cells are HTML; the first one of a row names it. Nothing where there are no rows. */
function grid(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map(
    ([first, ...others]) =>
      `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
  );
  return `<div class="wide"><table class="grid"><caption>${title}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table></div>`;
}

function columnCells(column: Column): readonly string[] {
  const { name, type, nullable, autoIncrement, identity, generated, comment, onUpdate } = column;
  const source = [
    column.default?.text,
    onUpdate && `on update ${onUpdate}`,
    autoIncrement && "auto increment",
    identity && `identity ${identity}`,
    generated && `as (${generated.expression})`,
  ].filter((part) => typeof part === "string");
  return [
    nameHtml(name),
    nameHtml(type.text),
    nullable ? "yes" : "no",
    source.map(nameHtml).join(", "),
    escapeHtml(comment ?? ""),
  ];
}

function indexCells({ name, kind, parts, where, implicit }: Index): readonly string[] {
  const columns = parts.map(({ column, expression, length, descending }) => {
    const what = column ?? `(${expression ?? ""})`;
    return nameHtml(`${what}${length === undefined ? "" : `(${length})`}${descending ? " desc" : ""}`);
  });
  const condition = where ? ` where ${nameHtml(where)}` : "";
  return [nameHtml(name), `${kind}${implicit ? ", implicit" : ""}`, columns.join(", ") + condition];
}

function foreignKeyCells(
  { name, columns, target, targetColumns, onDelete, onUpdate }: ForeignKey,
  schema: Schema,
  places: ReadonlyMap<string, string>,
): readonly string[] {
  const known = schema.table(target.table, target.schema);
  const label = known ? tableLabel(known) : target.table;
  const id = places.get(label);
  const shown = id ? `<a href="#${id}">${nameHtml(label)}</a>` : nameHtml(label);
  const its = targetColumns.length > 0 ? ` (${targetColumns.map(nameHtml).join(", ")})` : "";
  return [
    nameHtml(name),
    columns.map(nameHtml).join(", "),
    shown + its,
    escapeHtml(onDelete ?? "–"),
    escapeHtml(onUpdate ?? "–"),
  ];
}
