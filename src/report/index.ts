// Reporters by name. In: a name. Out: its module, loaded when asked for: a run pays for the reporters that it uses.

import type {
  ComparisonReporter,
  IntegrationReporter,
  MatrixReporter,
  Reporter,
  SchemaReporter,
} from "./reporter.js";

export type { MatrixReporter, ReportContext, Reporter } from "./reporter.js";

export const reporters = {
  pretty: async () => (await import("./pretty.js")).pretty,
  compact: async () => (await import("./compact.js")).compact,
  json: async () => (await import("./json.js")).json,
  sarif: async () => (await import("./sarif.js")).sarif,
  github: async () => (await import("./github.js")).github,
  gitlab: async () => (await import("./gitlab.js")).gitlab,
  junit: async () => (await import("./junit.js")).junit,
  checkstyle: async () => (await import("./checkstyle.js")).checkstyle,
  rdjson: async () => (await import("./rdjson.js")).rdjson,
  markdown: async () => (await import("./markdown.js")).markdown,
  html: async () => (await import("./html.js")).html,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type ReporterName = keyof typeof reporters;

export const matrixReporters = {
  pretty: async () => (await import("./matrix-pretty.js")).matrixPretty,
  markdown: async () => (await import("./matrix-markdown.js")).matrixMarkdown,
  json: async () => (await import("./matrix-json.js")).matrixJson,
  html: async () => (await import("./matrix-html.js")).matrixHtml,
} as const satisfies Record<string, () => Promise<MatrixReporter>>;

export type MatrixReporterName = keyof typeof matrixReporters;

export const integrationReporters = {
  pretty: async () => (await import("./integrations-pretty.js")).integrationsPretty,
  markdown: async () => (await import("./integrations-markdown.js")).integrationsMarkdown,
  json: async () => (await import("./integrations-json.js")).integrationsJson,
  html: async () => (await import("./integrations-html.js")).integrationsHtml,
} as const satisfies Record<MatrixReporterName, () => Promise<IntegrationReporter>>;

export const schemaReporters = {
  sql: async () => (await import("./schema-sql.js")).schemaSql,
  json: async () => (await import("./schema-json.js")).schemaJson,
  mermaid: async () => (await import("./schema-mermaid.js")).schemaMermaid,
  html: async () => (await import("./schema-html.js")).schemaHtml,
} as const satisfies Record<string, () => Promise<SchemaReporter>>;

export type SchemaReporterName = keyof typeof schemaReporters;

export const comparisonReporters = {
  pretty: async () => (await import("./comparison-pretty.js")).comparisonPretty,
  json: async () => (await import("./comparison-json.js")).comparisonJson,
} as const satisfies Record<string, () => Promise<ComparisonReporter>>;

export type ComparisonReporterName = keyof typeof comparisonReporters;
