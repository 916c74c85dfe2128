// What the actions of one ALTER TABLE share. In: nothing. Out: a type, a list of words.

import type { ObjectName } from "../../definition.js";

export interface AlterTarget {
  readonly table: ObjectName;
  readonly ifTableExists?: boolean;
}

/** With these an action begins. */
export const actionWords = ["ADD", "DROP", "ALTER", "RENAME", "MODIFY", "CHANGE", "VALIDATE", "SET"];

/** Behind a column's definition: an action whose comma was forgotten, a statement that lacks the `;` before it. */
export const columnStops = ["FIRST", "AFTER", ...actionWords, "CREATE", "INSERT", "UPDATE", "DELETE"];
