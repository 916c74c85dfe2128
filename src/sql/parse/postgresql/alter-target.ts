// What every change of one ALTER TABLE carries. In: nothing. Out: a type.

import type { ObjectName } from "../../definition.js";

export interface AlterTarget {
  readonly table: ObjectName;
  readonly ifTableExists?: boolean;
}
