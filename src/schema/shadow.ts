// What a CREATE TABLE IF NOT EXISTS would have made, had the table not been there. In: its step. Out: a table beside the real one.

import type { CreateTable } from "../sql/change.js";
import { applyChanges } from "./apply.js";
import { objectNameFor } from "./definitions.js";
import type { Step } from "./history.js";
import type { Table } from "./model.js";
import { Timeline } from "./timeline/timeline.js";

export interface Shadow {
  /** The table that is there. */
  readonly existing: Table;
  /** The table that the statement describes; missing where the server would refuse it. */
  readonly described?: Table;
}

/** The two tables of a CREATE TABLE that did nothing because its table exists; nothing for any other step. */
export function shadowOf({ change, outcome, before, location }: Step): Shadow | undefined {
  if (change.kind !== "createTable" || !change.ifNotExists || outcome !== "unchanged") return undefined;
  const existing = before.table(change.table.name.text, change.table.schema?.text);
  if (!existing) return undefined;
  const timeline = Timeline.on(before);
  // Tables that refer to it are in nobody's way here.
  timeline.settings = { ...timeline.settings, foreignKeyChecks: false };
  const { range } = change;
  const drop = {
    kind: "dropTable",
    table: objectNameFor(existing),
    ifExists: false,
    cascade: true,
    temporary: false,
    range,
  } as const;
  const create: CreateTable = { ...change, ifNotExists: false };
  applyChanges(timeline, [drop], location.file);
  const [created] = applyChanges(timeline, [create], location.file);
  return { existing, described: created?.after.table(existing.name, existing.schema) };
}
