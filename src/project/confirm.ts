// The second opinion on a project's scripts. In: migration sets as read. Out: the same, their uncertain problems asked of the dialect's
// full parser. It judges nothing itself.

import type { MigrationSet, Script } from "../migration/migration.js";
import { type ConfirmOptions, confirmProblems } from "../sql/second-opinion.js";
import type { Statement } from "../sql/statement.js";

/** By the statements of a script as read: what became of them. */
export type KnownOpinions = WeakMap<readonly Statement[], readonly Statement[]>;

/** A set whose scripts raise no doubt is the same object. What is in `known` is not asked again. */
export async function confirmSets<S extends MigrationSet>(
  sets: readonly S[],
  known: KnownOpinions = new WeakMap(),
  options: ConfirmOptions = {},
): Promise<readonly S[]> {
  const confirmed: S[] = [];
  for (const set of sets) confirmed.push(await confirmSet(set, known, options));
  return confirmed;
}

async function confirmSet<S extends MigrationSet>(
  set: S,
  known: KnownOpinions,
  options: ConfirmOptions,
): Promise<S> {
  const migrations: MigrationSet["migrations"][number][] = [];
  for (const migration of set.migrations) {
    const forward = await confirmScript(migration.forward, known, options);
    const rollback = await confirmScript(migration.rollback, known, options);
    const isSame = forward === migration.forward && rollback === migration.rollback;
    migrations.push(isSame ? migration : { ...migration, forward, rollback });
  }
  return migrations.every((one, at) => one === set.migrations[at]) ? set : { ...set, migrations };
}

async function confirmScript(
  script: Script | undefined,
  known: KnownOpinions,
  options: ConfirmOptions,
): Promise<Script | undefined> {
  if (!script) return undefined;
  let statements = known.get(script.statements);
  if (!statements) {
    const confirmed = await confirmProblems(script.statements, options);
    statements = confirmed.every((one, at) => one === script.statements[at]) ? script.statements : confirmed;
    known.set(script.statements, statements);
  }
  return statements === script.statements ? script : { ...script, statements };
}
