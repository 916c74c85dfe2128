// Changes in an order in which they run. In: changes, the schema that they meet. Out: statements that the model takes one after the
// other, foreign keys that stand in the way dropped and added again, and what no order makes run. It prints nothing.

import type { Change } from "../sql/change.js";
import { SourceFile } from "../text/source-file.js";
import { applyChanges } from "./apply.js";
import { dropForeignKeyFor, restoreForeignKey } from "./definitions.js";
import type { Refusal } from "./history.js";
import type { ForeignKey, Schema } from "./model.js";
import { Timeline } from "./timeline/timeline.js";

/** What one statement does. */
export interface Unit {
  /** One, or several that the server takes only together. */
  readonly changes: readonly Change[];
  readonly before: Schema;
  readonly after: Schema;
}

export interface Ordered {
  readonly units: readonly Unit[];
  /** The schema when all of them have run. */
  readonly after: Schema;
  /** What the model refuses wherever it stands, each with the reason. */
  readonly refused: readonly { readonly change: Change; readonly refusal: Refusal }[];
}

// Drops come before what they make room for, keys go before what they use, and come after it.
const ranks = [
  "rename",
  "dropForeignKey",
  "dropUser",
  "dropTable",
  "dropCheck",
  "dropKey",
  "dropColumn",
  "dropMade",
  "create",
  "createTable",
  "table",
  "changeColumn",
  "addColumn",
  "addKey",
  "addCheck",
  "addForeignKey",
  "commentKey",
  "createUser",
  "dropType",
] as const;

const rankNumbers = new Map(ranks.map((name, at) => [name, at]));

/** Where a change stands among others; equal ranks keep their order. */
export function rankOf(change: Change): number {
  return rankNumbers.get(rankNameOf(change)) as number;
}

// What stands on tables; all else named is what tables stand on.
const users = new Set(["view", "trigger", "event"]);

function rankNameOf(change: Change): (typeof ranks)[number] {
  switch (change.kind) {
    case "dropForeignKey":
    case "dropTable":
    case "dropColumn":
    case "createTable":
    case "addColumn":
    case "addCheck":
    case "addForeignKey":
      return change.kind;
    case "dropConstraint":
      return change.only === "check" ? "dropCheck" : "dropKey";
    case "dropIndex":
    case "dropPrimaryKey":
      return "dropKey";
    case "redefineColumn":
    case "alterColumn":
      return "changeColumn";
    case "addIndex":
      return "addKey";
    case "setComment":
      return change.object === "constraint" ? "commentKey" : "table";
    case "createEnum":
    case "addEnumValue":
      return "create";
    case "createObject":
      return users.has(change.object) ? "createUser" : "create";
    case "dropObject":
      if (change.object === "type" || change.object === "domain") return "dropType";
      return users.has(change.object) ? "dropUser" : "dropMade";
    case "renameTable":
    case "moveTable":
    case "renameColumn":
    case "renameIndex":
    case "renameConstraint":
    case "renameEnumValue":
    case "renameObject":
      return "rename";
    default:
      return "table";
  }
}

const computed = new SourceFile("computed", "");

/** Each change is tried on the schema that the ones before it left; one that is refused waits for the others. */
export function orderChanges(changes: readonly Change[], before: Schema): Ordered {
  return orderOn(Timeline.on(before), changes);
}

export interface Applied {
  readonly after: Schema;
  /** The numbers of the groups that the model refuses, wholly or in part: nothing of them is done. */
  readonly refused: readonly number[];
}

/** Groups of changes one after the other, each in its own order. All on one timeline: a thousand that stand on each other are slow to look into. */
export function applyGroups(groups: readonly (readonly Change[])[], before: Schema): Applied {
  const timeline = Timeline.on(before);
  const refused = groups.flatMap((changes, number) => {
    const start = timeline.now;
    if (orderOn(timeline, changes).refused.length === 0) return [];
    timeline.revertTo(start);
    return [number];
  });
  return { after: timeline.now, refused };
}

function orderOn(timeline: Timeline, changes: readonly Change[]): Ordered {
  const order = new Order(timeline);
  order.run(changes.toSorted((a, b) => rankOf(a) - rankOf(b)));
  return { units: order.units, after: timeline.now, refused: order.refused };
}

class Order {
  readonly units: Unit[] = [];
  readonly refused: { change: Change; refusal: Refusal }[] = [];
  private readonly pending = new Set<Change>();
  /** Keys to be added, by their tables: there may be thousands. */
  private readonly keys = new Map<string, Change[]>();

  constructor(readonly timeline: Timeline) {}

  run(changes: readonly Change[]): void {
    for (const change of changes) {
      this.pending.add(change);
      if (change.kind !== "addIndex") continue;
      const table = nameOf(change.table);
      const known = this.keys.get(table);
      if (known) known.push(change);
      else this.keys.set(table, [change]);
    }
    while (this.pending.size > 0) {
      const count = this.pending.size;
      // Taken one by one, for what is taken may be another one's partner.
      for (const change of [...this.pending]) {
        if (!this.pending.has(change)) continue;
        const partner = this.partnerOf(change);
        if (this.take(partner ? [change, partner] : [change])) this.settle(change, partner);
        else if (this.isGone(change)) this.settle(change);
      }
      const [first] = this.pending;
      if (first && this.pending.size === count && !this.takeAlone(first) && !this.takeAround(first))
        this.giveUp(first);
    }
  }

  /** A key may always be needed, now or when the script runs again: what takes its place comes in the same statement. */
  private partnerOf(change: Change): Change | undefined {
    if (!("table" in change) || !change.table) return undefined;
    const keys = this.keys.get(nameOf(change.table)) ?? [];
    return keys.find(
      (other) => this.pending.has(other) && (replaces(other, change) || counts(other, change)),
    );
  }

  private settle(...changes: readonly (Change | undefined)[]): void {
    for (const change of changes) if (change) this.pending.delete(change);
  }

  private takeAlone(change: Change): boolean {
    const isTaken = this.take([change]);
    if (isTaken) this.settle(change);
    return isTaken;
  }

  private take(changes: readonly Change[]): boolean {
    const before = this.timeline.now;
    if (this.refusalOf(changes)) {
      this.timeline.revertTo(before);
      return false;
    }
    this.units.push({ changes, before, after: this.timeline.now });
    return true;
  }

  private refusalOf(changes: readonly Change[]): Refusal | undefined {
    return applyChanges(this.timeline, changes, computed).flatMap(({ refusals }) => refusals)[0];
  }

  /** What another change took along needs no drop of its own. */
  private isGone(change: Change): boolean {
    if (!change.kind.startsWith("drop")) return false;
    const start = this.timeline.now;
    const refusal = this.refusalOf([change]);
    this.timeline.revertTo(start);
    return refusal?.kind === "missing";
  }

  /** Foreign keys that stand in the way step aside. */
  private takeAround(change: Change): boolean {
    const keys = this.foreignKeysAround(change);
    const detours = keys.length > 1 ? [...keys.map((key) => [key]), keys] : [keys];
    for (const detour of detours.filter((some) => some.length > 0)) {
      const start = this.timeline.now;
      const taken = this.units.length;
      if ([...detour.map(dropForeignKeyFor), change].every((one) => this.take([one]))) {
        // Without the table there is nothing to refer to.
        const back = change.kind === "dropTable" ? [] : detour.flatMap(restoreForeignKey);
        this.pending.delete(change);
        for (const key of back) this.pending.add(key);
        return true;
      }
      this.units.length = taken;
      this.timeline.revertTo(start);
    }
    return false;
  }

  private foreignKeysAround(change: Change): readonly ForeignKey[] {
    if (change.kind === "addForeignKey" || !("table" in change) || !change.table) return [];
    const table = this.timeline.now.table(change.table.name.text, change.table.schema?.text);
    if (!table) return [];
    const toTable = this.timeline.now.foreignKeysTo(table);
    return change.kind === "dropTable" ? toTable : [...new Set([...table.foreignKeys, ...toTable])];
  }

  private giveUp(change: Change): void {
    const start = this.timeline.now;
    const refusal = this.refusalOf([change]);
    this.timeline.revertTo(start);
    if (refusal) this.refused.push({ change, refusal });
    this.pending.delete(change);
  }
}

/** Whether a change adds what another one drops, under the same name. */
function replaces(added: Change, dropped: Change): boolean {
  if (added.kind !== "addIndex" || !("table" in dropped) || !dropped.table) return false;
  if (nameOf(added.table) !== nameOf(dropped.table)) return false;
  if (dropped.kind === "dropPrimaryKey") return added.index.kind === "primary";
  return dropped.kind === "dropIndex" && added.index.name?.text === dropped.index.name.text;
}

/** Whether a change adds the key that a column which another one adds has to have: AUTO_INCREMENT (MySQL 8.4 manual 15.1.20). */
function counts(added: Change, counter: Change): boolean {
  if (added.kind !== "addIndex" || counter.kind !== "addColumn" || !counter.column.autoIncrement)
    return false;
  const first = added.index.parts[0]?.column?.text.toLowerCase();
  return nameOf(added.table) === nameOf(counter.table) && first === counter.column.name.text.toLowerCase();
}

function nameOf({ name, schema }: { name: { text: string }; schema?: { text: string } }): string {
  return `${schema?.text ?? ""}.${name.text}`;
}
