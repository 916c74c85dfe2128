// The comparison of integrations for programs. In: a matrix of facts. Out: one line of JSON.

import { toJson } from "./escape.js";
import type { IntegrationReporter } from "./reporter.js";

export const integrationsJson: IntegrationReporter = {
  name: "json",
  render: ({ integrations, features, apart }) =>
    toJson({
      integrations,
      features: features.map(({ feature, section, recommendation, cells }) => ({
        feature,
        section,
        recommendation,
        facts: cells.map(({ fact, verdict, broken }, at) => ({
          integration: integrations[at]?.name,
          fact,
          verdict: verdict ?? null,
          broken,
        })),
      })),
      configurationsApart: apart,
    }),
};
