// The second opinion on a project's scripts. In: migration sets as read. Out: the same, their uncertain problems asked of the dialect's
// full parser. It judges nothing itself.

import type { MigrationSet, Script } from "../migration/migration.js";
import { confirmProblems } from "../sql/second-opinion.js";

/** A set whose scripts raise no doubt is the same object. */
export async function confirmSets<S extends MigrationSet>(sets: readonly S[]): Promise<readonly S[]> {
  const confirmed: S[] = [];
  for (const set of sets) confirmed.push(await confirmSet(set));
  return confirmed;
}

async function confirmSet<S extends MigrationSet>(set: S): Promise<S> {
  const migrations: MigrationSet["migrations"][number][] = [];
  for (const migration of set.migrations) {
    const forward = await confirmScript(migration.forward);
    const rollback = await confirmScript(migration.rollback);
    const isSame = forward === migration.forward && rollback === migration.rollback;
    migrations.push(isSame ? migration : { ...migration, forward, rollback });
  }
  return migrations.every((one, at) => one === set.migrations[at]) ? set : { ...set, migrations };
}

async function confirmScript(script: Script | undefined): Promise<Script | undefined> {
  if (!script) return undefined;
  const statements = await confirmProblems(script.statements);
  return statements.every((one, at) => one === script.statements[at]) ? script : { ...script, statements };
}
