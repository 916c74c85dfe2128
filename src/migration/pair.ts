// Forward scripts and rollbacks → pairs. In: both, by name and version. Out: drafts in order.
// The exact name comes first; a name that merely has the same version pairs only where nothing else could be meant.

import type { SourceFile } from "../text/source-file.js";
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
  const onlyRollbacks = onlyOnes(rollbacks);
  const onlyForwards = onlyOnes(forwards);
  for (const forward of alone) {
    const rollback = onlyForwards.has(forward.version) ? onlyRollbacks.get(forward.version) : undefined;
    if (rollback && byName.delete(rollback.name)) drafts.push(draftOf(forward, rollback));
    else drafts.push(draftOf(forward));
  }
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
    ...(rollback && rollback.name !== name && { rollbackName: rollback.name }),
  };
}

/** The sides that are the only ones of their version. */
function onlyOnes(sides: readonly Side[]): ReadonlyMap<string, Side> {
  const only = new Map<string, Side>();
  const shared = new Set<string>();
  for (const side of sides) {
    if (side.version === "" || only.has(side.version)) shared.add(side.version);
    only.set(side.version, side);
  }
  for (const version of shared) only.delete(version);
  return only;
}
