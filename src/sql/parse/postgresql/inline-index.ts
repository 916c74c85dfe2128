// Keys that stand behind a column's type on PostgreSQL. In: the column. Out: a definition.

import type { Range } from "../../../text/source-file.js";
import type { IndexDefinition, Name } from "../../definition.js";

/** UNIQUE or PRIMARY KEY behind a column's type. */
export function inlineIndex(
  kind: "primary" | "unique",
  column: Name,
  range: Range,
  rest: Partial<IndexDefinition> = {},
): IndexDefinition {
  return {
    kind,
    parts: [{ column, descending: false, range }],
    constraint: true,
    inline: true,
    include: [],
    visible: true,
    nullsNotDistinct: false,
    ...rest,
    range,
  };
}
