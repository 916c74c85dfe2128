// A project → a new integration in it. In: what a run was asked for, a name, a pattern. Out: the files, and what the rules say of them once they
// are there. Nothing is written here.

import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { countNew } from "../generate/fix.js";
import { nameMigration, type Placement, placeMigration } from "../generate/placement.js";
import { type ScaffoldRequest, scaffold } from "../generate/scaffold.js";
import type { Finding } from "../lint/finding.js";
import { makeWorld } from "../lint/world.js";
import type { Author } from "../migration/layout.js";
import { nameWords } from "../migration/next-name.js";
import { type LintedProject, lintProject } from "./lint.js";
import type { OpenProject, ProjectOptions } from "./open.js";
import { placeIn } from "./place.js";

export interface ScaffoldOptions extends Omit<ScaffoldRequest, "words"> {
  readonly name: string;
  /** The folder that is meant, where there are several. */
  readonly folder?: string;
  readonly now: Date;
  readonly author?: Author;
}

export interface ProjectScaffold {
  readonly project: OpenProject;
  readonly placement: Placement;
  readonly tables: readonly string[];
  readonly notes: readonly string[];
  /** Findings that the new files bring. */
  readonly findings: readonly Finding[];
}

export async function scaffoldProject(
  opening: ProjectOptions & { readonly cwd: string },
  options: ScaffoldOptions,
): Promise<ProjectScaffold> {
  const { cwd } = opening;
  const { name, folder, now, author, pattern, providers } = options;
  const paths = folder === undefined ? [] : [folder];
  const before = await lintProject({ ...opening, paths, createsFolders: true });
  const { project, history } = before;
  const { config } = project;
  const place = placeIn(project, { folder, now, author });
  const named = accept(nameMigration(name, place));
  const world = makeWorld({ ...config, history });
  const request = { words: nameWords(name), pattern, providers };
  const input = {
    world,
    vocabulary: config.vocabulary,
    settingOf: (rule: string) => place.settingOf(rule, named.path),
  };
  const made = accept(scaffold(request, input));
  const placement = accept(placeMigration(named, made, place));
  const texts = new Map(placement.files.map(({ path, text }) => [resolve(cwd, path), text]));
  const read = config.migrations.length > 0 ? paths : [place.folder.dir];
  const flags = { ...opening.flags, dialect: config.dialect, dialectVersion: config.dialectVersion };
  const after = await lintProject({ ...opening, flags, paths: read, createsFolders: true, texts });
  return {
    project,
    placement,
    tables: made.tables,
    notes: [...made.notes, ...placement.notes],
    // That a table is not known is told by a note, with the types that were taken.
    findings: newFindings(before, after, new Set(placement.files.map(({ path }) => path))).filter(
      ({ rule }) => made.unknown.length === 0 || rule !== "foreign-key-target",
    ),
  };
}

/** Those in the new files, and elsewhere those that were not there. */
function newFindings(
  before: LintedProject,
  after: LintedProject,
  written: ReadonlySet<string>,
): readonly Finding[] {
  if (countNew(before.result, after.result) === 0) return [];
  const old = new Set(before.result.findings.map(({ fingerprint }) => fingerprint));
  const unseen = after.result.findings.filter(
    ({ fingerprint, suppressed }) => suppressed === undefined && !old.has(fingerprint),
  );
  return unseen.length > 0
    ? unseen
    : after.result.findings.filter(({ location }) => written.has(location.file.path));
}

function accept<T extends object>(given: T | { readonly refused: string }): T {
  if ("refused" in given) throw new UsageError(given.refused);
  return given;
}
