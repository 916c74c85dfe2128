// What integlint says of a statement. In: a statement, or a text. Out: the places that it calls wrong, and whether it was read whole.

import type { ReplayOptions } from "../../src/schema/replay.js";
import { constructs, isSupported } from "../../src/sql/dialects/constructs.js";
import { readScript } from "../../src/sql/read.js";
import { confirmProblems } from "../../src/sql/second-opinion.js";
import type { Statement } from "../../src/sql/statement.js";
import { SourceFile } from "../../src/text/source-file.js";

export interface Said {
  /** `syntax`, or a clause that this server lacks: its place in the statement, and the words. */
  readonly findings: readonly { readonly at: number; readonly message: string }[];
  /** It could not be read, and whether it is wrong nobody could tell. */
  readonly doubts: readonly { readonly at: number; readonly message: string }[];
  readonly isReadWhole: boolean;
}

export function saidOf(statements: readonly Statement[], { dialect, version }: ReplayOptions): Said {
  const origin = statements[0]?.location.range.start ?? 0;
  const place = ({ range, message }: { range: { start: number }; message: string }) => ({
    at: range.start - origin,
    message,
  });
  const problems = statements.flatMap((statement) => statement.problems);
  const foreign = statements
    .flatMap((statement) => statement.constructs)
    .filter(({ construct }) => !isSupported(construct, dialect, version))
    // What the server reads over it takes.
    .filter(({ construct }) => !isReadOver(construct, dialect))
    .map(({ construct, range }) => ({ range, message: `${constructs[construct].label} is unknown here.` }));
  return {
    findings: [...problems.filter(({ certain }) => certain), ...foreign].map(place),
    doubts: problems.filter(({ certain }) => !certain).map(place),
    isReadWhole: problems.length === 0 && statements.every(({ kind }) => kind !== "opaque"),
  };
}

function isReadOver(construct: keyof typeof constructs, dialect: ReplayOptions["dialect"]): boolean {
  const support = constructs[construct].support[dialect];
  return typeof support === "object" && "ignoredBefore" in support;
}

/** Of a text that stands alone. */
export async function saidOfText(text: string, options: ReplayOptions, data: boolean): Promise<Said> {
  const { statements } = readScript(new SourceFile("statement.sql", text), options);
  return saidOf(await confirmProblems(statements, { data }), options);
}
