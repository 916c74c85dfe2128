// Lists of which some parts change. In: a list, what becomes of each part. Out: a list.

/** The list itself where nothing in it changes: what stays the same is shared. */
export function mapChanged<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.some((item, at) => item !== list[at]) ? changed : list;
}
