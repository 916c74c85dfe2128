// COLUMN_DEFAULT as the servers show it. In: a column. Out: a cell; one that is known not to be NULL where its text is not known.

import type { DefaultValue, Dialect } from "../../sql/definition.js";
import { nowText } from "../default-text.js";
import { foldName } from "../expression-text.js";
import type { Column } from "../model.js";
import type { Cell } from "./row.js";
import { rewrittenValue } from "./value.js";

export function mysqlDefault({ default: value, nullable }: Column, dialect: Dialect): Cell {
  const isMariadb = dialect === "mariadb";
  // MariaDB shows SQL: texts in quotes, and the word NULL (documentation, "Information Schema COLUMNS Table").
  if (!value || value.kind === "null") return isMariadb && nullable ? "NULL" : null;
  if (value.kind === "now") {
    const text = nowText(value.text);
    if (!isMariadb) return text;
    return text.includes("(") ? text.toLowerCase() : "current_timestamp()";
  }
  if (value.kind === "expression" || value.value === undefined || bits.test(value.text))
    return rewrittenValue(value.text);
  if (!isMariadb || /^[-+.\d]/.test(value.text)) return value.value;
  if (/^(true|false)$/i.test(value.text)) return value.value;
  return isQuoted(value) ? `'${value.value.replace(/'/g, "''")}'` : rewrittenValue(value.text);
}

/** Bits and bytes have other digits in the catalog than in the script. */
const bits = /^[bx]'|^0[bx]/i;

/** Constants as PostgreSQL shows them; what it reads and writes anew (dates, expressions) is not known as a text. */
export function postgresqlDefault({ default: value, type }: Column): Cell {
  if (!value || value.kind === "null") return null;
  if (value.kind === "now") return value.text;
  const { value: text } = value;
  if (value.kind === "expression" || text === undefined) {
    const [, sequence] = nextValue.exec(value.text) ?? [];
    if (sequence === undefined) return rewrittenValue(value.text);
    return `nextval('${foldName(sequence).replace(/^public\./, "")}'::regclass)`;
  }
  const name = type.name + (type.dimensions > 0 ? "[]" : "");
  if (name === "boolean" && /^(true|false)$/i.test(value.text)) return value.text.toLowerCase();
  if (name === "jsonb" && !/^(\{\}|\[\])$/.test(text)) return rewrittenValue(value.text);
  if (isQuoted(value))
    return rewritten.test(name)
      ? rewrittenValue(value.text)
      : `'${text.replace(/'/g, "''")}'::${castNames[name] ?? name}`;
  // A sign in front is an operator: (+ 2).
  if (value.text.startsWith("+")) return rewrittenValue(value.text);
  if (/^\d+$/.test(text)) return Number(text) > 2_147_483_647 ? `'${text}'::bigint` : text;
  if (/^-\d+$/.test(text)) return Number(text) < -2_147_483_648 ? `'${text}'::bigint` : `'${text}'::integer`;
  if (/^\d+\.\d+$/.test(text)) return text;
  return /^-\d+\.\d+$/.test(text) ? `'${text}'::numeric` : rewrittenValue(value.text);
}

const nextValue = /^nextval\(\s*'((?:[^']|'')+)'(?:\s*::\s*regclass)?\s*\)$/i;
const castNames: Readonly<Record<string, string>> = { character: "bpchar", bit: '"bit"' };
const rewritten = /^(date|time|interval|boolean|bit)|^box|^inet|^cidr|^mac|^money|range|^bytea/;

function isQuoted({ text }: DefaultValue): boolean {
  return text.startsWith("'") && text.endsWith("'");
}
