// Scripts with one fault each. In: a script. Out: each statement dropped, altered, or put where another one was. For tests.

import type { Dialect } from "../../src/sql/definition.js";
import { readText } from "../schema/replay-text.js";

export interface Mutant {
  /** `drop statement 2`, `alter statement 1: NOT NULL → NULL`, `statement 3 first`. */
  readonly what: string;
  readonly sql: string;
}

/** Each in words that a server still reads. */
const alterations: readonly (readonly [RegExp, string])[] = [
  [/(?<!IS )\bNOT NULL\b/, "NULL"],
  [/(?<!NOT |IS |SET )\bNULL\b(?! ?,? ?AS)/, "NOT NULL"],
  [/\bVARCHAR\(50\)/i, "VARCHAR(51)"],
  [/\bVARCHAR\(255\)/i, "VARCHAR(254)"],
  [/\bCHAR\(36\)/i, "CHAR(35)"],
  [/\b(BIGINT|bigint)\b(?! GENERATED)/, "INT"],
  [/\b(INT|int|integer)\b(?! GENERATED)/, "bigint"],
  [/ DEFAULT ('(?:[^']|'')*'|\d+|true)/, ""],
  [/ DEFAULT '(?:[^']|'')*'/, " DEFAULT 'other'"],
  [/\bUNIQUE (INDEX|KEY)\b/, "INDEX"],
  [/ ON DELETE (CASCADE|SET NULL)/, ""],
  [/ ON UPDATE CASCADE/, ""],
  [/\bSTORED\b/, "VIRTUAL"],
  [/ CHARACTER SET latin1/, ""],
  [/'A', ?'B', ?'C'/, "'A','C','B'"],
  [/(CHECK \(.*) IS NOT NULL\)/, "$1 IS NULL)"],
  [/> 0\b/, "> 1"],
  [/\bk_one\b/, "k_won"],
  [/\bk_two\b/, "k_too"],
  [/\bk_three\b/, "k_tree"],
  [/ FIRST\b/, ""],
  [/ DESC\b/, ""],
];

export function mutantsOf(script: string, dialect: Dialect): readonly Mutant[] {
  const parts = statementsOf(script, dialect);
  const join = (some: readonly string[]) => some.map((text) => `${text};\n`).join("");
  return [
    ...parts.map((_, at) => ({ what: `drop statement ${at + 1}`, sql: join(parts.toSpliced(at, 1)) })),
    ...parts.flatMap((text, at) =>
      alterations.flatMap(([pattern, other]) => {
        const altered = text.replace(pattern, other);
        if (altered === text) return [];
        const what = `alter statement ${at + 1}: ${pattern.source} → ${other}`;
        return [{ what, sql: join(parts.with(at, altered)) }];
      }),
    ),
    ...parts.flatMap((text, at) => {
      const rest = parts.toSpliced(at, 1);
      const places = [
        ...(at === 0 ? [] : [{ what: `statement ${at + 1} first`, sql: join([text, ...rest]) }]),
        ...(at === parts.length - 1
          ? []
          : [{ what: `statement ${at + 1} last`, sql: join([...rest, text]) }]),
      ];
      return places;
    }),
  ];
}

/** What runs together is one: a question to the catalog with the statement that it guards. */
function statementsOf(script: string, dialect: Dialect): readonly string[] {
  const { statements } = readText("script.sql", script, dialect);
  const groups: { start: number; end: number }[] = [];
  for (const { location, kind } of statements) {
    const { start, end } = location.range;
    const last = groups.at(-1);
    const isBegun =
      last &&
      /^SET @found/i.test(script.slice(last.start)) &&
      !/DEALLOCATE/i.test(script.slice(last.start, last.end));
    if (isBegun && kind !== "ddl") last.end = end;
    else groups.push({ start, end });
  }
  return groups.map(({ start, end }) => script.slice(start, end));
}
