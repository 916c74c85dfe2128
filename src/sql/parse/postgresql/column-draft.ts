// A column while it is being read. In: nothing. Out: a type, and the keys that stand behind a column's type.

import type { Range } from "../../../text/source-file.js";
import type { ColumnDefinition, IndexDefinition, Name } from "../../definition.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Parts = "indexes" | "foreignKeys" | "checks";

export type ColumnDraft = Writable<Omit<ColumnDefinition, "name" | "range" | Parts>> & {
  readonly [K in Parts]: ColumnDefinition[K][number][];
};

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
