// What an expression comes to. In: nothing. Out: values that know where their text stands and what they asked for.

import type { Dialect } from "../../sql/definition.js";
import type { Segment } from "../../sql/expression.js";
import type { SourceFile } from "../../text/source-file.js";
import type { Guard } from "../history.js";

/** A stretch of a text and where it stands. */
export interface PlacedSegment extends Segment {
  readonly file: SourceFile;
}

/** Whom a value asked: nobody, the catalog, the rows of a table. */
export type Asked = "nobody" | "data" | "catalog";

interface ValueBase {
  readonly asked: Asked;
  /** The conditions that chose it. */
  readonly guards: readonly Guard[];
}

export interface TextValue extends ValueBase {
  readonly kind: "text";
  readonly text: string;
  readonly segments: readonly PlacedSegment[];
  /** What the other branches of its conditions would have been. */
  readonly untaken: readonly { readonly value: TextValue; readonly guard: Guard }[];
}

export interface NumberValue extends ValueBase {
  readonly kind: "number";
  readonly number: number;
}

export interface NullValue extends ValueBase {
  readonly kind: "null";
}

/** A name that is known only as far as it compares: the database's, one of an object that the model does not have. */
export interface NameValue extends ValueBase {
  readonly kind: "name";
  /** Stands in where the name is needed as a text. */
  readonly text: string;
  /** What it names, where the model knows it: two names of the same kind are equal where their identities are. */
  readonly identity?: string;
  /** What the server shows with other quotes, spaces and parentheses: words can be looked for in it. */
  readonly written?: string;
  /** `undefined`: it may be, or not. */
  matches(text: string): boolean | undefined;
}

/** `data`: rows decide it · `catalog`: objects that the model does not know decide it · `unresolved`: beyond this evaluation. */
export interface UnknownValue extends ValueBase {
  readonly kind: "unknown";
  readonly cause: "data" | "catalog" | "unresolved";
  /** A count that is at least this. */
  readonly atLeast?: number;
  /** What a text begins with. */
  readonly prefix?: string;
  /** It is a literal, whichever: what `%L` and QUOTE make. */
  readonly isLiteral?: boolean;
  /** The text, with stand-ins for literals that are not known. */
  readonly likely?: TextValue;
  /** What the stand-ins stand for makes no difference to a schema. */
  readonly isImmaterial?: boolean;
}

export type Value = TextValue | NumberValue | NullValue | NameValue | UnknownValue;

const noGuards: readonly Guard[] = [];
const nothing: readonly never[] = [];

// Written out, without spreads: a property behind a spread costs microseconds on Node 20, and these are made all the time.
export function textValue(text: string, segments: readonly PlacedSegment[] = nothing): TextValue {
  return { kind: "text", asked: "nobody", guards: noGuards, text, segments, untaken: nothing };
}

export function numberValue(number: number): NumberValue {
  return { kind: "number", asked: "nobody", guards: noGuards, number };
}

export const nullValue: NullValue = { kind: "null", asked: "nobody", guards: noGuards };

export function nameValue(text: string, matches: NameValue["matches"], identity?: string): NameValue {
  return { kind: "name", asked: "nobody", guards: noGuards, text, matches, identity };
}

/** An expression that a server writes anew: there is one, and its words are these. */
export function rewrittenValue(written: string): NameValue {
  return {
    ...nameValue(written, () => undefined, `expression ${written}`),
    written,
  };
}

export function unknownValue(cause: UnknownValue["cause"], atLeast?: number): UnknownValue {
  const asked = cause === "unresolved" ? "nobody" : cause;
  return { kind: "unknown", asked, guards: noGuards, cause, atLeast };
}

/** The value with other facts. */
export function change<V extends Value>(value: V, facts: Partial<V>): V {
  return Object.assign({}, value, facts);
}

/** A yes or no; `undefined` and its cause where nobody can tell. */
export function truthValue(truth: boolean | undefined, ...of: readonly Value[]): Value {
  return inheriting(truth === undefined ? unknownValue(causeOf(of)) : numberValue(truth ? 1 : 0), of);
}

/** Why a result is unknown: the weakest of its parts' causes. */
export function causeOf(values: readonly Value[]): UnknownValue["cause"] {
  const causes = values.map((value) => (value.kind === "unknown" ? value.cause : undefined));
  if (causes.includes("unresolved")) return "unresolved";
  if (causes.includes("catalog")) return "catalog";
  return causes.includes("data")
    ? "data"
    : values.some(({ kind }) => kind === "name")
      ? "catalog"
      : "unresolved";
}

const order: readonly Asked[] = ["nobody", "data", "catalog"];

/** The value, with what the values it was made of asked for and depended on. */
export function inheriting<V extends Value>(value: V, from: readonly Value[]): V {
  let asked = value.asked;
  let guards: Set<Guard> | undefined;
  for (const part of from) {
    if (order.indexOf(part.asked) > order.indexOf(asked)) asked = part.asked;
    if (part.guards.length === 0 || part.guards === value.guards) continue;
    guards ??= new Set(value.guards);
    for (const guard of part.guards) guards.add(guard);
  }
  if (asked === value.asked && !guards) return value;
  return Object.assign({}, value, { asked, guards: guards ? [...guards] : value.guards });
}

/** Whether a value counts as true; `undefined` where that is unknown. NULL does not. A text is a number on MySQL (8.4 manual 14.3). */
export function truthOf(value: Value, dialect: Dialect): boolean | undefined {
  switch (value.kind) {
    case "number":
      return value.number !== 0;
    case "null":
      return false;
    case "text":
      return /^\s*[-+]?\d*\.?\d+/.test(value.text)
        ? Number.parseFloat(value.text) !== 0
        : dialect === "postgresql" && /^(t|true|y|yes|on)$/i.test(value.text.trim());
    case "name":
    case "unknown":
      return isUndecided(value) ? undefined : true;
  }
}

/** Whether nobody can tell if a value counts as true. */
export function isUndecided(value: Value): boolean {
  return (
    value.kind === "name" || (value.kind === "unknown" && !(value.atLeast !== undefined && value.atLeast > 0))
  );
}

/** Whether it is this evaluation that cannot tell: neither rows nor objects that the model does not know decide. */
export function isUnresolved(value: Value): boolean {
  return value.kind === "unknown" && value.cause === "unresolved" && isUndecided(value);
}

/** Why a guard of this value could not be answered; nothing where it could. */
export function whyUnknown(value: Value): Guard["unknown"] {
  if (isUnresolved(value)) return "condition";
  return value.asked === "catalog" && isUndecided(value) ? "objects" : undefined;
}

/** The text of a value, where it has one. */
export function textOf(value: Value): string | undefined {
  if (value.kind === "text" || value.kind === "name") return value.text;
  return value.kind === "number" ? String(value.number) : undefined;
}
