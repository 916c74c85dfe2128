// What a change of a parent table does to its children on PostgreSQL. In: a change. Out: the same change for each child.
// PostgreSQL 18 manual 5.11 and 5.12: columns and checks are inherited, partitions have their parent's keys as well.

import type { Change } from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import type { Table } from "../model.js";
import type { Site } from "./site.js";

const inherited = new Set<Change["kind"]>([
  "addColumn",
  "dropColumn",
  "renameColumn",
  "alterColumn",
  "addCheck",
]);
const ofPartitions = new Set<Change["kind"]>(["addIndex", "addForeignKey"]);

export function changesOfChildren(site: Site, change: Change): readonly Change[] {
  if (!("table" in change) || !change.table || change.table.only) return [];
  if (!inherited.has(change.kind) && !ofPartitions.has(change.kind)) return [];
  const table = site.lookUp(change.table);
  if (!table || (ofPartitions.has(change.kind) && !table.partitioned)) return [];
  return site.timeline
    .tablesMentioning("parent", table.name)
    .filter((child) => child.inherits.includes(table.name))
    .map((child) => forChild(change, child));
}

function forChild(change: Change, child: Table): Change {
  const own = { ...change, table: nameOf(child, change.range) };
  // The child's index and constraint names are its own.
  if (own.kind === "addIndex") return { ...own, index: { ...own.index, name: undefined } } as Change;
  return own as Change;
}

function nameOf({ name, schema = "public" }: Table, range: Change["range"]): ObjectName {
  return {
    name: { text: name, quoted: true, range },
    schema: { text: schema, quoted: true, range },
    range,
  };
}
