// A column while it is being read. In: its name. Out: a definition that can be written to.

import type { ColumnDefinition, Name } from "../definition.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Parts = "indexes" | "foreignKeys" | "checks";

export type ColumnDraft = Writable<Omit<ColumnDefinition, Parts>> & {
  readonly [K in Parts]: ColumnDefinition[K][number][];
};

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
    indexes: [],
    foreignKeys: [],
    checks: [],
    range: name.range,
  };
}
