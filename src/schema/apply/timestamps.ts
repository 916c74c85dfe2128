// What a bare TIMESTAMP meant before explicit_defaults_for_timestamp was on. In: columns, how they were written. Out: columns.
// MySQL 5.7 manual 5.1.7 and 11.2.5; MariaDB documentation "TIMESTAMP", before 10.10.

import type { ColumnDefinition, DefaultValue } from "../../sql/definition.js";
import { nowhere } from "../../text/source-file.js";
import type { Column } from "../model.js";

const now: DefaultValue = { kind: "now", text: "CURRENT_TIMESTAMP", range: nowhere };
const zero: DefaultValue = {
  kind: "literal",
  text: "'0000-00-00 00:00:00'",
  value: "0000-00-00 00:00:00",
  range: nowhere,
};

/** TIMESTAMP columns that say nothing of NULL are NOT NULL; the first without default maintains itself, the others are zero. */
export function withImplicitTimestamps(
  columns: readonly Column[],
  definitions: readonly ColumnDefinition[],
): readonly Column[] {
  const written = new Map(definitions.map((definition) => [definition.name.text, definition]));
  let isFirst = true;
  return columns.map((column) => {
    const definition = written.get(column.name);
    if (column.type.name !== "timestamp" || !definition || definition.nullable?.value === true) return column;
    const bare = column.default === undefined && column.onUpdate === undefined && !column.generated;
    const first = isFirst;
    isFirst = false;
    if (!bare) return column.with({ nullable: false });
    return first
      ? column.with({ nullable: false, default: now, onUpdate: now.text })
      : column.with({ nullable: false, default: zero });
  });
}
