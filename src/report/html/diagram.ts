// The ER diagram on a page. In: a schema. Out: it with all columns and with keys alone, and what switches and enlarges them.

import type { Schema } from "../../schema/model.js";
import { type Detail, graphOf } from "../diagram/graph.js";
import { diagramSvg } from "../diagram/svg.js";

/** Of more tables, columns would be noise and megabytes. */
const mostWithColumns = 120;

const words: Readonly<Record<Detail, string>> = { columns: "All columns", keys: "Keys only" };

export function diagramHtml(schema: Schema): string {
  const count = schema.tables.length;
  if (count === 0) return "<p>No tables.</p>";
  const details: readonly Detail[] = count > mostWithColumns ? ["keys"] : ["columns", "keys"];
  const shown: Detail = count > 30 ? "keys" : "columns";
  const drawings = [...details].map(
    (detail) =>
      `<div class="drawing" data-detail="${detail}"${detail === shown ? "" : " hidden"}>${diagramSvg(graphOf(schema, detail), `diagram-${detail}`)}</div>`,
  );
  const modes =
    details.length < 2
      ? ""
      : details
          .map(
            (detail) =>
              `<label><input type="radio" name="detail" value="${detail}"${detail === shown ? " checked" : ""}> ${words[detail]}</label>`,
          )
          .join("");
  return `<form class="tools" id="diagram-tools" hidden>
${modes}<span class="zoom"><button type="button" name="out" aria-label="Smaller">−</button><button type="button" name="fit">Fit</button><button type="button" name="in" aria-label="Larger">+</button></span>
</form>
<div class="canvas" id="canvas" tabindex="0" role="region" aria-label="Diagram">
${drawings.join("\n")}
</div>
<p class="quiet legend"><b>PK</b> primary key · <b>FK</b> foreign key · <b>UK</b> unique · bold names are NOT NULL · a line starts at the table that refers, with a foot where many of its rows may refer to one</p>`;
}
