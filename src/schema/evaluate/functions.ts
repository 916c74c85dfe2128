// Functions and operators of the expressions that decide what dynamic DDL does. In: values. Out: a value.
// What is not here is unresolved.

import type { Dialect } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import { anyCharacter, anyText, fitsWildcards } from "../../text/wildcards.js";
import { longestText } from "./effort.js";
import {
  causeOf,
  concatenate,
  inheriting,
  nullValue,
  numberValue,
  textOf,
  textValue,
  truthOf,
  truthValue,
  unknownValue,
  type Value,
} from "./value.js";

/** MySQL compares text without regard to case, as its default collations do; PostgreSQL exactly. */
function sameText(a: string, b: string, dialect: Dialect): boolean {
  return foldCase(a, dialect) === foldCase(b, dialect);
}

function areEqual(a: Value, b: Value, dialect: Dialect): boolean | undefined {
  if (a.kind === "unknown" || b.kind === "unknown") return unequalByCount(a, b) ? false : undefined;
  if (a.kind === "name" && b.kind === "name") return a === b || a.text === b.text ? true : undefined;
  if (a.kind === "name" || b.kind === "name") {
    const [name, other] = a.kind === "name" ? [a, b] : [b, a];
    const text = textOf(other);
    return text === undefined || name.kind !== "name" ? undefined : name.matches(text);
  }
  if (a.kind === "number" || b.kind === "number") return numberOf(a) === numberOf(b);
  return sameText(textOf(a) ?? "", textOf(b) ?? "", dialect);
}

function unequalByCount(a: Value, b: Value): boolean {
  const [unknown, other] = a.kind === "unknown" ? [a, b] : [b, a];
  return (
    unknown.kind === "unknown" &&
    unknown.atLeast !== undefined &&
    other.kind === "number" &&
    other.number < unknown.atLeast
  );
}

function numberOf(value: Value): number | undefined {
  if (value.kind === "number") return value.number;
  const text = textOf(value);
  const number = text === undefined ? Number.NaN : Number.parseFloat(text);
  return Number.isNaN(number) ? (text === undefined ? undefined : 0) : number;
}

function compare(name: string, a: Value, b: Value): boolean | undefined {
  const low = a.kind === "unknown" ? a.atLeast : undefined;
  if (low !== undefined && b.kind === "number") {
    if (name === ">" && low > b.number) return true;
    if (name === ">=" && low >= b.number) return true;
    return undefined;
  }
  const [left, right] = [numberOf(a), numberOf(b)];
  if (a.kind === "unknown" || b.kind === "unknown" || left === undefined || right === undefined)
    return undefined;
  if (name === "<") return left < right;
  if (name === ">") return left > right;
  return name === "<=" ? left <= right : left >= right;
}

function and(values: readonly Value[]): boolean | undefined {
  const truths = values.map(truthOf);
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function or(values: readonly Value[]): boolean | undefined {
  const truths = values.map(truthOf);
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function negate(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function isLike(value: Value, pattern: Value, dialect: Dialect): boolean | undefined {
  const [text, like] = [textOf(value), textOf(pattern)];
  if (value.kind === "name" || text === undefined || like === undefined) return undefined;
  if (text.length * like.length > mostComparisons) return undefined;
  const wildcards = Array.from(foldCase(like, dialect).matchAll(/\\?[\s\S]/g), ([written]) => {
    if (written === "%") return anyText;
    return written === "_" ? anyCharacter : (written.at(-1) as string);
  });
  return fitsWildcards(foldCase(text, dialect), wildcards);
}

/** LIKE between texts that would take longer is not followed. */
const mostComparisons = 1 << 24;

function foldCase(text: string, dialect: Dialect): string {
  return dialect === "postgresql" ? text : text.toLowerCase();
}

function isIn([value, ...list]: readonly Value[], dialect: Dialect): boolean | undefined {
  if (!value) return undefined;
  return or(list.map((one) => truthValue(areEqual(value, one, dialect), value, one)));
}

/** PostgreSQL's format(): %s, %I and %L, with or without position. */
function format(values: readonly Value[]): Value {
  const [template, ...list] = values;
  if (template?.kind !== "text") return inheriting(unknownValue(causeOf(values)), values);
  const parts: Value[] = [];
  let next = 0;
  let at = 0;
  for (const match of template.text.matchAll(/%(?:(\d+)\$)?-?\d*([sIL%])/g)) {
    parts.push(slice(template, at, match.index));
    at = match.index + match[0].length;
    if (match[2] === "%") parts.push(textValue("%"));
    else {
      const index = match[1] === undefined ? next++ : Number(match[1]) - 1;
      const value = list[index] ?? nullValue;
      const text = textOf(value);
      // NULL is no text, the word NULL, and an error (PostgreSQL 18 manual 9.4.1).
      if (value.kind === "null" && match[2] === "I") return unknownValue("unresolved");
      if (value.kind === "null") parts.push(textValue(match[2] === "L" ? "NULL" : ""));
      else if (match[2] === "s" || text === undefined) parts.push(value);
      else parts.push(textValue(match[2] === "I" ? quoteName(text) : quoteText(text)));
    }
  }
  parts.push(slice(template, at, template.text.length));
  return inheriting(concatenate(parts), values);
}

function quoteName(text: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(text) ? text : `"${text.replace(/"/g, '""')}"`;
}

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
  const [value] = values;
  if (!value || value.kind === "null") return inheriting(nullValue, values);
  const text = textOf(value);
  if (text === undefined) return inheriting(unknownValue(causeOf(values)), values);
  const changed = change(text);
  const isKnown = changed !== undefined && changed.length <= longestText;
  return inheriting(isKnown ? textValue(changed) : unknownValue("unresolved"), values);
}

function arithmetic(name: string, a: Value, b: Value): Value {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (a.kind === "null" || b.kind === "null") return inheriting(nullValue, [a, b]);
  if (left === undefined || right === undefined || a.kind === "name" || b.kind === "name")
    return inheriting(unknownValue(causeOf([a, b])), [a, b]);
  const results: Readonly<Record<string, number>> = {
    "+": left + right,
    "-": left - right,
    "*": left * right,
  };
  return inheriting(numberValue(results[name] ?? 0), [a, b]);
}

type Apply = (values: readonly Value[], dialect: Dialect) => Value;

const comparison =
  (name: string): Apply =>
  ([a = nullValue, b = nullValue]) =>
    a.kind === "null" || b.kind === "null" ? truthValue(false, a, b) : truthValue(compare(name, a, b), a, b);

const equality =
  (negated: boolean): Apply =>
  ([a = nullValue, b = nullValue], dialect) => {
    // NULL equals nothing and differs from nothing.
    if (a.kind === "null" || b.kind === "null") return truthValue(false, a, b);
    const equal = areEqual(a, b, dialect);
    return truthValue(negated ? negate(equal) : equal, a, b);
  };

const firstKnown: Apply = (values) => {
  for (const value of values) if (value.kind !== "null") return inheriting(value, values);
  return inheriting(nullValue, values);
};

const functions: Readonly<Record<string, Apply>> = factsByName({
  "=": equality(false),
  "<=>": equality(false),
  "<>": equality(true),
  "<": comparison("<"),
  ">": comparison(">"),
  "<=": comparison("<="),
  ">=": comparison(">="),
  and: (values) => truthValue(and(values), ...values),
  or: (values) => truthValue(or(values), ...values),
  not: (values) => truthValue(negate(values[0] && truthOf(values[0])), ...values),
  in: (values, dialect) => truthValue(isIn(values, dialect), ...values),
  like: ([a = nullValue, b = nullValue], dialect) => {
    const isNull = a.kind === "null" || b.kind === "null";
    return truthValue(isNull ? false : isLike(a, b, dialect), a, b);
  },
  "is null": ([value = nullValue]) =>
    truthValue(value.kind === "unknown" || value.kind === "name" ? undefined : value.kind === "null", value),
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
    const equal = areEqual(a, b, dialect);
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
  trim: (values) => mapText(values, (text) => text.trim()),
  // MySQL 8.4 manual 14.8: with backslashes, as it reads them.
  quote: (values) => mapText(values, (text) => `'${text.replace(/[\\']/g, "\\$&")}'`),
  quote_literal: (values) => mapText(values, quoteText),
  quote_ident: (values) => mapText(values, quoteName),
  replace: (values) => {
    const [from, to] = [values[1] && textOf(values[1]), values[2] && textOf(values[2])];
    const grows = from && to ? to.length / from.length : 1;
    return mapText(values, (text) => {
      if (!from) return text;
      return text.length * grows > longestText ? undefined : text.replaceAll(from, to ?? "");
    });
  },
  length: lengthOf,
  char_length: lengthOf,
  format,
  "+": ([a = nullValue, b = nullValue]) => arithmetic("+", a, b),
  "-": ([a = nullValue, b = nullValue]) => arithmetic("-", a, b),
  "*": ([a = nullValue, b = nullValue]) => arithmetic("*", a, b),
});

function lengthOf(values: readonly Value[]): Value {
  const text = values[0] && textOf(values[0]);
  if (text === undefined)
    return inheriting(values[0]?.kind === "null" ? nullValue : unknownValue(causeOf(values)), values);
  return inheriting(numberValue(text.length), values);
}

// The same under other names.
const synonyms: Readonly<Record<string, string>> = factsByName({
  isnull: "is null",
  character_length: "char_length",
});

/** Calls a function by its name in lower case. */
export function callFunction(name: string, values: readonly Value[], dialect: Dialect): Value {
  const apply = functions[synonyms[name] ?? name];
  return apply ? apply(values, dialect) : inheriting(unknownValue("unresolved"), values);
}
