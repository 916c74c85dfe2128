// Formatted SQL: `--changeset author:id` begins a migration, its `--rollback` lines are the rollback.
// Liquibase documentation, "SQL changelog example". MySQL does not take `--changeset` for a comment: directives are blanked.

import type { Range, SourceFile } from "../../text/source-file.js";
import { bodiesIn } from "../bodies.js";
import {
  type Draft,
  type FileText,
  joinPath,
  type Layout,
  type NewScripts,
  newestOf,
  type Piece,
  type Surroundings,
} from "../layout.js";
import { compareInOrder, folderOf, isSeed, stemOf, versionOf } from "../names.js";
import { joinWords, nameBesideOthers } from "../next-name.js";
import { seedDraft } from "../pair.js";

const header = /^\s*--\s*liquibase\s+formatted\s+sql/i;
const changeset = /^[ \t]*--[ \t]*changeset[ \t]+(?:"([^"]+)"|(\S+?)):(?:"([^"]+)"|(\S+))[^\r\n]*/gim;
const directive =
  /^[ \t]*--[ \t]*(?:liquibase|changeset|preconditions?|precondition-[\w-]+|comment:?|property|ignoreLines|rollback|validCheckSum)\b[^\r\n]*/gim;
const rollbackLine = /^[ \t]*--[ \t]*rollback\b[ \t]?([^\r\n]*)/gim;
const rollbackBlock = /\/\*[ \t]*liquibase[ \t]+rollback\b([\s\S]*?)\*\//gi;

export const liquibase: Layout = {
  name: "liquibase",
  nested: true,
  arrange(files) {
    return [...files]
      .map((file) => ({ file, version: versionOf(stemOf(file.path)), name: file.path }))
      .sort(compareInOrder)
      .flatMap(({ file, version }) => {
        if (isLiquibase(file)) return changesetsOf(file);
        return isSeed(file.path) ? [seedDraft(version, stemOf(file.path), file)] : [];
      });
  },
  nameNew(words, around) {
    const file = newestOf(around)?.forward.file;
    const last = file && namesIn(around, file).at(-1);
    const author = last?.author ?? around.author?.name.replace(/[\s:"]+/g, ".").toLowerCase() ?? "integlint";
    const stems = filesIn(around).map(({ path }) => ({ name: stemOf(path) }));
    // A file whose name has no version holds all changesets; the others are followed by a file of their own.
    const own = !file || versionOf(stemOf(file.path)) !== "";
    const name = `${author}:${nextId(words, own, around)}`;
    return {
      version: "",
      name,
      ...(own && { file: nameBesideOthers(words, { ...around, drafts: stems }, "001").name }),
    };
  },
  writeNew(named, scripts, around): readonly FileText[] {
    const newest = newestOf(around)?.forward.file;
    const changesetText = printChangeset(named.name, scripts, around);
    if (named.file === undefined && newest)
      return [{ path: newest.path, text: `${newest.text.trimEnd()}\n\n${changesetText}` }];
    const folder = newest ? folderOf(newest.path) : around.folder;
    const text = `--liquibase formatted sql\n\n${changesetText}`;
    return [{ path: joinPath(folder, `${named.file}.sql`), text }];
  },
  writeRollback({ forward }, rollback) {
    if (!forward) return undefined;
    const { file, range } = forward;
    const own = file.text.slice(range.start, range.end);
    const kept = own
      .replace(rollbackBlock, "")
      .replace(/^[ \t]*--[ \t]*rollback\b[^\r\n]*(?:\r\n?|\n|$)/gim, "");
    const rest = file.text.slice(range.end);
    const text = `${kept.trimEnd()}\n${printRollback(rollback)}${rest && "\n"}`;
    return { path: file.path, text: file.text.slice(0, range.start) + text + rest };
  },
};

interface ChangesetName {
  readonly author: string;
  readonly id: string;
}

function filesIn({ drafts }: Surroundings): readonly SourceFile[] {
  return [...new Set(drafts.flatMap(({ forward }) => forward?.file ?? []))];
}

function namesIn({ drafts }: Surroundings, file: SourceFile): readonly ChangesetName[] {
  return drafts
    .filter(({ forward }) => forward?.file === file)
    .map(({ name }) => {
      const colon = name.indexOf(":");
      return { author: name.slice(0, colon), id: name.slice(colon + 1) };
    });
}

/** Numbers go on, or begin anew in each file, as they do in the files that are there; other ids are the words. */
function nextId(words: readonly string[], own: boolean, around: Surroundings): string {
  const files = filesIn(around).map((file) => namesIn(around, file).map(({ id }) => id));
  const ids = files.flat();
  const last = files.at(-1)?.at(-1);
  if (last === undefined) return "1";
  if (/^\d+$/.test(last)) {
    const first = files[0]?.[0];
    if (own && files.length > 1 && files.every(([id]) => id === first)) return first ?? "1";
    return nameBesideOthers([], { ...around, drafts: ids.map((name) => ({ name })) }, "1").version;
  }
  if (versionOf(last) !== "")
    return nameBesideOthers(words, { ...around, drafts: ids.map((name) => ({ name })) }, "1").name;
  const id = joinWords(words, ids);
  return ids.includes(id) ? `${id}-${ids.length + 1}` : id;
}

function printChangeset(name: string, { forward, rollback }: NewScripts, around: Surroundings): string {
  const colon = name.indexOf(":");
  const quote = (text: string) => (/[\s:]/.test(text) ? `"${text}"` : text);
  const label = `${quote(name.slice(0, colon))}:${quote(name.slice(colon + 1))}`;
  const isWhole = (sql: string) => bodiesIn(sql, around.dialect).length > 0;
  const settings = [
    isWhole(forward) && " splitStatements:false",
    rollback !== undefined && isWhole(rollback) && " rollbackSplitStatements:false",
  ].filter(Boolean);
  const head = `--changeset ${label}${settings.join("")}\n`;
  return head + forward + (rollback === undefined ? "" : printRollback(rollback));
}

/** A line each; a block where a string or a body goes over several lines. */
function printRollback(sql: string): string {
  const lines = sql.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const isOpen = lines.some((line) => (line.match(/'/g) ?? []).length % 2 === 1 || /\$\w*\$/.test(line));
  if (isOpen && !sql.includes("*/")) return `/* liquibase rollback\n${sql.trimEnd()}\n*/\n`;
  return `${lines.map((line) => `--rollback ${line}`).join("\n")}\n`;
}

/** Whether a file calls itself Liquibase's. */
export function isLiquibase(file: SourceFile): boolean {
  return header.test(file.text.slice(0, 1000));
}

function changesetsOf(file: SourceFile): Draft[] {
  const starts = [...file.text.matchAll(changeset)];
  const text = blank(file.text, rangesOf(file.text, directive));
  return starts.map((match, at) => {
    // Comments above the first changeset are its header.
    const start = at === 0 ? 0 : match.index;
    const range = { start, end: starts[at + 1]?.index ?? file.text.length };
    const rollback = rollbackOf(file, range);
    return {
      kind: "migration",
      version: "",
      name: `${match[1] ?? match[2]}:${match[3] ?? match[4]}`,
      forward: { file, range, text },
      ...(rollback && { rollback }),
    };
  });
}

/** `--rollback empty` and `--rollback not required` are rollbacks that do nothing. */
function rollbackOf(file: SourceFile, range: Range): Piece | undefined {
  const inside = file.text.slice(range.start, range.end);
  const kept: Range[] = [];
  for (const pattern of [rollbackLine, rollbackBlock])
    for (const match of inside.matchAll(pattern)) {
      const body = match[1] ?? "";
      const start = range.start + match.index + match[0].lastIndexOf(body);
      const isEmpty = /^\s*(?:empty|not\s+required)\s*$/i.test(body);
      kept.push({ start, end: isEmpty ? start : start + body.length });
    }
  if (kept.length === 0) return undefined;
  return { file, range, text: blankOutside(file.text, kept), inComments: true };
}

function rangesOf(text: string, pattern: RegExp): Range[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The text with some ranges turned into blanks; line breaks stay. */
function blank(text: string, ranges: readonly Range[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of ranges) {
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, " ");
    at = end;
  }
  return result + text.slice(at);
}

function blankOutside(text: string, kept: readonly Range[]): string {
  const inOrder = [...kept].sort((a, b) => a.start - b.start);
  const gaps = inOrder.map((range, at) => ({ start: inOrder[at - 1]?.end ?? 0, end: range.start }));
  return blank(text, [...gaps, { start: inOrder.at(-1)?.end ?? 0, end: text.length }]);
}
