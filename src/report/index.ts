// Reporters by name. In: a name. Out: its module, loaded when asked for: a run pays for the reporters that it uses.

import type { MatrixReporter, Reporter } from "./reporter.js";

export type { MatrixReporter, ReportContext, Reporter } from "./reporter.js";

export const reporters = {
  pretty: async () => (await import("./pretty.js")).pretty,
  compact: async () => (await import("./compact.js")).compact,
  json: async () => (await import("./json.js")).json,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type ReporterName = keyof typeof reporters;

export const matrixReporters = {
  pretty: async () => (await import("./matrix-pretty.js")).matrixPretty,
  markdown: async () => (await import("./matrix-markdown.js")).matrixMarkdown,
  json: async () => (await import("./matrix-json.js")).matrixJson,
} as const satisfies Record<string, () => Promise<MatrixReporter>>;

export type MatrixReporterName = keyof typeof matrixReporters;
