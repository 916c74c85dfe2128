// What the server does with the changes of one statement. In: a timeline, changes, where they stand. Out: for each its
// outcome, with the schema before and after it. It follows no dynamic SQL and knows no migrations.

import type { AlterColumn, Change, ChangeKind } from "../sql/change.js";
import type { Dialect } from "../sql/definition.js";
import type { SourceFile } from "../text/source-file.js";
import { applyAlterColumn } from "./apply/alter-column.js";
import { applyAddColumn, applyRedefineColumn, applyRenameColumn } from "./apply/columns.js";
import { applySetComment } from "./apply/comments.js";
import {
  applyAddCheck,
  applyAddForeignKey,
  applyAlterConstraint,
  applyDropConstraint,
  applyDropForeignKey,
  applyRenameConstraint,
} from "./apply/constraints.js";
import { applyCreateTable } from "./apply/create-table.js";
import { applyDropColumn } from "./apply/drop-column.js";
import { applyDropTable } from "./apply/drop-table.js";
import { applyAddEnumValue, applyCreateEnum, applyRenameEnumValue } from "./apply/enum-types.js";
import { refuseFaults } from "./apply/faults.js";
import {
  applyAddIndex,
  applyDropIndex,
  applyDropPrimaryKey,
  applyRenameIndex,
  applySetIndexVisibility,
} from "./apply/indexes.js";
import { changesOfChildren, isBoundByInheritance } from "./apply/inheritance.js";
import { refuseNeededIndexes } from "./apply/needed-indexes.js";
import { nameNotNulls } from "./apply/not-null.js";
import {
  applyAlterObject,
  applyCreateObject,
  applyDropObject,
  applyRenameObject,
  doubtViews,
} from "./apply/objects.js";
import { meantBy } from "./apply/relations.js";
import { type Effect, Site } from "./apply/site.js";
import {
  applyAttachPartition,
  applyConvertCharset,
  applyMoveTable,
  applyRenameTable,
  applySetTableOptions,
  applyTouchTable,
} from "./apply/tables.js";
import { isOfType } from "./apply/user-types.js";
import type { Refusal, Step } from "./history.js";
import type { Moment } from "./timeline/moment.js";
import type { Timeline } from "./timeline/timeline.js";

type Apply<K extends ChangeKind> = (site: Site, change: Extract<Change, { kind: K }>) => Effect;

const appliers: { readonly [K in ChangeKind]: Apply<K> } = {
  createTable: applyCreateTable,
  dropTable: applyDropTable,
  renameTable: applyRenameTable,
  moveTable: applyMoveTable,
  setTableOptions: applySetTableOptions,
  convertCharset: applyConvertCharset,
  addColumn: applyAddColumn,
  dropColumn: applyDropColumn,
  redefineColumn: applyRedefineColumn,
  renameColumn: applyRenameColumn,
  alterColumn: applyAlterColumn,
  addIndex: applyAddIndex,
  dropIndex: applyDropIndex,
  renameIndex: applyRenameIndex,
  setIndexVisibility: applySetIndexVisibility,
  dropPrimaryKey: applyDropPrimaryKey,
  addForeignKey: applyAddForeignKey,
  dropForeignKey: applyDropForeignKey,
  addCheck: applyAddCheck,
  dropConstraint: applyDropConstraint,
  renameConstraint: applyRenameConstraint,
  alterConstraint: applyAlterConstraint,
  setComment: applySetComment,
  attachPartition: applyAttachPartition,
  createEnum: applyCreateEnum,
  addEnumValue: applyAddEnumValue,
  renameEnumValue: applyRenameEnumValue,
  createObject: applyCreateObject,
  dropObject: applyDropObject,
  renameObject: applyRenameObject,
  alterObject: applyAlterObject,
  touchTable: applyTouchTable,
};

// The order in which a server takes the parts of one ALTER TABLE, whatever the order they are written in: PostgreSQL's
// passes (src/backend/commands/tablecmds.c, AlterTablePass), MySQL's mysql_prepare_alter_table.
const passes: Partial<Record<ChangeKind, number>> = {
  dropForeignKey: 1,
  dropConstraint: 1,
  dropIndex: 2,
  dropPrimaryKey: 2,
  dropColumn: 3,
  setTableOptions: 4,
  convertCharset: 4,
  redefineColumn: 5,
  renameColumn: 5,
  addColumn: 6,
  renameIndex: 7,
  addIndex: 8,
  addCheck: 9,
  addForeignKey: 10,
  renameTable: 12,
};

function passOf(change: Change, dialect: Dialect): number {
  if (change.kind === "alterColumn") return dialect === "postgresql" ? passOfFact(change) : 5;
  return passes[change.kind] ?? 11;
}

/**
 * A default or NOT NULL may be given to a column that the same ALTER TABLE adds; a new type may not, and nothing be taken from it. A column
 * is NOT NULL before it becomes an identity.
 */
function passOfFact({ type, default: value, nullable, identity, generated }: AlterColumn): number {
  if (value === null || nullable?.value === true || identity?.value === null || generated === null) return 3;
  if (type) return 5;
  return identity ? 9 : 7;
}

export interface AppliedChange {
  readonly change: Change;
  readonly outcome: Exclude<Step["outcome"], "skipped">;
  readonly refusals: readonly Refusal[];
  readonly before: Moment;
  readonly after: Moment;
}

/** Applies the changes of one statement, in the order in which the server takes them. */
export function applyChanges(
  timeline: Timeline,
  changes: readonly Change[],
  file: SourceFile,
): readonly AppliedChange[] {
  const site = new Site(timeline, file, changes);
  // RENAME TABLE and DROP TABLE go from left to right.
  const isAlter =
    changes.length > 1 && changes.some(({ kind }) => kind !== "dropTable" && kind !== "renameTable");
  const ordered = isAlter
    ? changes.toSorted((a, b) => passOf(a, timeline.dialect) - passOf(b, timeline.dialect))
    : changes;
  const applied = ordered.map((change) => applyOne(site, change, true));
  return site.droppedIndexes.length === 0 ? applied : withNeededIndexes(site, applied);
}

/** `isOwn`: the statement says it, of this table. */
function applyOne(site: Site, written: Change, isOwn = false): AppliedChange {
  const before = site.schema;
  const change = meantBy(site, written);
  site.beginChange();
  const effect =
    isOfType(site, change) || (isOwn && isBoundByInheritance(site, change))
      ? "unchanged"
      : (appliers[change.kind] as (site: Site, change: Change) => Effect)(site, change);
  if (effect === "changed") {
    refuseFaults(site, change, before);
    nameNotNulls(site, change);
  }
  const refusals = site.refusals;
  // Nothing stays of what is refused, but for what `history.ts` names.
  if (refusals.length > 0 && effect === "unchanged") site.timeline.revertTo(before);
  if (effect === "changed" && site.postgresql) {
    for (const again of changesOfChildren(site, change, before)) applyOne(site, again);
    if ((change as { readonly cascade?: boolean }).cascade) doubtViews(site);
  }
  const outcome = refusals.length > 0 ? "refused" : effect;
  return { change: written, outcome, refusals, before, after: site.schema };
}

function withNeededIndexes(site: Site, applied: readonly AppliedChange[]): readonly AppliedChange[] {
  site.beginChange();
  const refused = refuseNeededIndexes(site);
  if (refused.length === 0) return applied;
  const { refusals, schema } = site;
  return applied.map((one, index) => {
    const refusal = refusals[refused.indexOf(one.change)];
    const last = index === applied.length - 1 ? { ...one, after: schema } : one;
    return refusal ? { ...last, outcome: "refused", refusals: [...one.refusals, refusal] } : last;
  });
}
