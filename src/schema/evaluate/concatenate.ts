// Texts one after the other. In: values. Out: a text that knows where its stretches stand; where a literal in it is not known, the text that it is
// but for that.

import { longestText, mostSegments } from "./effort.js";
import {
  causeOf,
  change,
  inheriting,
  nullValue,
  type PlacedSegment,
  type TextValue,
  textOf,
  textValue,
  type UnknownValue,
  unknownValue,
  type Value,
} from "./value.js";

export function concatenate(values: readonly Value[]): Value {
  let text = "";
  let quotes = 0;
  const segments: PlacedSegment[] = [];
  let missing: Missing | undefined;
  for (const value of values) {
    if (value.kind === "null") return inheriting(nullValue, values);
    let part: Value = value;
    if (value.kind === "unknown") {
      missing ??= { prefix: text + (value.prefix ?? ""), isImmaterial: true };
      const found = standIn(value, text, quotes % 2 === 1);
      if (!found)
        return inheriting(change(unknownValue(causeOf(values)), { prefix: missing.prefix }), values);
      missing.isImmaterial &&= found.isImmaterial;
      part = found.text;
    }
    const added = textOf(part) as string;
    if (text.length + added.length > longestText) return inheriting(unknownValue("unresolved"), values);
    if (part.kind === "text") {
      const shift = text.length;
      if (segments.length + part.segments.length > mostSegments)
        return inheriting(unknownValue("unresolved"), values);
      for (const segment of part.segments) segments.push({ ...segment, inner: segment.inner + shift });
    }
    text += added;
    quotes += added.split("'").length - 1;
  }
  const whole = textValue(text, segments);
  if (!missing) return inheriting(whole, values);
  return inheriting(change(unknownValue(causeOf(values)), { ...missing, likely: whole }), values);
}

interface Missing {
  /** What stands before the first part that is not known. */
  readonly prefix: string;
  isImmaterial: boolean;
}

/** What a literal that nobody knows is read as: a number or a text, as the server takes it. */
const anyLiteral = textValue("'0'");
const anyDigits = textValue("0");

/** Nothing where it may be more than a literal: a name, a type, a condition. */
function standIn(
  { likely, isLiteral, isImmaterial = false }: UnknownValue,
  before: string,
  isQuoted: boolean,
): { readonly text: TextValue; readonly isImmaterial: boolean } | undefined {
  if (likely) return { text: likely, isImmaterial };
  if (isLiteral) return { text: anyLiteral, isImmaterial: false };
  if (isQuoted) return { text: anyDigits, isImmaterial: false };
  const [, clause] = /\b(default|restart(?:\s+with)?|auto_increment\s*=?)\s*$/i.exec(before.slice(-40)) ?? [];
  return clause === undefined ? undefined : { text: anyDigits, isImmaterial: !/^default$/i.test(clause) };
}
