// Formatted SQL: `--changeset author:id` begins a migration, its `--rollback` lines are the rollback.
// Liquibase documentation, "SQL changelog example". MySQL does not take `--changeset` for a comment: directives are blanked.

import type { Range, SourceFile } from "../../text/source-file.js";
import type { Draft, Layout, Piece } from "../layout.js";
import { compareInOrder, isSeed, stemOf, versionOf } from "../names.js";
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
};

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
  return { file, range, text: blankOutside(file.text, kept) };
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
