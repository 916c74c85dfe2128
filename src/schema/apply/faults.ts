// What a server takes in no table, wherever it comes from. In: a site, a change that went through. Out: nothing; what the change
// states, or brings about, is told as a refusal, and the model keeps it: it is what was meant.

import type { Change } from "../../sql/change.js";
import type { Location } from "../../text/source-file.js";
import type { Schema, Table } from "../model.js";
import { columnFaults } from "./column-faults.js";
import { forbiddenUses } from "./forbidden-uses.js";
import { keyFaults } from "./key-faults.js";
import { typeFaults } from "./postgresql-faults.js";
import type { Related, Site } from "./site.js";
import { tableFaults } from "./table-faults.js";

export interface Fault {
  readonly message: string;
  readonly help?: string;
  /** What states it; missing where several facts do together. */
  readonly place?: Location;
  readonly related?: Related;
}

const concerned = new Set<Change["kind"]>([
  "createTable",
  "addColumn",
  "redefineColumn",
  "alterColumn",
  "addIndex",
  "addCheck",
  "addForeignKey",
]);

export function refuseFaults(site: Site, change: Change, before: Schema): void {
  if (!concerned.has(change.kind) || !("table" in change) || !change.table) return;
  const table = site.lookUp(change.table);
  if (!table) return;
  const old = before.table(table.name, table.schema);
  const faultsOfColumns = site.postgresql ? typeFaults(table, old) : columnFaults(site, table, old);
  for (const fault of faultsOfColumns) if (isStatedBy(site, change, fault)) tell(site, fault, change);
  if (site.postgresql) return;
  const faults = faultsOfParts(site, table);
  if (faults.length === 0) return;
  const known = new Set(old && faultsOfParts(site, old).map(({ message }) => message));
  for (const fault of faults)
    if (isStatedBy(site, change, fault) || !known.has(fault.message)) tell(site, fault, change);
}

function faultsOfParts(site: Site, table: Table): readonly Fault[] {
  return [...forbiddenUses(site, table), ...keyFaults(site, table), ...tableFaults(site, table)];
}

function isStatedBy(site: Site, { range }: Change, { place }: Fault): boolean {
  return (
    place !== undefined &&
    place.file === site.file &&
    range.start <= place.range.start &&
    place.range.end <= range.end
  );
}

function tell(site: Site, fault: Fault, change: Change): void {
  const { message, help, place } = fault;
  const isHere = isStatedBy(site, change, fault);
  const related =
    fault.related ?? (place && !isHere ? { at: place, message: "It is stated here." } : undefined);
  site.refuse("conflict", message, isHere && place ? place.range : change.range, related, help);
}
