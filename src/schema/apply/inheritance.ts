// What a change of a parent table does to its children on PostgreSQL. In: a change. Out: the same change for each child.
// PostgreSQL 18 manual 5.11 and 5.12: columns and checks are inherited, partitions have their parent's keys as well.

import type { Change } from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import type { Column, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import type { Site } from "./site.js";

const inherited = new Set<Change["kind"]>([
  "addColumn",
  "dropColumn",
  "renameColumn",
  "alterColumn",
  "addCheck",
]);
const ofPartitions = new Set<Change["kind"]>(["addIndex", "addForeignKey"]);

/** `before`: the schema before the parent was changed. */
export function changesOfChildren(site: Site, change: Change, before: Moment): readonly Change[] {
  if (!("table" in change) || !change.table || change.table.only) return [];
  if (!inherited.has(change.kind) && !ofPartitions.has(change.kind)) return [];
  const table = site.lookUp(change.table);
  if (!table || (ofPartitions.has(change.kind) && !table.partitioned)) return [];
  const followers = childrenOf(site, table).filter(
    (child) => !keeps(site, child, before.table(table.name, table.schema), change),
  );
  return followers.map((child) => forChild(change, child));
}

/** A child keeps a dropped column that it states itself, or that another parent has; a partition does not. */
function keeps(site: Site, child: Table, parent: Table | undefined, change: Change): boolean {
  if (change.kind !== "dropColumn" || !parent || parent.partitioned) return false;
  const name = change.column.text;
  const [own, inherited] = [site.column(child, name), site.column(parent, name)];
  if (!own || !inherited) return false;
  return isStated(own, inherited, child) || parentsOf(site, child).some((one) => site.column(one, name));
}

/** What a child has of its parents was born where theirs was. */
function isStated({ bornAt: own }: Column, { bornAt: inherited }: Column, { bornAt: child }: Table): boolean {
  if (own.file === inherited.file && own.range.start === inherited.range.start) return false;
  return own.file !== child.file || own.range.start > child.range.start;
}

function childrenOf(site: Site, { name }: Table): readonly Table[] {
  return site.timeline.tablesMentioning("parent", name).filter(({ inherits }) => inherits.includes(name));
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

/** Columns change with their parent's, and a partition has no others (PostgreSQL 15: tried). True where the server refuses. */
export function isBoundByInheritance(site: Site, change: Change): boolean {
  if (!site.postgresql || !("table" in change) || !change.table) return false;
  const table = site.lookUp(change.table);
  const reason = table && reasonOf(site, table, change);
  if (reason === undefined) return false;
  site.refuse("conflict", reason.message, change.range, site.birthPlace(reason.because));
  return true;
}

interface Reason {
  readonly message: string;
  readonly because: Table;
}

function reasonOf(site: Site, table: Table, change: Change): Reason | undefined {
  if (change.kind === "addColumn") {
    const because = parentsOf(site, table).find(({ partitioned }) => partitioned);
    const message = `Table \`${table.name}\` cannot have a column of its own: it is a partition.`;
    return because ? { message, because } : reasonOfOnly(site, table, change);
  }
  const isType = change.kind === "alterColumn" && change.type !== undefined;
  if (!isType && change.kind !== "dropColumn" && change.kind !== "renameColumn") return undefined;
  const because = parentsOf(site, table).find((parent) => site.column(parent, change.column.text));
  const message = `Column \`${change.column.text}\` of \`${table.name}\` cannot be changed: it is inherited.`;
  return because ? { message, because } : reasonOfOnly(site, table, change);
}

/** ONLY the parent: its columns are the children's, too; but a child keeps what is dropped where it is no partition. */
function reasonOfOnly(site: Site, table: Table, change: Change & { table: ObjectName }): Reason | undefined {
  if (!change.table.only || (change.kind === "dropColumn" && !table.partitioned)) return undefined;
  const [because] = childrenOf(site, table);
  const message = `Columns of \`${table.name}\` cannot be changed ONLY there: other tables inherit them.`;
  return because && { message, because };
}

function parentsOf(site: Site, { inherits, schema }: Table): readonly Table[] {
  return inherits.flatMap((name) => site.schema.table(name, schema) ?? site.schema.table(name) ?? []);
}
