// Identifiers, as servers read them. In: what is written. Out: the name that it means.

import { decodeUnicode, isUnicode } from "./literal.js";

/** An identifier without its quotes: `a``b`, "a""b", U&"a". */
export function unquoteName(raw: string): string {
  const open = raw.search(/[`"]/);
  const quote = raw[open];
  if (open < 0 || quote === undefined) return raw;
  const inner = raw.slice(open + 1, raw.endsWith(quote) && raw.length > open + 1 ? -1 : undefined);
  const text = inner.includes(quote) ? inner.split(quote + quote).join(quote) : inner;
  return isUnicode(raw) ? decodeUnicode(text) : text;
}

/** A template's placeholder without the quotes around it: "{{ x }}". */
export function unquoteTemplate(raw: string): string {
  return raw.startsWith('"{{') && raw.endsWith('}}"') ? raw.slice(1, -1) : raw;
}

const longestName = 63;

/** The name that PostgreSQL makes of a word, or of what stands in quotes: folded, and cut (PostgreSQL 18 manual 4.1.1). */
export function postgresqlName(text: string, quoted: boolean): string {
  // What most names are. V8's own functions are fast from the first call on, loops only when they have been compiled.
  if (text.length <= shortName && text.toLowerCase() === text) return text;
  return cutName(quoted ? text : foldName(text));
}

/** Units that are 63 bytes at most, whatever they are. */
const shortName = longestName / 3;

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

// PostgreSQL folds the letters of ASCII alone (downcase_identifier in scansup.c, databases in UTF-8).
function foldName(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** PostgreSQL cuts names to 63 bytes, at the end of a character (PostgreSQL 18 manual 4.1.1). */
function cutName(text: string): string {
  if (text.length <= longestName && isAscii(text)) return text;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= longestName) return text;
  let end = longestName;
  while (((bytes[end] as number) & 0xc0) === 0x80) end--;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
