// One file with both directions, each under a comment: goose, dbmate, sql-migrate, rambler.

import type { SourceFile } from "../../text/source-file.js";
import type { Draft, Layout, Piece } from "../layout.js";
import { compareInOrder, isSeed, stemOf, versionOf } from "../names.js";
import { seedDraft } from "../pair.js";

/** `-- +goose Up` · `-- +migrate Up` · `-- migrate:up` · `-- rambler up`, and the same with Down. */
const marker = /^[ \t]*--[ \t]*(?:\+goose[ \t]+|\+migrate[ \t]+|migrate:|rambler[ \t]+)(up|down)\b/gim;

export const sections: Layout = {
  name: "sections",
  nested: false,
  arrange(files) {
    return files.map((file) => draftOf(file)).sort(compareInOrder);
  },
};

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
  const markers = [...file.text.matchAll(marker)];
  for (const [at, match] of markers.entries()) {
    const direction = match[1]?.toLowerCase() === "up" ? "up" : "down";
    const start = at === 0 && direction === "up" ? 0 : match.index;
    found[direction] ??= { file, range: { start, end: markers[at + 1]?.index ?? file.text.length } };
  }
  return found;
}
