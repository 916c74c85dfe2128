// Columns that MySQL and MariaDB refuse for what their definitions say. In: a table, and as it was before. Out: the faults of columns that are
// new or other than before. Each was tried on MySQL 9.7 and MariaDB 10.11, with the sql_mode that a server starts with and with none.

import type { DataType, DefaultValue, Dialect } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import type { Column, Table } from "../model.js";
import { argumentsOf, bytesPerCharacter, canonicalType } from "../types.js";
import { isOfOther } from "./charset-faults.js";
import type { Fault } from "./faults.js";
import type { Site } from "./site.js";

export function columnFaults(site: Site, table: Table, old: Table | undefined): readonly Fault[] {
  const faults: Fault[] = [];
  const { columns } = table;
  let counter: Column | undefined;
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as Column;
    if (column.autoIncrement) {
      if (counter) faults.push(secondCounter(counter, column, old));
      counter ??= column;
    }
    if (old?.columns[at] === column) continue;
    if (column.default) addDefaultFault(site, table, column, column.default, faults);
    if (column.autoIncrement && !canCount(site, column)) {
      const message = `${label(column)} cannot be AUTO_INCREMENT: it is ${shown(column)}.`;
      faults.push({ message, place: column.at("autoIncrement") });
    }
    if (column.onUpdate !== undefined) addUpdateFault(column, column.onUpdate, faults);
    if (column.type.arguments.length > 0 || column.type.values.length > 0 || column.type.collation)
      addTypeFault(site, column, faults);
  }
  return faults;
}

/** Of two, the one that was not there before is too many. */
function secondCounter(first: Column, second: Column, old: Table | undefined): Fault {
  const [added, other] = old?.columns.includes(second) ? [first, second] : [second, first];
  const message = `Table \`${second.table}\` cannot have two AUTO_INCREMENT columns.`;
  const related = { at: other.at("autoIncrement"), message: `\`${other.name}\` is one.` };
  return { message, place: added.at("autoIncrement"), related };
}

function canCount({ server }: Site, { type }: Column): boolean {
  if (/^(float|double)$/.test(type.name)) return server.countsInFloats;
  return !/char|text|blob|binary|json|date|time|decimal|enum|set|bit/.test(type.name);
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
  if (value.text.startsWith("(")) return undefined;
  if (value.kind === "now")
    return site.server.dialect === "mysql" ? whyNotNow(column, value.text) : undefined;
  if (column.autoIncrement) return { reason: "it is AUTO_INCREMENT" };
  return whyNoBigDefault(site, column, value) ?? whyNotOfType(site, column, value);
}

/**
 * MySQL 8.4 manual 13.6, errors 1067 and 1171. A column of a primary key is NOT NULL on MySQL before its default is looked at, on MariaDB after;
 * one that counts itself has none anyway.
 */
function whyNotNull({ server }: Site, { primaryKey }: Table, column: Column): Why | undefined {
  if (column.nullable) return undefined;
  const isOfKey = primaryKey?.columns.includes(column.name) === true;
  const isLate =
    server.dialect === "mariadb"
      ? column.autoIncrement || (isOfKey && primaryKey?.inline === false)
      : column.autoIncrement && !isOfKey;
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

function addUpdateFault(column: Column, text: string, faults: Fault[]): void {
  if (column.type.name === "unknown") return;
  const isSame = precisionOf(text) === precisionOf(column.type.text);
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

const ranges: Readonly<Record<string, number>> = factsByName({
  tinyint: 8,
  smallint: 16,
  mediumint: 24,
  int: 32,
  bigint: 64,
});

const numberPattern = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** Error 1067. Of a hexadecimal literal, a charset's introducer and the like nothing is said; of what an ENUM has, `enum-data-order` tells. */
function whyNotOfType({ server }: Site, column: Column, { text, value }: DefaultValue): Why | undefined {
  const isString = /^['"]/.test(text);
  const isNumber = /^[-+]?\s*[\d.]+$/.test(text);
  if (value === undefined || (!isString && !isNumber)) return undefined;
  return fitsType(column.type, value, server.dialect) ? undefined : { reason: `it is ${shown(column)}` };
}

function fitsType(type: DataType, value: string, dialect: Dialect): boolean {
  const { name } = type;
  if (/^(var)?(char|binary)$/.test(name))
    return lengthOf(value, name, dialect) <= Number(argumentsOf(type, dialect)[0]);
  if (/^(date|time|datetime|timestamp|year)$/.test(name)) return /\d/.test(value);
  // MySQL has told of its lack of defaults.
  if (isSpatial(name)) return false;
  const bits = ranges[name];
  if (bits === undefined && !/^(decimal|float|double)$/.test(name)) return true;
  if (!numberPattern.test(value)) return false;
  const number = Number(value);
  if (type.unsigned && number < 0) return false;
  if (bits !== undefined) return fitsBits(type, bits, value);
  return name !== "decimal" || fitsDigits(argumentsOf(type, dialect).map(Number), Math.abs(number));
}

/** Spaces at the end are left out where they are too many: MySQL's of any text, MariaDB's of CHAR alone. Binary types count bytes. */
function lengthOf(value: string, type: string, dialect: Dialect): number {
  if (type.endsWith("binary")) return new TextEncoder().encode(value).length;
  const kept = type === "char" || dialect === "mysql" ? value.replace(/ +$/, "") : value;
  return [...kept].length;
}

function fitsBits({ unsigned }: DataType, bits: number, value: string): boolean {
  const [least, beyond] = unsigned ? [0, 2 ** bits] : [-(2 ** (bits - 1)), 2 ** (bits - 1)];
  if (bits < 64) {
    const number = Number(value);
    const rounded = Math.sign(number) * Math.round(Math.abs(number));
    return least <= rounded && rounded < beyond;
  }
  // Numbers are not exact that far out, and what is behind the point would be guesswork.
  if (!/^\s*[-+]?\d+\s*$/.test(value)) return true;
  const whole = BigInt(value.replace("+", ""));
  return BigInt(least) <= whole && whole < BigInt(beyond);
}

/** Rounded to the digits behind the point, it needs no more digits than the type has before it. */
function fitsDigits([digits = 0, behind = 0]: readonly number[], size: number): boolean {
  // Numbers are not exact any further.
  return digits > 15 || size < 10 ** (digits - behind) - 0.5 * 10 ** -behind;
}

function addTypeFault(site: Site, column: Column, faults: Fault[]): void {
  const why = whyNoType(site, column);
  if (why) faults.push({ message: `${label(column)} ${why}.`, place: column.at("type") });
  const { charset, collation } = column.type;
  if (!collation || !charset || !isOfOther(charset.value, collation.value)) return;
  const message = `Collation ${collation.value} is none of charset ${charset.value}.`;
  faults.push({ message, place: site.at(collation.range) });
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
  // A row has at most 65,535 bytes (MySQL 8.4 manual 10.4.7), two of them for the length, and on MySQL one more for what may be
  // NULL, on MariaDB always (10.11: tried); without strictness it becomes a TEXT.
  const bytes = bytesPerCharacter(column.charset);
  const room = server.dialect === "mysql" && !column.nullable ? 65_533 : 65_532;
  return bytes === undefined
    ? undefined
    : most(Math.floor(room / bytes), `in ${column.charset} its length is at most`);
}
