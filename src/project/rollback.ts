// A project → the rollback of one of its migrations. In: what a run was asked for, which migration. Out: the file that it takes, or what the
// one that is there lacks. Nothing is written here.

import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { unifiedDiff } from "../generate/edits-diff.js";
import { placeRollback } from "../generate/placement.js";
import { lineOf, type WrittenRollback, writeRollback } from "../generate/rollback.js";
import type { Author, FileText } from "../migration/layout.js";
import type { Migration } from "../migration/migration.js";
import { rollbackPhrase } from "../rule/differences.js";
import { knownDifferences, withoutFailures } from "../rule/rollback.js";
import { compareSchemas } from "../schema/compare.js";
import type { MigrationHistory } from "../schema/history.js";
import { didYouMean } from "../text/nearest.js";
import { kindOfPath } from "./files.js";
import { replayProject } from "./lint.js";
import { type OpenProject, openProject, type ProjectOptions, versionParts } from "./open.js";
import { placeIn } from "./place.js";

export interface RollbackRequest {
  /** A migration's name, version or file. */
  readonly migration: string;
  readonly paths: readonly string[];
  readonly now: Date;
  readonly author?: Author;
}

export interface ProjectRollback {
  readonly project: OpenProject;
  readonly migration: Migration;
  readonly written: WrittenRollback;
  /** The file with the rollback in it, in the place of one that is there. */
  readonly file: FileText;
  /** What is wrong with the rollback that is there, one phrase each; undefined where there is none. */
  readonly faults?: readonly string[];
  /** What `file` changes on the disk, as a patch; of a rollback that is there, what answers the faults. Empty where nothing is. */
  readonly patch: string;
}

export async function rollbackProject(
  opening: ProjectOptions & { readonly cwd: string },
  request: RollbackRequest,
): Promise<ProjectRollback> {
  const isFile = kindOfPath(resolve(opening.cwd, request.migration)) === "file";
  const paths = isFile ? [request.migration, ...request.paths] : request.paths;
  const project = await openProject({ ...opening, paths });
  const migration = findMigration(project, request.migration, opening.cwd);
  const history = replayProject(project).migrations.find((one) => one.migration === migration);
  if (!history) throw new UsageError(`${migration.name} has no forward script: there is nothing to undo.`);

  const { dialect, dialectVersion } = project.config;
  const target = { dialect, version: versionParts(dialectVersion) };
  const written = writeRollback(history, target);
  const place = placeIn(project, { migration, now: request.now, author: request.author });
  const file = placeRollback(migration, written.sql, written.tables, place);
  if ("refused" in file) throw new UsageError(file.refused);
  const faults = history.rollback && faultsOf(history);
  const found = { project, migration, written, file };
  const old = project.files.find(({ path }) => path === file.path)?.text;
  if (!faults) return { ...found, patch: unifiedDiff(file.path, old, file.text) };
  const lacking = faults.length > 0 ? writeRollback(history, target, { behind: true }) : undefined;
  // In comments nothing is added behind what stands there.
  const isPlain = place.set?.layout !== "liquibase";
  const isEnough = isPlain && lacking && lacking.missing.length === 0 && !stops(history);
  const better = isEnough ? withMore(history, lacking.sql) : lacking && file;
  const patch = better ? unifiedDiff(better.path, textOf(project, better.path), better.text) : "";
  return { ...found, faults, patch };
}

function textOf({ files }: OpenProject, path: string): string | undefined {
  return files.find((file) => file.path === path)?.text;
}

function stops({ rollback }: MigrationHistory): boolean {
  return rollback?.steps.some(({ refusals }) => refusals.length > 0) ?? false;
}

function faultsOf({ forward, rollback }: MigrationHistory): readonly string[] {
  if (!rollback) return [];
  const differences = knownDifferences(compareSchemas(forward.before, rollback.after), forward);
  return [
    ...rollback.steps.flatMap(({ refusals }) =>
      refusals.map(({ message, at }) => `${lineOf(at)}: ${message.replace(/\.$/, "")}`),
    ),
    ...withoutFailures(differences, rollback).map(rollbackPhrase),
  ];
}

/** The file with more at the end of its rollback. */
function withMore({ migration: { rollback } }: MigrationHistory, sql: string): FileText | undefined {
  if (!rollback) return undefined;
  const { file, range } = rollback;
  const text = file.text.slice(0, range.end).trimEnd();
  const own = sql.replace(/\n/g, file.text.includes("\r\n") ? "\r\n" : "\n");
  const [end] = /\r?\n/.exec(file.text) ?? ["\n"];
  const rest = file.text.slice(range.end);
  return { path: file.path, text: `${text}${end}${end}${own}${end}${rest === "" ? "" : end}${rest}` };
}

function findMigration({ sets }: OpenProject, wanted: string, cwd: string): Migration {
  const all = sets.flatMap(({ migrations }) => migrations).filter(({ kind }) => kind !== "seed");
  const path = resolve(cwd, wanted);
  const isIn = ({ forward, rollback }: Migration) =>
    [forward, rollback].some((script) => script && resolve(cwd, script.file.path) === path);
  const bare = wanted.replace(/\.sql$/i, "");
  for (const fits of [
    isIn,
    (one: Migration) => one.name === bare,
    (one: Migration) => one.version === wanted,
    (one: Migration) => one.name.toLowerCase().includes(bare.toLowerCase()),
  ]) {
    const [first, ...others] = all.filter(fits);
    if (others.length > 0) {
      const names = [first as Migration, ...others].map(({ name }) => name);
      throw new UsageError(
        `Several migrations are meant by "${wanted}": ${names.join(", ")}. Name one of them.`,
      );
    }
    if (first) return first;
  }
  const hint = didYouMean(
    wanted,
    all.map(({ name }) => name),
  );
  throw new UsageError(`There is no migration ${wanted}.${hint}`);
}
