// Statements that hold `;` inside: bodies of functions, triggers and blocks. Tools that cut a script at each `;` have to be told of
// them. In: SQL and its dialect. Out: where each such statement begins and, with its delimiter, ends.

import type { Dialect } from "../sql/definition.js";
import { split } from "../sql/split.js";
import { Tokens } from "../sql/tokens.js";
import type { Range } from "../text/source-file.js";

export function bodiesIn(sql: string, dialect: Dialect): readonly Range[] {
  const tokens = new Tokens(sql);
  const { fragments } = split(tokens, { dialect, versionNumber: 0 });
  tokens.release();
  return fragments.flatMap(({ kind, start, end, terminated }) => {
    if (kind !== "sql" || !/;[ \t]*(?:--.*)?$/m.test(sql.slice(start, end))) return [];
    return [{ start, end: terminated ? sql.indexOf(";", end) + 1 : end }];
  });
}
