// Where a new migration goes. In: SQL, what it does, the folder as it was read. Out: whole files, under the next version, named, paired and
// headed as the folder's layout and the rules in force ask. It writes nothing, and what it gives is read back before it is given.

import type { Author, Draft, FileText, Layout, Surroundings } from "../migration/layout.js";
import { layouts } from "../migration/layouts.js";
import type { Migration } from "../migration/migration.js";
import { type NewName, nameWords } from "../migration/next-name.js";
import { type ReadSet, readMigrations } from "../migration/read.js";
import { holdsLayout, matchesFilePattern } from "../rule/file-pattern.js";
import type { RuleSetting } from "../rule/setting.js";
import type { Dialect } from "../sql/definition.js";
import { SourceFile } from "../text/source-file.js";
import { type HeaderFacts, printHeader } from "./header.js";

/** The folder that a migration goes to, as it was read. */
export interface Place {
  readonly dialect: Dialect;
  /** As configured, or as assumed. */
  readonly folder: { readonly dir: string; readonly layout: string; readonly rollback?: string };
  /** Files that are read but not replayed. */
  readonly ignores?: (path: string) => boolean;
  /** Missing while the folder is empty. */
  readonly set?: ReadSet;
  /** Every file in and below `folder`. */
  readonly files: readonly SourceFile[];
  /** A rule's setting in the file at a path, or anywhere; undefined where it is off. */
  readonly settingOf: (rule: string, path?: string) => RuleSetting | undefined;
  readonly now: Date;
  readonly author?: Author;
}

/** Why nothing can be written, one sentence for the person who asked. */
export interface Refusal {
  readonly refused: string;
}

export interface NamedMigration extends NewName {
  /** Of the forward script. */
  readonly path: string;
}

export interface NewMigration extends Pick<HeaderFacts, "what" | "why" | "tables"> {
  /** SQL without a header. */
  readonly forward: string;
  readonly rollback: string;
  /** A query that fails where the migration did not do its work. */
  readonly verify?: string;
}

export interface Placement {
  readonly name: string;
  /** New files, and those that are there with something more in them. */
  readonly files: readonly FileText[];
  /** What is left for a person to do, one sentence each. */
  readonly notes: readonly string[];
}

/** The name and file of a new migration, before its SQL is known: settings may differ by path. */
export function nameMigration(name: string, place: Place): NamedMigration | Refusal {
  const words = nameWords(name);
  if (words.length === 0) return { refused: `"${name}" holds no letter or digit that a file name can have.` };
  const layout = layoutOf(place);
  const around = surroundingsOf(place);
  const first = nameBy(undefined);
  return nameBy(first.path);

  function nameBy(path: string | undefined): NamedMigration {
    const pattern = place.settingOf("migration-name", path)?.options.pattern;
    const own = layout.nameNew(words, around);
    // As the others are named, unless the rule would mind that.
    const isHeld = typeof pattern === "string" && holdsLayout(pattern, layout.name);
    const conforms = !isHeld || matchesFilePattern(own.name, pattern);
    const named = conforms ? own : layout.nameNew(words, { ...around, pattern });
    return { ...named, path: layout.writeNew(named, { forward: "" }, around)[0]?.path ?? "" };
  }
}

export function placeMigration(
  named: NamedMigration,
  given: NewMigration,
  place: Place,
): Placement | Refusal {
  const { now, author } = place;
  const layout = layoutOf(place);
  const { name, version, path } = named;
  const facts = { ...given, name, version, now, author };
  const forward = printHeader(facts, { ...formOf(place, path), direction: "forward" });
  const rollback = printHeader(
    { ...facts, ...undoing(name) },
    { ...formOf(place, path), direction: "rollback" },
  );
  const scripts = {
    forward: withHeader(forward.text, given.forward),
    rollback: withHeader(rollback.text, given.rollback),
    verify: given.verify && endLine(given.verify),
  };
  const written = layout.writeNew(named, scripts, surroundingsOf(place));
  const refused = explainCollision(named, place) ?? explainReading(named, written, place);
  if (refused !== undefined) return { refused };
  const open = [...new Set([...forward.open, ...rollback.open])];
  const notes = open.map((field) => `${path}: fill in ${field}, which the rule header-comment asks for.`);
  return { name, files: written.map((file) => keepLineEnds(file, place)), notes };
}

/** The rollback of a migration that is there, without header in `sql`; replaces one that is there. */
export function placeRollback(
  migration: Migration,
  sql: string,
  tables: readonly string[],
  place: Place,
): FileText | Refusal {
  const layout = layoutOf(place);
  const { name, version, forward } = migration;
  const { now, author } = place;
  const facts = { ...undoing(name), tables };
  const form = { ...formOf(place, forward?.file.path), direction: "rollback" } as const;
  const { text } = printHeader({ ...facts, name, version, now, author }, form);
  const file = layout.writeRollback(migration, withHeader(text, sql), surroundingsOf(place));
  if (!file) return { refused: `The layout ${layout.name} has no place for a rollback of ${name}.` };
  return keepLineEnds(file, place);
}

function layoutOf({ set, folder }: Place): Layout {
  const name = set?.layout ?? (folder.layout === "auto" ? "suffix" : folder.layout);
  return layouts.find((layout) => layout.name === name) ?? (layouts[0] as Layout);
}

function surroundingsOf({ set, folder, ...place }: Place): Surroundings {
  const drafts: readonly Draft[] = set?.migrations.filter(({ kind }) => kind !== "seed") ?? [];
  return {
    folder: set?.folder ?? folder.dir,
    files: place.files,
    drafts,
    dialect: place.dialect,
    now: place.now,
    ...(folder.rollback !== undefined && { rollback: folder.rollback }),
    ...(place.author && { author: place.author }),
  };
}

function formOf({ settingOf, set }: Place, path: string | undefined) {
  return {
    comment: settingOf("header-comment", path),
    tables: settingOf("header-tables", path),
    migrations: set?.migrations ?? [],
  };
}

function undoing(name: string): Pick<HeaderFacts, "what" | "why"> {
  return { what: `Rolls back ${name}`, why: "Restores the schema from before it" };
}

function withHeader(header: string, sql: string): string {
  return endLine(header === "" ? sql : `${header}\n${sql}`);
}

function endLine(text: string): string {
  return `${text.trimEnd()}\n`;
}

function explainCollision({ name, path, file }: NamedMigration, place: Place): string | undefined {
  // In files of their own, changesets may have equal names.
  const isTaken =
    file === undefined
      ? place.set?.migrations.some((migration) => migration.name === name)
      : place.files.some((one) => one.path === path);
  return isTaken ? `There is a migration ${name} already.` : undefined;
}

/** What was meant as a migration must be one to the reader, with its rollback: `add_down` would be the rollback of `add`. */
function explainReading(
  { name, path }: NamedMigration,
  written: readonly FileText[],
  place: Place,
): string | undefined {
  const paths = new Set(written.map((file) => file.path));
  const files = [
    ...place.files.filter((file) => !paths.has(file.path)),
    ...written.map((file) => new SourceFile(file.path, file.text)),
  ];
  const { folder, ignores, set } = place;
  const sets = readMigrations(folder.dir, files, { ...folder, ...(ignores && { ignores }) }, () => ({
    statements: [],
    comments: [],
  }));
  const own = sets.find(({ migrations }) => migrations.some((one) => one.forward?.file.path === path));
  const read = own?.migrations.find((one) => one.name === name && one.forward?.file.path === path);
  if (!own || !read || read.kind !== "migration")
    return `${path} would be read as a rollback, a seed or a file to pass over: choose another name.`;
  if (set && own.layout !== set.layout)
    return `With ${path} the folder would be read as layout ${own.layout}, now it is ${set.layout}: configure \`layout\`.`;
  if (!read.rollback || read.rollbackName !== undefined)
    return `The rollback of ${path} would not be found: configure its folder, or \`rollback\` of ${folder.dir}.`;
  return undefined;
}

/** New files end their lines as the newest one does, and what a file gains as the file does. */
function keepLineEnds({ path, text }: FileText, { files, set }: Place): FileText {
  const old = files.find((file) => file.path === path)?.text;
  const like = old ?? set?.migrations.findLast(({ forward }) => forward)?.forward?.file.text ?? "";
  if (!like.includes("\r\n")) return { path, text };
  let start = 0;
  let end = 0;
  if (old !== undefined) {
    const most = Math.min(old.length, text.length);
    while (start < most && old[start] === text[start]) start++;
    while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    // A line break belongs to the line that it ends.
    while (end > 0 && text[text.length - end] === "\n") end--;
  }
  const middle = text.slice(start, text.length - end).replace(/\r?\n/g, "\r\n");
  return { path, text: text.slice(0, start) + middle + text.slice(text.length - end) };
}
