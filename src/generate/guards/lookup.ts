// What lets a change run twice. In: nothing. Out: types.

import type { Change } from "../../sql/change.js";

/** A question to the catalog: a change runs where there are such rows, or where there are none. */
export interface Lookup {
  readonly from: string;
  readonly where: readonly string[];
  readonly runsIf: "there" | "not there";
}

export interface Guarded {
  /** With its own IF [NOT] EXISTS, where the server has that. */
  readonly change: Change;
  /** Missing where the change needs none: it has its own condition, or it sets what it sets each time. */
  readonly lookup?: Lookup;
}
