// Edits of one text. In: edits of several findings. Out: those that can be made together, and the text with them made.
// It knows no SQL: whether an edit is right is its rule's business, and the judgement of the text afterwards.

import type { Edit } from "../rule/rule.js";
import type { SourceFile } from "../text/source-file.js";

/** What wants edits of a file, all of them or none. */
export interface Wish {
  readonly file: SourceFile;
  readonly edits: readonly Edit[];
}

/** The wishes that do not meet: the first one in the text wins, and the others may come again afterwards. Equal edits are one. */
export function chooseWishes<W extends Wish>(wishes: readonly W[]): readonly W[] {
  const taken = new Map<SourceFile, Edit[]>();
  return [...wishes].sort(compareWishes).filter(({ file, edits }) => {
    const others = taken.get(file) ?? [];
    const own = distinct(edits);
    if (own.length === 0 || own.some((edit, at) => own.slice(0, at).some((other) => meets(edit, other))))
      return false;
    if (own.some((edit) => others.some((other) => meets(edit, other) && !isSame(edit, other)))) return false;
    taken.set(file, [...others, ...own]);
    return true;
  });
}

/** The text with edits made that do not meet; every unit outside them stays. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { range, text: added } of distinct(edits).sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(at, range.start) + added;
    at = range.end;
  }
  return result + text.slice(at);
}

function distinct(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, at) => edits.findIndex((other) => isSame(edit, other)) === at);
}

function compareWishes(a: Wish, b: Wish): number {
  return firstOf(a) - firstOf(b);
}

function firstOf({ edits }: Wish): number {
  return Math.min(...edits.map(({ range }) => range.start));
}

/** Two that touch meet, too: in which order their texts should stand, nobody knows. */
function meets({ range: a }: Edit, { range: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function isSame(a: Edit, b: Edit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.text === b.text;
}
