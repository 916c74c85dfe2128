// Functions and operators of the expressions that decide what dynamic DDL does. In: values. Out: a value.
// What is not here is unresolved.

import type { Dialect } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import { concatenate } from "./concatenate.js";
import { longestText } from "./effort.js";
import { fitsLike, fitsRegex } from "./patterns.js";
import { formatType } from "./postgresql-types.js";
import {
  causeOf,
  change,
  inheriting,
  nullValue,
  numberValue,
  textOf,
  textValue,
  truthOf,
  truthValue,
  type UnknownValue,
  unknownValue,
  type Value,
} from "./value.js";

type Apply = (values: readonly Value[], dialect: Dialect) => Value;

/** MySQL compares text without regard to case, as its default collations do; PostgreSQL exactly. */
function sameText(a: string, b: string, dialect: Dialect): boolean {
  return foldCase(a, dialect) === foldCase(b, dialect);
}

/** Of two values that are not NULL. */
function areEqual(a: Value, b: Value, dialect: Dialect): boolean | undefined {
  if (a.kind === "unknown" || b.kind === "unknown")
    return order(a, b, dialect) === undefined ? undefined : false;
  if (a.kind === "name" && b.kind === "name") {
    if (a.identity !== undefined && b.identity !== undefined) return a.identity === b.identity;
    return a.text === b.text ? true : undefined;
  }
  if (a.kind === "name") return a.matches(textOf(b) as string);
  if (b.kind === "name") return b.matches(textOf(a) as string);
  if (a.kind === "number" || b.kind === "number") return numberOf(a) === numberOf(b);
  return sameText(textOf(a) as string, textOf(b) as string, dialect);
}

/** A text counts as the number that it begins with, or as 0 (MySQL 8.4 manual 14.3). */
function numberOf(value: Value): number | undefined {
  if (value.kind === "number") return value.number;
  return value.kind === "text" ? Number.parseFloat(value.text) || 0 : undefined;
}

/** Below 0 where the first is less, above where it is greater; nothing where nobody can tell. Of what is counted, a least number is known. */
function order(a: Value, b: Value, dialect: Dialect): number | undefined {
  if (a.kind === "text" && b.kind === "text")
    return orderTexts(foldCase(a.text, dialect), foldCase(b.text, dialect));
  if (a.kind === "unknown" && b.kind === "number") return isBeyond(a, b.number) ? 1 : undefined;
  if (b.kind === "unknown" && a.kind === "number") return isBeyond(b, a.number) ? -1 : undefined;
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? undefined : left - right;
}

function isBeyond({ atLeast }: UnknownValue, number: number): boolean {
  return atLeast !== undefined && atLeast > number;
}

/** Where a collation puts other characters than these depends on the collation, and capitals on the language. */
function orderTexts(a: string, b: string): number | undefined {
  if (a === b) return 0;
  return [a, b].every((text) => /^[a-z0-9]*$/.test(text)) ? (a < b ? -1 : 1) : undefined;
}

/** `undefined`: nobody can tell. */
type Truth = boolean | null | undefined;

function truthIn(value: Value, dialect: Dialect): Truth {
  return value.kind === "null" ? null : truthOf(value, dialect);
}

/** AND ends with the first false part, OR with the first true one; of the others, what is unknown outweighs NULL. */
function join(values: readonly Value[], decisive: boolean, dialect: Dialect): Truth {
  const truths = values.map((value) => truthIn(value, dialect));
  if (truths.includes(decisive)) return decisive;
  if (truths.includes(undefined)) return undefined;
  return truths.includes(null) ? null : !decisive;
}

/** Yes, no, NULL, or unknown for the reasons of its parts. */
function logical(truth: Truth, of: readonly Value[]): Value {
  return truth === null ? inheriting(nullValue, of) : truthValue(truth, ...of);
}

function negate(truth: Truth): Truth {
  return typeof truth === "boolean" ? !truth : truth;
}

const matching = (fits: typeof fitsLike, fold?: true) =>
  comparing((value, pattern, dialect) => {
    const [text, wanted] = [textOf(value), textOf(pattern)];
    if (text === undefined || wanted === undefined) return undefined;
    // Of what a server writes anew, words are known.
    const isWritten = value.kind === "name" && value.written !== undefined && /^%\w+%$/.test(wanted);
    if (value.kind === "name" && !isWritten) return undefined;
    const ignoresCase = fold === true || dialect !== "postgresql";
    return fits(isWritten ? (value.written as string) : text, wanted, ignoresCase);
  });

const isTruth =
  (wanted: Truth): Apply =>
  ([value = nullValue], dialect) => {
    const truth = truthIn(value, dialect);
    return truthValue(truth === undefined ? undefined : truth === wanted, value);
  };

function foldCase(text: string, dialect: Dialect): string {
  return dialect === "postgresql" ? text : text.toLowerCase();
}

function isIn([value = nullValue, ...list]: readonly Value[], dialect: Dialect): Truth {
  return join(
    list.map((one) => equality(false)([value, one], dialect)),
    true,
    dialect,
  );
}

/** PostgreSQL's format(): %s, %I and %L, with or without position. */
function format(values: readonly Value[]): Value {
  const [template, ...list] = values;
  if (template?.kind !== "text") return inheriting(unknownValue(causeOf(values)), values);
  const parts: Value[] = [];
  let next = 0;
  let at = 0;
  for (const match of template.text.matchAll(/%(?:(\d+)\$)?(-?\d+)?([sIL%])/g)) {
    parts.push(slice(template, at, match.index));
    at = match.index + match[0].length;
    const [, position, width, kind] = match;
    if (kind === "%") parts.push(textValue("%"));
    else {
      const index = position === undefined ? next : Number(position) - 1;
      next = index + 1;
      const value = list[index];
      // NULL is no text, the word NULL, and an error, as too few values are (PostgreSQL 18 manual 9.4.1).
      if (!value || width !== undefined || (value.kind === "null" && kind === "I"))
        return inheriting(unknownValue("unresolved"), values);
      const text = textOf(value);
      if (value.kind === "null") parts.push(textValue(kind === "L" ? "NULL" : ""));
      else if (value.kind === "unknown" && kind === "L") parts.push(asLiteral(value));
      else if (kind === "s" || text === undefined) parts.push(value);
      else parts.push(textValue(kind === "I" ? quoteName(text) : quoteText(text)));
    }
  }
  parts.push(slice(template, at, template.text.length));
  return inheriting(concatenate(parts), values);
}

function quoteName(text: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replace(/"/g, '""')}"`;
}

const wordNull = textValue("NULL");

/** NULL becomes the word NULL, or nothing at all: then it is none of this value's. */
function asLiteral(value: UnknownValue): UnknownValue {
  return change(value, { isLiteral: true, likely: undefined });
}

const quoting =
  (quote: (text: string) => string, ofNull: Value = nullValue): Apply =>
  (values) => {
    const [value = nullValue] = values;
    if (value.kind === "null") return inheriting(ofNull, values);
    return value.kind === "unknown" ? asLiteral(value) : mapText(values, quote);
  };

function quoteText(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

/** A stretch of a text, its places kept. */
function slice(value: Value, start: number, end: number): Value {
  if (value.kind !== "text") return value;
  const segments = value.segments.flatMap((segment) => {
    const from = Math.max(segment.inner, start);
    const to = Math.min(segment.inner + segment.length, end);
    if (from >= to) return [];
    return [
      { ...segment, inner: from - start, outer: segment.outer + from - segment.inner, length: to - from },
    ];
  });
  return { ...value, text: value.text.slice(start, end), segments };
}

/** A change that comes to nothing, or to too much, is unknown. */
function mapText(values: readonly Value[], change: (text: string) => string | undefined): Value {
  const [value = nullValue] = values;
  if (values.some(({ kind }) => kind === "null")) return inheriting(nullValue, values);
  // How a name is written matters to nobody who compares it.
  if (value.kind === "name") return inheriting(value, values);
  const text = textOf(value);
  if (text === undefined || values.some(({ kind }) => kind === "unknown"))
    return inheriting(unknownValue(causeOf(values)), values);
  const changed = change(text);
  const isKnown = changed !== undefined && changed.length <= longestText;
  return inheriting(isKnown ? textValue(changed) : unknownValue("unresolved"), values);
}

/** Of a text and what else is known, numbers counted from 1 as SQL does; what is below that, servers take otherwise. */
const cutting =
  (cut: (text: string, ...others: readonly (string | number | undefined)[]) => string | undefined): Apply =>
  (values) => {
    if (values.some(({ kind }) => kind === "null")) return inheriting(nullValue, values);
    const [text, ...others] = values.map((value) =>
      value.kind === "number" ? value.number : value.kind === "text" ? value.text : undefined,
    );
    const changed =
      typeof text !== "string" ||
      hasPairs(text) ||
      values.some(({ kind }) => kind === "unknown" || kind === "name")
        ? undefined
        : cut(text, ...others);
    return inheriting(changed === undefined ? unknownValue(causeOf(values)) : textValue(changed), values);
  };

/** Servers count characters, of which these take two units here. */
function hasPairs(text: string): boolean {
  return /[\uD800-\uDFFF]/.test(text);
}

function isCount(value: string | number | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

const arithmetic =
  (calculate: (a: number, b: number) => number): Apply =>
  ([a = nullValue, b = nullValue]) => {
    const [left, right] = [numberOf(a), numberOf(b)];
    if (a.kind === "null" || b.kind === "null") return inheriting(nullValue, [a, b]);
    if (left === undefined || right === undefined) return inheriting(unknownValue(causeOf([a, b])), [a, b]);
    return inheriting(numberValue(calculate(left, right)), [a, b]);
  };

/** NULL equals nothing, differs from nothing, and stands in no order: what compares it is NULL. */
const comparing =
  (compare: (a: Value, b: Value, dialect: Dialect) => boolean | undefined): Apply =>
  ([a = nullValue, b = nullValue], dialect) =>
    logical(a.kind === "null" || b.kind === "null" ? null : compare(a, b, dialect), [a, b]);

const comparison = (holds: (order: number) => boolean) =>
  comparing((a, b, dialect) => {
    const found = order(a, b, dialect);
    return found === undefined ? undefined : holds(found);
  });

const equality = (negated: boolean) =>
  comparing((a, b, dialect) => {
    const equal = areEqual(a, b, dialect);
    return equal === undefined ? undefined : equal !== negated;
  });

const firstKnown: Apply = (values) => {
  for (const value of values) if (value.kind !== "null") return inheriting(value, values);
  return inheriting(nullValue, values);
};

const functions: Readonly<Record<string, Apply>> = factsByName({
  "=": equality(false),
  // MySQL 8.4 manual 14.4.2: two NULLs are equal.
  "<=>": (values, dialect) => {
    const nulls = values.filter(({ kind }) => kind === "null").length;
    if (nulls === 0) return equality(false)(values, dialect);
    const isOpen = nulls === 1 && values.some(({ kind }) => kind === "unknown" || kind === "name");
    return truthValue(isOpen ? undefined : nulls === 2, ...values);
  },
  "<>": equality(true),
  "<": comparison((order) => order < 0),
  ">": comparison((order) => order > 0),
  "<=": comparison((order) => order <= 0),
  ">=": comparison((order) => order >= 0),
  and: (values, dialect) => logical(join(values, false, dialect), values),
  or: (values, dialect) => logical(join(values, true, dialect), values),
  not: ([value = nullValue], dialect) => logical(negate(truthIn(value, dialect)), [value]),
  "is true": isTruth(true),
  "is false": isTruth(false),
  "is unknown": isTruth(null),
  in: (values, dialect) => logical(isIn(values, dialect), values),
  like: matching(fitsLike),
  ilike: matching(fitsLike, true),
  "~": matching(fitsRegex),
  "~*": matching(fitsRegex, true),
  regexp: matching(fitsRegex),
  rlike: matching(fitsRegex),
  "is null": ([value = nullValue]) =>
    truthValue(
      value.kind === "unknown" || (value.kind === "name" && value.identity === undefined)
        ? undefined
        : value.kind === "null",
      value,
    ),
  "||": (values) => concatenate(values),
  // PostgreSQL's passes over NULL (18 manual 9.4).
  concat: (values, dialect) => {
    const isStrict = dialect !== "postgresql";
    return inheriting(concatenate(isStrict ? values : values.filter(({ kind }) => kind !== "null")), values);
  },
  concat_ws: ([separator = nullValue, ...list]) =>
    concatenate(
      list.filter(({ kind }) => kind !== "null").flatMap((one, at) => (at === 0 ? [one] : [separator, one])),
    ),
  ifnull: firstKnown,
  nvl: firstKnown,
  coalesce: firstKnown,
  nullif: ([a = nullValue, b = nullValue], dialect) => {
    const equal = truthIn(equality(false)([a, b], dialect), dialect);
    if (equal === undefined) return inheriting(unknownValue(causeOf([a, b])), [a, b]);
    return inheriting(equal ? nullValue : a, [a, b]);
  },
  // A setting of one's own, which nobody set (PostgreSQL 18 manual 9.28.1: NULL with missing_ok).
  current_setting: (values) => {
    const isOwn = values.length === 2 && textOf(values[0] ?? nullValue)?.includes(".");
    return isOwn ? inheriting(nullValue, values) : unknownValue("unresolved");
  },
  lower: (values) => mapText(values, (text) => text.toLowerCase()),
  lcase: (values) => mapText(values, (text) => text.toLowerCase()),
  upper: (values) => mapText(values, (text) => text.toUpperCase()),
  ucase: (values) => mapText(values, (text) => text.toUpperCase()),
  trim: (values) => mapText(values, (text) => text.replace(/^ +| +$/g, "")),
  // MySQL 8.4 manual 14.8: with backslashes, as it reads them.
  quote: quoting((text) => `'${text.replace(/[\\']/g, "\\$&")}'`, wordNull),
  quote_literal: quoting(quoteText),
  quote_nullable: quoting(quoteText, wordNull),
  quote_ident: (values) => mapText(values, quoteName),
  replace: (values) =>
    mapText(values, (text) => {
      const [from, to] = values.slice(1).map(textOf);
      if (!from || to === undefined) return text;
      return (text.length * to.length) / from.length > longestText
        ? undefined
        : text.replaceAll(from, () => to);
    }),
  // MySQL counts bytes (8.4 manual 14.8), PostgreSQL characters.
  length: lengthIn((text, dialect) =>
    dialect === "postgresql" ? countCharacters(text) : new TextEncoder().encode(text).length,
  ),
  octet_length: lengthIn((text) => new TextEncoder().encode(text).length),
  char_length: lengthIn(countCharacters),
  substr: cutting((text, from, count = text.length) => {
    const isPlain = isCount(from) && from > 0 && isCount(count);
    return isPlain ? text.slice(from - 1, from - 1 + count) : undefined;
  }),
  left: cutting((text, count) => (isCount(count) ? text.slice(0, count) : undefined)),
  right: cutting((text, count) =>
    isCount(count) ? text.slice(Math.max(text.length - count, 0)) : undefined,
  ),
  split_part: cutting((text, separator, at) => {
    const isPlain = typeof separator === "string" && separator.length > 0 && isCount(at) && at > 0;
    return isPlain ? (text.split(separator)[at - 1] ?? "") : undefined;
  }),
  format,
  format_type: (values) => inheriting(formatType(values), values),
  "+": arithmetic((a, b) => a + b),
  "-": arithmetic((a, b) => a - b),
  "*": arithmetic((a, b) => a * b),
});

function lengthIn(count: (text: string, dialect: Dialect) => number): Apply {
  return (values, dialect) => {
    const [value = nullValue] = values;
    if (value.kind === "null") return inheriting(nullValue, values);
    const text = value.kind === "name" ? undefined : textOf(value);
    const length = text === undefined ? unknownValue(causeOf(values)) : numberValue(count(text, dialect));
    return inheriting(length, values);
  };
}

function countCharacters(text: string): number {
  return [...text].length;
}

// The same under other names.
const synonyms: Readonly<Record<string, string>> = factsByName({
  isnull: "is null",
  character_length: "char_length",
  substring: "substr",
  mid: "substr",
});

/** Calls a function by its name in lower case. */
export function callFunction(name: string, values: readonly Value[], dialect: Dialect): Value {
  const apply = functions[synonyms[name] ?? name];
  return apply ? apply(values, dialect) : inheriting(unknownValue("unresolved"), values);
}
