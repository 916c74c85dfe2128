// SQL that stands in a string. In: the string's value with a map to where it stands. Out: its statements, their ranges in the file.
// It evaluates nothing: who knows the value calls.

import type { Range, SourceFile } from "../text/source-file.js";
import type { Dialect } from "./definition.js";
import type { Segment } from "./expression.js";
import { createReader } from "./parse/statement.js";
import { split } from "./split.js";
import type { Statement } from "./statement.js";
import { Tokens } from "./tokens.js";

export interface DynamicSource {
  readonly value: string;
  /** Where stretches of the value stand in the file. */
  readonly segments: readonly Segment[];
  readonly file: SourceFile;
  readonly dialect: Dialect;
  /** The place of what no segment covers: the statement that runs the string. */
  readonly fallback: Range;
}

/** The statements of a string; several where a `;` stands between them. */
export function readDynamic(source: DynamicSource): readonly Statement[] {
  const { value, segments, file, dialect, fallback } = source;
  const tokens = new Tokens(value, segments, fallback);
  const { fragments } = split(tokens, { dialect, versionNumber: 999_999 });
  const reader = createReader(tokens, file, dialect);
  const statements = fragments
    .filter((fragment) => fragment.kind === "sql")
    .map(({ first, last }) => {
      const text = value.slice(tokens.starts[first], tokens.ends[last - 1]);
      return withText(reader.read(first, last), text, file);
    });
  reader.release();
  tokens.release();
  return statements;
}

/** What stands in the file otherwise than it is run keeps its text: who writes the object down needs it. */
function withText(statement: Statement, text: string, file: SourceFile): Statement {
  if (statement.kind !== "ddl" || !statement.changes.some(({ kind }) => kind === "createObject"))
    return statement;
  const { start, end } = statement.location.range;
  if (file.text.slice(start, end) === text) return statement;
  const changes = statement.changes.map((one) => (one.kind === "createObject" ? { ...one, text } : one));
  return { ...statement, changes };
}
