// What the actions of one ALTER TABLE share. In: nothing. Out: a type, a list of words.

import type { ObjectName } from "../../definition.js";

export interface AlterTarget {
  readonly table: ObjectName;
  readonly ifTableExists?: boolean;
}

/** With these an action begins. */
export const actionWords = ["ADD", "DROP", "ALTER", "RENAME", "MODIFY", "CHANGE", "VALIDATE", "SET"];
