// A header comment's fields. In: a script and the fields that it should have. Out: edits that write those that are missing, each on a
// line of its own.

import type { Migration, Script } from "../../migration/migration.js";
import { lineComment } from "../../text/line-comment.js";
import type { Edit } from "../rule.js";
import { canBeField, type HeaderField, headerOf } from "../script.js";
import { foldWords } from "../words.js";

export interface WantedField {
  /** The first is written; under any of them it is there. */
  readonly names: readonly string[];
  readonly value: string;
}

/** What only a person can say. A header that says this has not said it yet. */
export const toBeSaid = "to be filled in";

/** Comments that a tool reads: what it finds must stay first. */
const directive =
  /^[ \t]*--[ \t]*(?:liquibase|changeset|preconditions?|precondition-[\w-]+|property|\+goose|\+migrate|migrate:|rambler)\b[^\r\n]*(?:\r\n?|\n|$)/gim;
const suppression = /^\s*integlint-/;

/** Each missing field stands before those that follow it in the list, or at the header's end. */
export function headerEdits(script: Script, wanted: readonly WantedField[]): readonly Edit[] {
  const { text } = script.file;
  const { fields } = headerOf(script);
  const own = wanted.map(({ names }) => {
    const folded = names.map(foldWords);
    return fields.find(({ name }) => folded.includes(foldWords(name)));
  });
  const end = /\r\n?|\n/.exec(text)?.[0] ?? "\n";
  const lines = new Map<number, string>();
  for (const [index, { names, value }] of wanted.entries()) {
    if (own[index] || !canBeField(names[0] ?? "")) continue;
    const next = own.slice(index + 1).find((field) => field && isOnOwnLine(text, field));
    const place = next ? lineAt(text, next.range.start) : endOf(script, fields);
    lines.set(place, (lines.get(place) ?? "") + lineComment(`${names[0]}: ${value}`) + end);
  }
  return [...lines].map(([at, added]) => ({ range: { start: at, end: at }, text: added }));
}

/** What a migration's name says that it does. */
export function sayName({ name, version }: Migration): string {
  const words = name.replace(/^.*[/:]/, "").replace(/^[VR]?[\d._-]+(?=[A-Za-z_-])/i, "");
  const said = words === version ? "" : words.replace(/[\s_-]+/g, " ").trim();
  return /[A-Za-z]/.test(said) ? said : toBeSaid;
}

function isOnOwnLine(text: string, { range: { start } }: HeaderField): boolean {
  return (
    /^(?:--|#)/.test(text.slice(start, start + 2)) && text.slice(lineAt(text, start), start).trim() === ""
  );
}

/** Behind the comments that follow the last field; without a field, at the beginning, behind what a tool reads there. */
function endOf(script: Script, fields: readonly HeaderField[]): number {
  const { file, range, statements, comments } = script;
  const first = statements[0]?.location.range.start ?? range.end;
  let last = fields.at(-1)?.range.end;
  if (last === undefined) {
    const before = file.text.slice(range.start, first);
    let at = 0;
    for (const { index, 0: found } of before.matchAll(directive)) at = index + found.length;
    return range.start + at;
  }
  for (const { range: next, text } of comments) {
    if (next.start < last || next.end > first) continue;
    const between = file.text.slice(last, next.start);
    if (!/^[ \t]*(?:\r\n?|\n)[ \t]*$/.test(between) || suppression.test(text)) break;
    last = next.end;
  }
  return Math.min(first, lineBehind(file.text, last));
}

function lineAt(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}

function lineBehind(text: string, at: number): number {
  const end = /\r\n?|\n/g;
  end.lastIndex = at;
  return end.test(text) ? end.lastIndex : text.length;
}
