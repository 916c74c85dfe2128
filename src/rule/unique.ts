// UNIQUE keys that hold. In: a table and what the key has to be. Out: the key that holds, or why one does not.
// NULLs are not equal to each other: a key with a column that may be NULL lets rows repeat.

import type { Column, Index, Table } from "../schema/model.js";
import { nullableColumnsOf, uniqueKeys } from "../schema/queries.js";

export interface UniqueKeySearch {
  /** A key that holds. */
  readonly holding?: Index;
  /** Where none holds: one that would, were these columns NOT NULL. */
  readonly open?: { readonly key: Index; readonly columns: readonly Column[] };
}

export function findUniqueKey(table: Table, fits: (key: Index) => boolean): UniqueKeySearch {
  const keys = uniqueKeys(table).filter(fits);
  const holding = keys.find((key) => nullableColumnsOf(table, key).length === 0);
  if (holding) return { holding };
  const [key] = keys;
  return key ? { open: { key, columns: nullableColumnsOf(table, key) } } : {};
}
