// The migrations of one folder as neighbours. In: the list that every migration subject of the folder shares. Out: who stands
// before one, and who has its version. Looked up, not searched: a folder may hold ten thousand.

import type { Migration } from "../migration/migration.js";

interface Neighbours {
  readonly before: ReadonlyMap<Migration, Migration>;
  readonly byVersion: ReadonlyMap<string, readonly Migration[]>;
}

const known = new WeakMap<readonly Migration[], Neighbours>();

/** The migration that runs right before one. */
export function migrationBefore(migration: Migration, siblings: readonly Migration[]): Migration | undefined {
  return neighboursOf(siblings).before.get(migration);
}

/** All migrations of one version, in order; numbers are equal whatever zeros lead them. */
export function migrationsOfVersion(version: string, siblings: readonly Migration[]): readonly Migration[] {
  return version === "" ? [] : (neighboursOf(siblings).byVersion.get(foldVersion(version)) ?? []);
}

/** `007` → `7`. */
export function foldVersion(version: string): string {
  return version.replace(/^0+(?=\d)/, "");
}

function neighboursOf(siblings: readonly Migration[]): Neighbours {
  const found = known.get(siblings);
  if (found) return found;
  const before = new Map<Migration, Migration>();
  const byVersion = new Map<string, Migration[]>();
  let last: Migration | undefined;
  for (const migration of siblings) {
    if (!migration.forward) continue;
    if (last) before.set(migration, last);
    last = migration;
    const version = foldVersion(migration.version);
    const sharing = byVersion.get(version);
    if (sharing) sharing.push(migration);
    else byVersion.set(version, [migration]);
  }
  const neighbours = { before, byVersion };
  known.set(siblings, neighbours);
  return neighbours;
}
