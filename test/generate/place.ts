// A folder of migrations in memory, as placement sees it, and what a reader makes of the files that placement gives.

import { rules } from "../../rules/index.js";
import {
  type NewMigration,
  nameMigration,
  type Place,
  type Placement,
  placeMigration,
} from "../../src/generate/placement.js";
import type { FileText } from "../../src/migration/layout.js";
import type { Migration } from "../../src/migration/migration.js";
import { type ReadSet, readMigrations } from "../../src/migration/read.js";
import { defaultOptions } from "../../src/rule/options.js";
import type { RuleSetting } from "../../src/rule/setting.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

export type Files = Readonly<Record<string, string>>;

export interface PlaceOptions extends Partial<Omit<Place, "files" | "set" | "settingOf">> {
  /** Options of rules; false turns one off. */
  readonly rules?: Readonly<Record<string, false | Readonly<Record<string, unknown>>>>;
}

export const now = new Date("2024-05-06T07:08:09.123Z");

export function readFolder(files: Files, { folder, dialect = "mysql" }: PlaceOptions): readonly ReadSet[] {
  const sources = Object.entries(files).map(([path, text]) => new SourceFile(path, text));
  const { dir, ...options } = folder ?? { dir: "migrations", layout: "auto" };
  return readMigrations(dir, sources, options, ({ file, range, text }) =>
    readScript(file, { dialect, range, ...(text !== undefined && { text }) }),
  );
}

export function makePlace(files: Files, options: PlaceOptions = {}): Place {
  const { rules: settings = {}, ...rest } = options;
  const sets = readFolder(files, options);
  return {
    dialect: "mysql",
    folder: { dir: "migrations", layout: "auto" },
    now,
    ...(sets[0] && sets[0].migrations.length > 0 && { set: sets[0] }),
    files: sets.flatMap(filesOf(files)),
    settingOf: (id) => settingOf(id, settings[id]),
    ...rest,
  };
}

const filesOf = (files: Files) => (_: ReadSet, at: number) =>
  at > 0 ? [] : Object.entries(files).map(([path, text]) => new SourceFile(path, text));

function settingOf(
  id: string,
  given: false | Readonly<Record<string, unknown>> = {},
): RuleSetting | undefined {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (!rule || given === false) return undefined;
  return { severity: "error", options: { ...defaultOptions(rule.meta.options), ...given } } as RuleSetting;
}

export const adding: NewMigration = {
  what: "Adds chats",
  why: "People talk",
  tables: ["chats"],
  forward: "CREATE TABLE IF NOT EXISTS chats (id VARCHAR(255) PRIMARY KEY);\n",
  rollback: "DROP TABLE IF EXISTS chats;\n",
};

/** Places a migration; a refusal is thrown. */
export function place(files: Files, name: string, options: PlaceOptions = {}, given = adding): Placement {
  const at = makePlace(files, options);
  const named = nameMigration(name, at);
  if ("refused" in named) throw new Error(named.refused);
  const placed = placeMigration(named, given, at);
  if ("refused" in placed) throw new Error(placed.refused);
  return placed;
}

export function withFiles(files: Files, more: readonly FileText[]): Files {
  return { ...files, ...Object.fromEntries(more.map(({ path, text }) => [path, text])) };
}

/** The statements of both directions, white space folded. */
export function statementsOf(migration: Migration | undefined): readonly (readonly string[])[] {
  return [migration?.forward, migration?.rollback].map((script) =>
    (script?.statements ?? []).map(({ location: { file, range } }) =>
      file.text.slice(range.start, range.end).replace(/\s+/g, " "),
    ),
  );
}
