// Comments that speak to the linter. In: the comments of a file. Out: what each asks for, with the place of every word.
// It suppresses nothing and knows no rule.

import type { Comment } from "../sql/statement.js";
import type { Range, SourceFile } from "../text/source-file.js";

export const directiveKinds = [
  "disable-next-line",
  "disable-line",
  "disable-file",
  "disable",
  "enable",
] as const;
export type DirectiveKind = (typeof directiveKinds)[number];

/** A word of a comment, and where it stands. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

export interface Directive {
  /** Missing where the word behind `integlint-` is none of those known. */
  readonly kind?: DirectiveKind;
  readonly word: Word;
  readonly range: Range;
  /** None means every rule. */
  readonly rules: readonly Word[];
  readonly reason?: string;
  /** The last day on which it holds, as written. */
  readonly until?: Word;
}

// integlint-disable-line RULE, RULE: reason (until 2027-03-01)
const directivePattern = /^(?:--|#|\/\*)[\s*]*integlint-([a-z-]+)(?![\w-])/;
// A reason begins behind a colon, or behind the two dashes that people know from ESLint.
const reasonPattern = /:(?=\s|$)|\s--(?=\s|$)/;
const untilPattern = /\(\s*until\s+(\d[^)\s]*)\s*\)/;

export function readDirectives(file: SourceFile, comments: readonly Comment[]): readonly Directive[] {
  return comments.flatMap((comment) => readDirective(file, comment) ?? []);
}

function readDirective(file: SourceFile, { range, style }: Comment): Directive | undefined {
  const raw = file.text.slice(range.start, range.end);
  const found = directivePattern.exec(raw);
  if (!found) return undefined;
  const wordEnd = found[0].length;
  const word = found[1] as string;
  const text = style === "block" ? raw.replace(/[\s*]*\*\/$/, "") : raw;
  const wordAt = (start: number, length: number): Word => ({
    text: raw.slice(start, start + length),
    range: { start: range.start + start, end: range.start + start + length },
  });

  const rest = text.slice(wordEnd);
  const colon = reasonPattern.exec(rest);
  const names = colon ? rest.slice(0, colon.index) : rest;
  const tail = colon ? rest.slice(colon.index + colon[0].length) : "";
  const until = untilPattern.exec(rest);
  const reason = tail.replace(untilPattern, "").replace(/\s+/g, " ").trim();
  return {
    kind: directiveKinds.find((kind) => kind === word),
    word: wordAt(wordEnd - word.length - "integlint-".length, word.length + "integlint-".length),
    range,
    rules: [...names.replace(untilPattern, (gap) => " ".repeat(gap.length)).matchAll(/[^\s,]+/g)].map(
      (name) => wordAt(wordEnd + name.index, name[0].length),
    ),
    reason: reason === "" ? undefined : reason,
    until: until
      ? wordAt(wordEnd + until.index + until[0].indexOf(until[1] as string), (until[1] as string).length)
      : undefined,
  };
}
