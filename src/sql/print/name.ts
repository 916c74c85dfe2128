// Names and strings as a dialect writes them. In: their values. Out: SQL. Quotes stand only where they must.

import type { Dialect, Name, ObjectName } from "../definition.js";
import { lexicalFacts } from "../dialects/lexical.js";
import { reservedWords } from "../dialects/reserved-words.js";
import type { Target } from "./target.js";

// A placeholder that a tool fills in before the server reads the text: `${schema}`, `:name`, `?`.
const placeholder = /^(\?|:[A-Za-z_]\w*|[\w$]*\$\{[^}]*\}[\w${}]*)$/;
const plain = /^[\p{L}_][\p{L}\p{N}_$]*$/u;
const beyondBasicPlane = /[\u{10000}-\u{10ffff}]/u;

export function printName(name: Name, target: Target): string {
  if (!name.quoted && placeholder.test(name.text)) return name.text;
  return quoteName(name.text, target.dialect);
}

/** A name, in quotes where it needs them. */
export function quoteName(text: string, dialect: Dialect): string {
  if (isPlain(text, dialect)) return text;
  const quote = lexicalFacts[dialect].backtickNames ? "`" : '"';
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

function isPlain(text: string, dialect: Dialect): boolean {
  if (!plain.test(text) || beyondBasicPlane.test(text)) return false;
  if (reservedWords[dialect].has(text.toUpperCase())) return false;
  // Not reserved everywhere, but behind TABLE or INDEX they begin IF EXISTS and ONLY to most readers.
  if (/^(?:if|only)$/i.test(text)) return false;
  // Unquoted names are folded: PostgreSQL 18 manual 4.1.1.
  return dialect !== "postgresql" || text === text.toLowerCase();
}

export function printObjectName({ schema, name }: ObjectName, target: Target): string {
  const own = printName(name, target);
  return schema ? `${printName(schema, target)}.${own}` : own;
}

export function printNames(names: readonly Name[], target: Target): string {
  return `(${names.map((name) => printName(name, target)).join(", ")})`;
}

const mysqlEscapes: Readonly<Record<string, string>> = {
  "'": "''",
  "\\": "\\\\",
  "\0": "\\0",
  "\n": "\\n",
  "\r": "\\r",
  "\x1a": "\\Z",
};

/** A string literal. */
export function printString(value: string, dialect: Dialect): string {
  if (!lexicalFacts[dialect].backslashEscapes) return `'${value.replaceAll("'", "''")}'`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the server's own escapes for them
  return `'${value.replace(/['\\\0\n\r\x1a]/g, (unit) => mysqlEscapes[unit] as string)}'`;
}

export function printStrings(values: readonly { readonly value: string }[], dialect: Dialect): string {
  return `(${values.map(({ value }) => printString(value, dialect)).join(", ")})`;
}
