// Columns that MySQL and MariaDB refuse for what their definitions say. In: a table, and as it was before. Out: the faults of columns that are
// new or other than before. Each was tried on MySQL 9.7 and MariaDB 10.11, with the sql_mode that a server starts with and with none.

import type { DefaultValue } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import type { Column, Table } from "../model.js";
import { charsetName, charsetOf, isCharset } from "../server.js";
import { argumentsOf, canonicalType } from "../types.js";
import type { Fault } from "./faults.js";
import type { Site } from "./site.js";

export function columnFaults(site: Site, table: Table, old: Table | undefined): readonly Fault[] {
  const faults: Fault[] = [];
  const { columns } = table;
  let counter: Column | undefined;
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as Column;
    const first = counter;
    if (column.autoIncrement) counter ??= column;
    if (old?.columns[at] === column) continue;
    if (column.default) addDefaultFault(site, table, column, column.default, faults);
    if (
      column.autoIncrement &&
      /char|text|blob|binary|json|date|time|decimal|enum|set|bit/.test(column.type.name)
    ) {
      const message = `${label(column)} cannot be AUTO_INCREMENT: it is ${shown(column)}.`;
      faults.push({ message, place: column.at("autoIncrement") });
    }
    if (column.onUpdate !== undefined) addUpdateFault(site, column, column.onUpdate, faults);
    if (column.type.arguments.length > 0 || column.type.values.length > 0 || column.type.collation)
      addTypeFault(site, column, faults);
    if (first && column.autoIncrement) {
      const message = `Table \`${table.name}\` cannot have two AUTO_INCREMENT columns.`;
      const related = { at: first.at("autoIncrement"), message: `\`${first.name}\` is one.` };
      faults.push({ message, place: column.at("autoIncrement"), related });
    }
  }
  return faults;
}

function label({ name, table }: Column): string {
  return `Column \`${name}\` of \`${table}\``;
}

const shown = ({ type }: Column) => type.text.toUpperCase();

function addDefaultFault(
  site: Site,
  table: Table,
  column: Column,
  value: DefaultValue,
  faults: Fault[],
): void {
  const why = whyNoDefault(site, table, column, value);
  if (!why) return;
  const what = value.text.length > 40 ? "this default" : `the default ${value.text}`;
  const message = `${label(column)} cannot have ${what}: ${why.reason}.`;
  faults.push({ message, help: why.help, place: column.at("default") });
}

interface Why {
  readonly reason: string;
  readonly help?: string;
}

function whyNoDefault(site: Site, table: Table, column: Column, value: DefaultValue): Why | undefined {
  if (value.kind === "null") return whyNotNull(site, table, column);
  // In parentheses it is an expression.
  if (value.kind === "expression" || value.text.startsWith("(")) return undefined;
  if (value.kind === "now")
    return site.server.dialect === "mysql" ? whyNotNow(column, value.text) : undefined;
  if (column.autoIncrement) return { reason: "it is AUTO_INCREMENT" };
  return whyNoBigDefault(site, column, value) ?? whyNotOfType(column, value);
}

/** MySQL 8.4 manual 13.6, error 1067. A column of a primary key is NOT NULL on MySQL before its default is looked at, on MariaDB after. */
function whyNotNull({ server }: Site, { primaryKey }: Table, column: Column): Why | undefined {
  if (column.nullable) return undefined;
  const isOfKey = primaryKey?.inline === false && primaryKey.columns.includes(column.name);
  const isLate = server.dialect === "mariadb" && (isOfKey || column.autoIncrement);
  return isLate ? undefined : { reason: "it is NOT NULL" };
}

const precisionOf = (text: string) => Number(/\(\s*(\d+)\s*\)/.exec(text)?.[1] ?? 0);
const isMoment = ({ type }: Column) => type.name === "timestamp" || type.name === "datetime";

/** MySQL 8.4 manual 13.2.5: with the fractions of the type, and of no other type. */
function whyNotNow(column: Column, text: string): Why | undefined {
  if (column.type.name === "unknown") return undefined;
  if (!isMoment(column)) return { reason: `it is ${shown(column)}`, help: `Write DEFAULT (${text}).` };
  return precisionOf(text) === precisionOf(column.type.text) ? undefined : otherFractions(column);
}

function otherFractions(column: Column): Why {
  const digits = precisionOf(column.type.text);
  const help = `Write CURRENT_TIMESTAMP${digits > 0 ? `(${digits})` : ""}.`;
  return { reason: `it is ${shown(column)}, and the fractions have to be the same`, help };
}

function addUpdateFault({ server }: Site, column: Column, text: string, faults: Fault[]): void {
  if (column.type.name === "unknown") return;
  const isSame = server.dialect !== "mysql" || precisionOf(text) === precisionOf(column.type.text);
  const why: Why | undefined = !isMoment(column)
    ? { reason: `it is ${shown(column)}` }
    : isSame
      ? undefined
      : otherFractions(column);
  if (!why) return;
  const message = `${label(column)} cannot be set ON UPDATE to ${text}: ${why.reason}.`;
  faults.push({ message, help: why.help, place: column.at("onUpdate") });
}

/** Types whose values stand beside the row, and JSON. */
export function isBig({ type }: Column): boolean {
  return /(text|blob)$|^json$/.test(type.name) || isSpatial(type.name);
}

export function isSpatial(type: string): boolean {
  return /^(geometry|(multi)?(point|linestring|polygon)|geometrycollection)$/.test(type);
}

/** MySQL 8.4 manual 13.3.4, error 1101; an empty string is left out with a warning where sql_mode is not strict. MariaDB takes it since 10.2.1. */
function whyNoBigDefault({ server, timeline }: Site, column: Column, value: DefaultValue): Why | undefined {
  if (server.dialect !== "mysql" || !isBig(column)) return undefined;
  if (value.value === "" && !timeline.settings.strict) return undefined;
  const instead = `Write it as an expression: DEFAULT (${value.text}).`;
  const help = server.takesDefaultExpressions
    ? instead
    : "Leave it out: this version of MySQL has none here.";
  return { reason: `it is ${shown(column)}, which MySQL lets have no literal as its default`, help };
}

const ranges: Readonly<Record<string, bigint>> = factsByName({
  tinyint: 8n,
  smallint: 16n,
  mediumint: 24n,
  int: 32n,
  bigint: 64n,
});

const numberPattern = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** Error 1067. Of a hexadecimal literal, a charset's introducer and the like nothing is said; of what an ENUM has, `enum-data-order` tells. */
function whyNotOfType(column: Column, { text, value }: DefaultValue): Why | undefined {
  const isString = /^['"]/.test(text);
  const isNumber = /^[-+]?\s*[\d.]+$/.test(text);
  if (value === undefined || (!isString && !isNumber)) return undefined;
  const { type } = column;
  const { name } = type;
  const isOther = { reason: `it is ${shown(column)}` };
  if (name === "char" || name === "varchar") {
    const length = Number(argumentsOf(type, "mysql")[0]);
    return [...value.replace(/ +$/, "")].length > length ? isOther : undefined;
  }
  if (/^(date|time|datetime|timestamp|year)$/.test(name))
    return isString && /^[^\d]*$/.test(value) ? isOther : undefined;
  const bits = ranges[name];
  if (bits === undefined && name !== "decimal" && name !== "float" && name !== "double") return undefined;
  if (!numberPattern.test(value)) return isOther;
  if (bits === undefined) return type.unsigned && Number(value) < 0 ? isOther : undefined;
  if (!/^[-+]?\d+$/.test(value)) return undefined;
  const [least, most] = type.unsigned
    ? [0n, (1n << bits) - 1n]
    : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
  const whole = BigInt(value.replace("+", ""));
  return whole < least || whole > most ? isOther : undefined;
}

const bytesOf: Readonly<Record<string, number>> = factsByName({
  utf8mb4: 4,
  utf8mb3: 3,
  latin1: 1,
  ascii: 1,
});

function addTypeFault(site: Site, column: Column, faults: Fault[]): void {
  const why = whyNoType(site, column);
  if (why) faults.push({ message: `${label(column)} ${why}.`, place: column.at("type") });
  const { charset, collation } = column.type;
  if (!collation || !charset || !isOfOther(charset.value, collation.value)) return;
  const message = `Collation ${collation.value} is none of charset ${charset.value}.`;
  faults.push({ message, place: site.at(collation.range) });
}

/** Whether a collation belongs to another charset: its first word names one. */
export function isOfOther(charset: string, collation: string): boolean {
  const its = charsetOf(collation);
  return isCharset(its) && its !== charsetName(charset);
}

/** Errors 1074, 1426, 1427 and 1291. */
function whyNoType({ server, timeline }: Site, column: Column): string | undefined {
  const { type } = column;
  const { strict } = timeline.settings;
  if (type.values.length > 0) {
    const values = type.values.map(({ value }) => value);
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    return strict && twice !== undefined ? `has the value '${twice}' twice` : undefined;
  }
  const [first = 0, second] = argumentsOf(type, server.dialect).map(Number);
  const { name } = type;
  const most = (limit: number, what: string) =>
    first > limit ? `cannot be ${shown(column)}: ${what} ${limit}` : undefined;
  if (name === "char" || name === "binary") return most(255, "its length is at most");
  if (isMoment(column) || name === "time") return most(6, "its fractions have at most this many digits:");
  if (name === "decimal") {
    if (second !== undefined && second > first)
      return `cannot be ${canonicalType(type, server.dialect)}: more digits behind the point than digits`;
    return most(65, "its digits are at most");
  }
  if (name !== "varchar" || !strict) return undefined;
  // A row has at most 65,535 bytes (MySQL 8.4 manual 10.4.7); without strictness it becomes a TEXT.
  const bytes = bytesOf[column.charset ?? ""];
  return bytes === undefined
    ? undefined
    : most(Math.floor(65_535 / bytes), `in ${column.charset} its length is at most`);
}
