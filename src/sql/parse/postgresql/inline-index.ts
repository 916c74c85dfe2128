// Keys that stand behind a column's type on PostgreSQL. In: the column. Out: a definition.

import type { Range } from "../../../text/source-file.js";
import type { IndexDefinition, Name } from "../../definition.js";

const none: readonly never[] = [];

/** UNIQUE or PRIMARY KEY behind a column's type. */
export function inlineIndex(
  kind: "primary" | "unique",
  column: Name,
  range: Range,
  name: Name | undefined,
  nullsNotDistinct = false,
): IndexDefinition {
  return {
    kind,
    name,
    parts: [{ column, expression: undefined, descending: false, range }],
    constraint: true,
    inline: true,
    method: undefined,
    where: undefined,
    include: none,
    comment: undefined,
    visible: true,
    nullsNotDistinct,
    range,
  };
}
