// Where what begins at an offset ends: quotes, numbers, comments. In: a text and an offset. Out: the offset behind it.

import { isDigit } from "./characters.js";

/** Behind the closing quote, with two of them for one inside; -1 where none closes it. */
export function quotedEnd(text: string, open: number, quote: number, escapes: boolean): number {
  const end = text.length;
  let at = open + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (text.charCodeAt(at + 1) !== quote) return at + 1;
      at += 2;
    } else if (code === 92 && escapes) {
      at += 2;
    } else {
      at++;
    }
  }
  return -1;
}

/** Behind a comment between slashes and asterisks; -1 where nothing closes it. */
export function blockCommentEnd(text: string, start: number, nested: boolean): number {
  const end = text.length;
  // The next end closes it, unless comments nest.
  let at = nested ? start + 2 : text.indexOf("*/", start + 2);
  if (at < 0) return -1;
  let depth = 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 42 && text.charCodeAt(at + 1) === 47) {
      at += 2;
      if (--depth === 0) return at;
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      depth++;
      at += 2;
    } else {
      at++;
    }
  }
  return -1;
}

/** Behind a number in decimal digits; `separated`: 1_000_000, as PostgreSQL has it. */
export function numberEnd(text: string, start: number, separated: boolean): number {
  let at = digitsEnd(text, start, separated);
  if (text.charCodeAt(at) === 46 && text.charCodeAt(at + 1) !== 46) at = digitsEnd(text, at + 1, false);
  if ((text.charCodeAt(at) | 32) !== 101) return at;
  const sign = text.charCodeAt(at + 1);
  const first = sign === 43 || sign === 45 ? at + 2 : at + 1;
  return isDigit(text.charCodeAt(first)) ? digitsEnd(text, first, false) : at;
}

function digitsEnd(text: string, start: number, separated: boolean): number {
  let at = start;
  while (
    isDigit(text.charCodeAt(at)) ||
    (separated && text.charCodeAt(at) === 95 && isDigit(text.charCodeAt(at + 1)))
  )
    at++;
  return at;
}
