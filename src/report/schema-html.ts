// A replayed schema as a page. In: a schema. Out: one HTML file: a diagram, every table, and what else there is.

import type { Schema } from "../schema/model.js";
import { definitionText } from "./definition-text.js";
import { escapeHtml } from "./escape.js";
import { numberOf } from "./findings.js";
import { diagramHtml } from "./html/diagram.js";
import { htmlPage, nameHtml, section, tiles } from "./html/page.js";
import { tablesHtml } from "./html/tables.js";
import type { SchemaContext, SchemaReporter } from "./reporter.js";
import { visibleLines } from "./visible.js";

export const schemaHtml: SchemaReporter = {
  name: "html",
  render(schema, context) {
    const { tables, enumTypes, objects, dialect } = schema;
    const sum = (count: (table: Schema["tables"][number]) => number) =>
      [...tables].reduce((total, table) => total + count(table), 0);
    const numbers = tiles([
      [tables.length, "tables"],
      [sum((table) => table.columns.length), "columns"],
      [sum((table) => table.foreignKeys.length), "foreign keys"],
      [sum((table) => table.indexes.length), "keys and indexes"],
    ]);
    const sections = [
      ["diagram", "Diagram", diagramHtml(schema), ""],
      ["tables", "Tables", tablesHtml(schema), `${tables.length || ""}`],
      ...(enumTypes.length > 0 ? [["types", "Types", typesHtml(schema), ""] as const] : []),
      ...(objects.length > 0
        ? [["objects", "Views, routines, triggers", objectsHtml(schema, context), ""] as const]
        : []),
    ] as const;
    return htmlPage({
      title: "Schema",
      subtitle: `${escapeHtml(`${dialect} ${context.version.join(".")}`)} · ${numberOf(tables.length, "table")}, as the migrations leave them`,
      body: [numbers, ...sections.map(([id, title, body, aside]) => section(id, title, body, aside))].join(
        "\n",
      ),
      tool: context.tool,
      interactive: true,
      sections: sections.map(([id, title]) => [id, title]),
    });
  },
};

function typesHtml({ enumTypes }: Schema): string {
  const rows = [...enumTypes].map(
    ({ name, schema, values }) =>
      `<tr><th scope="row">${nameHtml(schema ? `${schema}.${name}` : name)}</th><td>${values.map(nameHtml).join(", ")}</td></tr>`,
  );
  return `<div class="wide"><table class="grid"><thead><tr><th scope="col">Type</th><th scope="col">Values</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

/** What the model knows by name alone is shown as its author wrote it. */
function objectsHtml({ objects }: Schema, context: SchemaContext): string {
  return [...objects]
    .map((one) => {
      const { object, name, schema, table } = one;
      const of = table ? ` <span class="quiet">of ${nameHtml(table)}</span>` : "";
      const written = definitionText(one, context)?.trim();
      const code = written
        ? `<pre tabindex="0" aria-label="${escapeHtml(name)}">${visibleLines(written).map(escapeHtml).join("\n")}</pre>`
        : "";
      return `<section class="table"><h3>${escapeHtml(object)} ${nameHtml(schema ? `${schema}.${name}` : name)}${of}</h3>${code}</section>`;
    })
    .join("\n");
}
