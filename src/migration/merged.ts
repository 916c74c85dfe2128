// The migrations of here beside those of the branch that the work goes to. In: the sets of both. Out: folder by folder what was there, and the
// order in which all would run. It reads no file.

import type { Migration, MigrationSet } from "./migration.js";

/** One folder. */
export interface MergedSet {
  /** As they are here, in order. */
  readonly migrations: readonly Migration[];
  /** As they were where the work left that branch. */
  readonly merged: readonly Migration[];
  /** Those of here and those that the branch has by now, in the order in which they would run. */
  readonly order: readonly { readonly name: string; readonly isMerged: boolean }[];
}

export interface Sides {
  readonly here: readonly MigrationSet[];
  /** Where the work left the branch. */
  readonly left: readonly MigrationSet[];
  /** The branch by now. */
  readonly tip: readonly MigrationSet[];
  /** The files of `tip` and `here`, read together. */
  readonly together: readonly MigrationSet[];
}

export function mergedSetsOf({ here, left, tip, together }: Sides): readonly MergedSet[] {
  return here.map(({ folder }): MergedSet => {
    const names = new Set(runningIn(tip, folder).map(({ name }) => name));
    return {
      migrations: runningIn(here, folder),
      merged: runningIn(left, folder),
      order: runningIn(together, folder).map(({ name }) => ({ name, isMerged: names.has(name) })),
    };
  });
}

function runningIn(sets: readonly MigrationSet[], folder: string): readonly Migration[] {
  return sets
    .filter((set) => set.folder === folder)
    .flatMap(({ migrations }) => migrations)
    .filter(({ kind, forward }) => kind === "migration" && forward !== undefined);
}
