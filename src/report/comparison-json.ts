// Two sets of migrations side by side, for programs. In: a comparison, what its sides are called. Out: one line of JSON. Lines and
// columns count from 1, columns in UTF-16 units.

import type { Side } from "../lint/comparison.js";
import { percentOf, type Share } from "../lint/matrix.js";
import { toJson } from "./escape.js";
import type { ComparisonReporter } from "./reporter.js";

export const comparisonJson: ComparisonReporter = {
  name: "json",
  render: ({ tables, compared, conventions, sameSchema, sameConventions }, names) =>
    toJson({
      version: 1,
      a: names.a,
      b: names.b,
      sameSchema,
      sameConventions,
      tablesCompared: compared,
      tables: tables.map(({ table, differences }) => ({
        table,
        differences: differences.map(({ kind, name, fact, a, b }) => ({
          kind,
          name,
          fact,
          a: sideObject(a),
          b: sideObject(b),
        })),
      })),
      conventions: conventions.map(({ section, title, a, b, rules }) => ({
        section,
        title,
        a: shareObject(a),
        b: shareObject(b),
        rules,
      })),
    }),
};

/** Null where the thing is on the other side only. */
function sideObject(side: Side | undefined): object | null {
  if (!side) return null;
  const { file, range } = side.at;
  return { text: side.text, file: file.path, ...file.positionAt(range.start) };
}

function shareObject(share: Share): object {
  return { ...share, percent: percentOf(share) ?? null };
}
