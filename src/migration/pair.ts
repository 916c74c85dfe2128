// Forward scripts and rollbacks → pairs. In: both, by name and version. Out: drafts in order.
// The exact name comes first, then the name without the database that one of both is for; a name that merely has the same version pairs
// only where nothing else could be meant.

import type { SourceFile } from "../text/source-file.js";
import { withoutDatabase } from "./databases.js";
import { type Draft, wholeFile } from "./layout.js";
import { compareInOrder } from "./names.js";

/** One direction of a migration, in a file of its own. */
export interface Side {
  readonly version: string;
  /** Without what makes it forward or rollback: equal names are a pair. */
  readonly name: string;
  readonly file: SourceFile;
}

export function pairUp(forwards: readonly Side[], rollbacks: readonly Side[]): Draft[] {
  const byName = new Map<string, Side>();
  const orphans: Side[] = [];
  for (const rollback of rollbacks) {
    if (byName.has(rollback.name)) orphans.push(rollback);
    else byName.set(rollback.name, rollback);
  }
  const drafts: Draft[] = [];
  const alone: Side[] = [];
  for (const forward of forwards) {
    const rollback = byName.get(forward.name);
    if (!rollback) alone.push(forward);
    else {
      byName.delete(forward.name);
      drafts.push(draftOf(forward, rollback));
    }
  }
  for (const keyOf of [generalName, versionOfSide]) {
    const onlyRollbacks = onlyOnes(rollbacks, keyOf);
    const onlyForwards = onlyOnes(forwards, keyOf);
    for (const forward of alone.splice(0)) {
      const key = keyOf(forward);
      const rollback = onlyForwards.has(key) ? onlyRollbacks.get(key) : undefined;
      if (rollback && byName.delete(rollback.name)) drafts.push(draftOf(forward, rollback));
      else alone.push(forward);
    }
  }
  drafts.push(...alone.map((forward) => draftOf(forward)));
  for (const { version, name, file } of [...orphans, ...byName.values()])
    drafts.push({ kind: "rollback", version, name, rollback: wholeFile(file) });
  return drafts.sort(compareInOrder);
}

/** A file that is read and not replayed. */
export function seedDraft(version: string, name: string, file: SourceFile): Draft {
  return { kind: "seed", version, name, forward: wholeFile(file) };
}

function draftOf({ version, name, file }: Side, rollback?: Side): Draft {
  return {
    kind: "migration",
    version,
    name,
    forward: wholeFile(file),
    ...(rollback && { rollback: wholeFile(rollback.file) }),
    ...(rollback &&
      withoutDatabase(rollback.name) !== withoutDatabase(name) && { rollbackName: rollback.name }),
  };
}

function generalName({ name }: Side): string {
  return withoutDatabase(name);
}

function versionOfSide({ version }: Side): string {
  return version;
}

/** The sides that are the only ones of their key. */
function onlyOnes(sides: readonly Side[], keyOf: (side: Side) => string): ReadonlyMap<string, Side> {
  const only = new Map<string, Side>();
  const shared = new Set([""]);
  for (const side of sides) {
    const key = keyOf(side);
    if (only.has(key)) shared.add(key);
    only.set(key, side);
  }
  for (const key of shared) only.delete(key);
  return only;
}
