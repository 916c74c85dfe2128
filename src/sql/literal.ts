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

/** The value of a string token. */
export function decodeString(raw: string, dialect: Dialect): string {
  return decodeSegments(raw, dialect, 0).value;
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
      const next = body[at + 1] ?? "";
      const keeps = escapes === mysqlEscapes && (next === "%" || next === "_");
      const meant = keeps ? `\\${next}` : (escapes[next] ?? next);
      segments.push({ inner: value.length, outer: outer + open + 1 + at, length: meant.length });
      value += meant;
      at++;
      from = at + 1;
    }
  }
  flush(body.length);
  return { value, segments };
}
