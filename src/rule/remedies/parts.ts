// The small parts of changes that no text states. In: names and values. Out: the same, placed nowhere.

import type { Check, Column, EnumType, ForeignKey, Index, Table } from "../../schema/model.js";
import type { Name, ObjectName, Written } from "../../sql/definition.js";
import { nowhere } from "../../text/source-file.js";

export function identifier(text: string): Name {
  return { text, quoted: false, range: nowhere };
}

export function written<T>(value: T): Written<T> {
  return { value, range: nowhere };
}

export function objectName(name: string, schema?: string): ObjectName {
  return {
    ...(schema !== undefined && { schema: identifier(schema) }),
    name: identifier(name),
    range: nowhere,
  };
}

/** How a change names a table, an enum type, or the table of a part. */
export function nameOf(owner: Table | EnumType | Column | Index | ForeignKey | Check): ObjectName {
  return objectName("table" in owner ? owner.table : owner.name, owner.schema);
}
