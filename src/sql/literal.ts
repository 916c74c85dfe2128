// String tokens and their values. In: a token as written. Out: what it means, with a map back to where each stretch stands.

import type { Dialect } from "./definition.js";
import { lexicalFacts } from "./dialects/lexical.js";
import type { Segment } from "./expression.js";

// MySQL 8.4 manual, table 9.1; \% and \_ keep their backslash.
const mysqlEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
};
// PostgreSQL 17 manual, table 4.1.
const postgresqlEscapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

interface Escape {
  readonly meant: string;
  /** How long it is as written, backslash included. */
  readonly length: number;
}

function mysqlEscape(body: string, at: number): Escape {
  const next = body[at + 1] ?? "";
  const keeps = next === "%" || next === "_";
  return { meant: keeps ? `\\${next}` : (mysqlEscapes[next] ?? next), length: 2 };
}

const codedEscape = /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{1,3}))/y;

function postgresqlEscape(body: string, at: number): Escape {
  codedEscape.lastIndex = at;
  const [whole, hex, short, long, octal] = codedEscape.exec(body) ?? [];
  if (whole !== undefined) {
    const code =
      octal === undefined ? Number.parseInt(hex ?? short ?? long ?? "", 16) : Number.parseInt(octal, 8);
    return { meant: code <= 0x10ffff ? String.fromCodePoint(code) : "", length: whole.length };
  }
  const next = body[at + 1] ?? "";
  return { meant: postgresqlEscapes[next] ?? next, length: 2 };
}

/** What \0041 and \+000041 mean in U&'…' and U&"…" (PostgreSQL 18 manual 4.1.2.3); UESCAPE is not followed. */
export function decodeUnicode(text: string): string {
  return text.replace(/\\(?:\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4})|(\\))/g, (_, long, short, backslash) =>
    backslash ? "\\" : String.fromCodePoint(Math.min(Number.parseInt(long ?? short, 16), 0x10ffff)),
  );
}

/** U&'…', U&"…". */
export function isUnicode(raw: string): boolean {
  return /^u&/i.test(raw);
}

/** The value of a string token. */
export function decodeString(raw: string, dialect: Dialect): string {
  if (isPlainString(raw)) return raw.slice(1, -1);
  const { value } = decodeSegments(raw, dialect, 0);
  return isUnicode(raw) ? decodeUnicode(value) : value;
}

/** Single quotes at its ends, none inside, and no backslash: what most strings are. */
function isPlainString(raw: string): boolean {
  return raw.charCodeAt(0) === 39 && raw.indexOf("'", 1) === raw.length - 1 && !raw.includes("\\");
}

/** The value of a string token that starts at `outer` in its file, and where each stretch of the value stands there. */
export function decodeSegments(
  raw: string,
  dialect: Dialect,
  outer: number,
): { readonly value: string; readonly segments: readonly Segment[] } {
  const dollar = /^\$[^$]*\$/.exec(raw);
  if (dollar && lexicalFacts[dialect].dollarQuotes) {
    const tag = dollar[0].length;
    const value = raw.slice(tag, raw.length - tag);
    return { value, segments: [{ inner: 0, outer: outer + tag, length: value.length }] };
  }
  const open = raw.search(/['"]/);
  if (open < 0) return { value: raw, segments: [{ inner: 0, outer, length: raw.length }] };
  const quote = raw[open] as string;
  const closed = raw.length > open + 1 && raw.endsWith(quote);
  const end = closed ? raw.length - 1 : raw.length;
  const escaped = lexicalFacts[dialect].backslashEscapes || /^e/i.test(raw);
  const body = raw.slice(open + 1, end);
  if (!body.includes(quote) && !(escaped && body.includes("\\"))) {
    return { value: body, segments: [{ inner: 0, outer: outer + open + 1, length: body.length }] };
  }
  const escapes = lexicalFacts[dialect].backslashEscapes ? mysqlEscapes : postgresqlEscapes;
  const segments: Segment[] = [];
  let value = "";
  let from = 0;
  const flush = (to: number) => {
    if (to > from) segments.push({ inner: value.length, outer: outer + open + 1 + from, length: to - from });
    value += body.slice(from, to);
  };
  for (let at = 0; at < body.length; at++) {
    const unit = body[at] as string;
    if (unit === quote && body[at + 1] === quote) {
      flush(at + 1);
      at++;
      from = at + 1;
    } else if (unit === "\\" && escaped) {
      flush(at);
      const { meant, length } = escapes === mysqlEscapes ? mysqlEscape(body, at) : postgresqlEscape(body, at);
      segments.push({ inner: value.length, outer: outer + open + 1 + at, length: meant.length });
      value += meant;
      at += length - 1;
      from = at + 1;
    }
  }
  flush(body.length);
  return { value, segments };
}
