// A column while it is being read. In: its name. Out: a definition that can be written to.

import type { ColumnDefinition, Name } from "../definition.js";

export type ColumnDraft = { -readonly [K in keyof ColumnDefinition]: ColumnDefinition[K] };

const none: readonly never[] = [];

/** Every field is there from the start: one shape for all columns is read and copied fastest. */
export function draftColumn(name: Name): ColumnDraft {
  return {
    name,
    type: undefined,
    nullable: undefined,
    default: undefined,
    onUpdate: undefined,
    autoIncrement: undefined,
    identity: undefined,
    generated: undefined,
    comment: undefined,
    visible: true,
    indexes: none,
    foreignKeys: none,
    checks: none,
    range: name.range,
  };
}

/** Adds to a list that all drafts may share while it is empty. */
export function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list === none) return [item];
  (list as T[]).push(item);
  return list;
}
