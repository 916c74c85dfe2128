// One file with both directions, each under a comment: goose, dbmate, sql-migrate, rambler.

import type { SourceFile } from "../../text/source-file.js";
import { bodiesIn } from "../bodies.js";
import {
  type Draft,
  folderOfNewest,
  joinPath,
  type Layout,
  newestOf,
  type Piece,
  type Surroundings,
} from "../layout.js";
import { compareInOrder, isSeed, stemOf, versionOf } from "../names.js";
import { nameBesideOthers } from "../next-name.js";
import { seedDraft } from "../pair.js";

/** `-- +goose Up` · `-- +migrate Up` · `-- migrate:up` · `-- rambler up`, and the same with Down. */
const marker = /^[ \t]*--[ \t]*(?:\+goose[ \t]+|\+migrate[ \t]+|migrate:|rambler[ \t]+)(up|down)\b/gim;

export const sections: Layout = {
  name: "sections",
  nested: false,
  arrange(files) {
    return files.map((file) => draftOf(file)).sort(compareInOrder);
  },
  nameNew: (words, around) => nameBesideOthers(words, around, "seconds"),
  writeNew({ name }, { forward, rollback = "" }, around) {
    const like = newestOf(around, (_, { file }) => hasSections(file))?.forward.file;
    const up = markerLine(like, "up") ?? usualMarker;
    const [, header = "", body = forward] = beginsWithHeader(like)
      ? (/^((?:--.*\n|\n)*)([\s\S]*)$/.exec(forward) ?? [])
      : [];
    const text = `${header}${up}\n${inSection(body, up, around)}\n${turn(up)}\n${inSection(rollback, up, around)}`;
    return [{ path: joinPath(folderOfNewest(around), `${name}.sql`), text }];
  },
  writeRollback({ forward, rollback }, text, around) {
    if (!forward) return undefined;
    const { file } = forward;
    const like = hasSections(file)
      ? file
      : newestOf(around, (_, piece) => hasSections(piece.file))?.forward.file;
    const up = markerLine(like, "up") ?? usualMarker;
    const down = (rollback && markerLine(file, "down")) ?? turn(up);
    const section = `${down}\n${inSection(text, down, around)}`;
    if (rollback) {
      const { start, end } = rollback.range;
      const rest = file.text.slice(end);
      return { path: file.path, text: file.text.slice(0, start) + section + (rest && `\n${rest}`) };
    }
    const whole = hasSections(file) ? file.text : `${up}\n${file.text}`;
    return { path: file.path, text: `${whole.trimEnd()}\n\n${section}` };
  },
};

const usualMarker = "-- +goose Up";

/** The line that begins a section, without what follows the direction: options such as transaction:false are that file's own. */
function markerLine(file: SourceFile | undefined, direction: "up" | "down"): string | undefined {
  const found = [...(file?.text.matchAll(marker) ?? [])].find(
    (match) => match[1]?.toLowerCase() === direction,
  );
  return found?.[0];
}

/** `-- +goose Up` → `-- +goose Down` */
function turn(up: string): string {
  return up.replace(/up$/, "down").replace(/Up$/, "Down").replace(/UP$/, "DOWN");
}

function beginsWithHeader(like: SourceFile | undefined): boolean {
  return like !== undefined && /^\s*--/.test(like.text.slice(0, like.text.search(marker)));
}

/** goose and sql-migrate cut a section at each `;` that ends a line, but for what is marked as one statement. */
function inSection(sql: string, like: string, { dialect }: Surroundings): string {
  const tool = /\+(?:goose|migrate)/i.exec(like)?.[0];
  if (tool === undefined) return sql;
  let text = "";
  let at = 0;
  for (const { start, end } of bodiesIn(sql, dialect)) {
    text += `${sql.slice(at, start)}-- ${tool} StatementBegin\n${sql.slice(start, end)}\n-- ${tool} StatementEnd`;
    at = end;
  }
  return text + sql.slice(at);
}

/** Whether a file says itself where it goes up and where down. */
export function hasSections(file: SourceFile): boolean {
  return file.text.search(marker) !== -1;
}

function draftOf(file: SourceFile): Draft {
  const stem = stemOf(file.path);
  const version = versionOf(stem);
  if (isSeed(file.path)) return seedDraft(version, stem, file);
  const { up, down } = sectionsOf(file);
  return {
    kind: "migration",
    version,
    name: stem,
    forward: up ?? { file, range: { start: 0, end: down?.range.start ?? file.text.length } },
    ...(down && { rollback: down }),
  };
}

/** A section ends where the next begins. What stands before the first one, such as the header, belongs to it. */
function sectionsOf(file: SourceFile): { up?: Piece; down?: Piece } {
  const found: { up?: Piece; down?: Piece } = {};
  const text = withStatementEnds(file.text);
  const markers = [...file.text.matchAll(marker)];
  for (const [at, match] of markers.entries()) {
    const direction = match[1]?.toLowerCase() === "up" ? "up" : "down";
    const start = at === 0 && direction === "up" ? 0 : match.index;
    const end = markers[at + 1]?.index ?? file.text.length;
    found[direction] ??= { file, range: { start, end }, ...(text !== undefined && { text }) };
  }
  return found;
}

const statementEnd = /^([ \t]*)--([ \t]*\+(?:goose|migrate)[ \t]+StatementEnd\b)/gim;

/** What is marked as one statement ends at its mark, with or without a `;`: END and the next verb are no label. */
function withStatementEnds(text: string): string | undefined {
  if (!/StatementEnd/i.test(text)) return undefined;
  return text.replace(
    statementEnd,
    (_, indent: string, words: string) => `${indent}; ${" ".repeat(words.length)}`,
  );
}
