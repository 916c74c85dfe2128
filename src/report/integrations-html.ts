// The comparison of integrations as a page. In: a matrix of facts. Out: one HTML file.

import { escapeHtml } from "./escape.js";
import { htmlPage } from "./html/page.js";
import { verdictHtml, verdictKeyHtml } from "./html/verdict.js";
import type { IntegrationReporter } from "./reporter.js";

export const integrationsHtml: IntegrationReporter = {
  name: "html",
  render({ integrations, features, apart }, { tool }) {
    const title = "Schema comparison matrix";
    if (integrations.length === 0) return htmlPage({ title, body: "<p>No integrations.</p>", tool });
    const heads = integrations.map(
      ({ name, tables }) =>
        `<th scope="col">${escapeHtml(name)}<br><span class="quiet">${tables.map(escapeHtml).join("<br>")}</span></th>`,
    );
    const rows = features.map(
      ({ feature, cells, recommendation }) =>
        `<tr><th scope="row">${escapeHtml(feature)}</th>${cells
          .map(({ fact, verdict, broken }) => {
            const rules =
              broken.length === 0
                ? ""
                : `<br><span class="quiet">${broken.map(escapeHtml).join(", ")}</span>`;
            return `<td>${verdictHtml(verdict)} ${escapeHtml(fact)}${rules}</td>`;
          })
          .join("")}<td class="quiet">${escapeHtml(recommendation)}</td></tr>`,
    );
    const rest =
      apart.length === 0
        ? ""
        : `<p class="quiet">Configuration of no integration: ${apart.map(escapeHtml).join(", ")}</p>`;
    const table = `<div class="wide" tabindex="0" role="region" aria-label="Comparison"><table class="facts">
<thead><tr><th scope="col">Feature</th>${heads.join("")}<th scope="col">Recommendation</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
    return htmlPage({ title, body: `${table}\n${verdictKeyHtml()}${rest}`, tool });
  },
};
