// The contract of a reporter. In: a LintResult. Out: text for a person or a program.
// It writes nothing, reads no environment, and shows no text of a file or a name unescaped.

import type { Comparison } from "../lint/comparison.js";
import type { LintResult } from "../lint/finding.js";
import type { IntegrationMatrix } from "../lint/integrations.js";
import type { Matrix } from "../lint/matrix.js";
import type { Schema } from "../schema/model.js";
import type { Location } from "../text/source-file.js";

/** What a reporter may know of where its text goes. */
export interface ReportContext {
  readonly tool: { readonly name: string; readonly version: string };
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The working directory as a file URL ending in a slash, where the terminal shows hyperlinks. */
  readonly hyperlinks?: string;
  /** Where the page at a finding's address can be opened; given where the terminal shows hyperlinks. */
  readonly pageAt?: (url: string) => string | undefined;
  /** The way from the root of the repository to the working directory, where a CI tells: `packages/db`. */
  readonly fromRoot?: string;
  /** Times and counts per rule: only under `--stats`, as they differ from run to run. */
  readonly statistics: boolean;
}

export interface Reporter {
  readonly name: string;
  /** Shows the result's schema, which a cache does not keep. */
  readonly readsSchema?: true;
  /** Ends in a line break, unless it is empty. */
  render(result: LintResult, context: ReportContext): string;
}

export interface MatrixReporter {
  readonly name: string;
  render(matrix: Matrix, context: ReportContext): string;
}

export interface IntegrationReporter {
  readonly name: string;
  render(matrix: IntegrationMatrix, context: ReportContext): string;
}

export interface ComparisonReporter {
  readonly name: string;
  render(
    comparison: Comparison,
    names: { readonly a: string; readonly b: string },
    context: ReportContext,
  ): string;
}

/** What a schema's rendering may know beside the schema. */
export interface SchemaContext {
  readonly tool: ReportContext["tool"];
  /** The server's version, as [8, 0]. */
  readonly version: readonly number[];
  /** The text of the DDL statement around a place, without its delimiter. */
  readonly statementAt: (place: Location) => string | undefined;
}

export interface SchemaReporter {
  readonly name: string;
  render(schema: Schema, context: SchemaContext): string;
}
