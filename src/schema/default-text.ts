// A column's default as a text that compares. In: a default, its column's type. Out: the same text for what means the same.

import type { DefaultValue, Dialect } from "../sql/definition.js";
import { factsByName } from "../text/facts-by-name.js";
import { foldExpression } from "./expression-text.js";

const numericTypes =
  /^(tinyint|smallint|mediumint|int|integer|bigint|decimal|numeric|float|double|real|double precision|bit|boolean|year)$/;

// PostgreSQL 18 manual 8.6: what it reads as a boolean.
const booleanTexts: Readonly<Record<string, string>> = factsByName({
  ...{ "1": "true", true: "true", t: "true", yes: "true", y: "true", on: "true" },
  ...{ "0": "false", false: "false", f: "false", no: "false", n: "false", off: "false" },
});

/** A default as a value; DEFAULT NULL is no default. */
export function defaultText(
  value: DefaultValue | undefined,
  type: string,
  dialect: Dialect,
): string | undefined {
  if (!value || value.kind === "null") return undefined;
  if (value.kind === "now") return nowText(value.text);
  if (value.kind === "expression" || value.value === undefined)
    return `(${foldExpression(value.text, dialect)})`;
  if (type === "boolean") return booleanTexts[value.value.toLowerCase()] ?? `'${value.value}'`;
  if (dialect !== "postgresql") return mysqlLiteral(value.text, value.value, type);
  return literalText(value.value, type);
}

/** The current time in any of its spellings, with its precision. */
export function nowText(text: string): string {
  const digits = Number(/\(\s*(\d+)\s*\)/.exec(text)?.[1] ?? 0);
  return digits > 0 ? `CURRENT_TIMESTAMP(${digits})` : "CURRENT_TIMESTAMP";
}

function literalText(value: string, type: string): string {
  const number = Number(value);
  if (!numericTypes.test(type) || value === "" || !Number.isFinite(number))
    return `'${value.replace(/'/g, "''")}'`;
  // Of a BIGINT each digit counts.
  const isExact = Number.isSafeInteger(number) || !/^\s*[-+]?\d+\s*$/.test(value);
  return isExact ? String(number) : String(BigInt(value.replace("+", "")));
}

function mysqlLiteral(written: string, value: string, type: string): string {
  const digits = digitsOf(written);
  if (type === "bit") {
    const number = digits === undefined ? value : `0x${digits || "0"}`;
    return /^(\d+|0x[0-9A-F]+)$/i.test(number)
      ? `b'${BigInt(number).toString(2)}'`
      : literalText(value, type);
  }
  if (digits === undefined) return literalText(type === "binary" ? unpadded(value) : value, type);
  if (numericTypes.test(type)) return literalText(String(BigInt(`0x${digits || "0"}`)), type);
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const text = new TextDecoder().decode(bytes);
  return literalText(type === "binary" ? unpadded(text) : text, type);
}

/** The server fills a BINARY up to its length. */
function unpadded(text: string): string {
  return text.replace(/\0+$/, "");
}

/** The hexadecimal digits of x'41', 0x41, b'1000001' and 0b1000001: a number, or the bytes of a text (MySQL 8.4 manual 11.1.4 and 11.1.5). */
function digitsOf(written: string): string | undefined {
  const [, base = "", quoted, plain] = /^0?([xXbB])(?:'([0-9A-Fa-f]*)'|([0-9A-Fa-f]+))$/.exec(written) ?? [];
  const digits = quoted ?? plain;
  const isBinary = /b/i.test(base);
  if (digits === undefined || (isBinary && /[^01]/.test(digits))) return undefined;
  const hex = isBinary && digits !== "" ? BigInt(`0b${digits}`).toString(16) : digits;
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}
