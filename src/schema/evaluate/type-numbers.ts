// NUMERIC_PRECISION, NUMERIC_SCALE and DATETIME_PRECISION of a column. In: a type. Out: cells.

import type { DataType, Dialect } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import { argumentsOf, storedName } from "../types.js";
import { withoutFields } from "./postgresql-types.js";
import type { Cell } from "./row.js";
import { unknownValue } from "./value.js";

export interface TypeNumbers {
  readonly precision: Cell;
  readonly scale: Cell;
  /** Digits of the fraction of a second. */
  readonly fraction: Cell;
}

const none: TypeNumbers = { precision: null, scale: null, fraction: null };

const anything = unknownValue("unresolved");
export const unknownNumbers: TypeNumbers = { precision: anything, scale: anything, fraction: anything };

// MySQL 9.7 and MariaDB 10.11, tried.
const digits: Readonly<Record<string, number>> = factsByName({
  tinyint: 3,
  smallint: 5,
  mediumint: 7,
  int: 10,
  bigint: 19,
});
const floatDigits: Readonly<Record<string, number>> = factsByName({ float: 12, double: 22 });

// Bits: PostgreSQL 18 manual 35.17 "columns".
const bits: Readonly<Record<string, number>> = factsByName({ smallint: 16, integer: 32, bigint: 64 });
const floatBits: Readonly<Record<string, number>> = factsByName({ real: 24, "double precision": 53 });

export function typeNumbers(type: DataType, dialect: Dialect): TypeNumbers {
  return dialect === "postgresql" ? postgresqlNumbers(type) : mysqlNumbers(type, dialect);
}

function mysqlNumbers(type: DataType, dialect: Dialect): TypeNumbers {
  const name = storedName(type, dialect);
  const [first, second] = argumentsOf(type, dialect);
  const integer = digits[name];
  if (integer !== undefined) {
    const isWider = type.unsigned && (name === "bigint" || (name === "mediumint" && dialect === "mariadb"));
    return { ...none, precision: isWider ? integer + 1 : integer, scale: 0 };
  }
  const float = floatDigits[name];
  if (float !== undefined) return second === undefined ? { ...none, precision: float } : exact(first, second);
  if (name === "decimal") return exact(first, second);
  if (name === "bit") return { ...none, precision: Number(first ?? 1) };
  if (/^(?:datetime|timestamp|time)$/.test(name)) return { ...none, fraction: Number(first ?? 0) };
  return none;
}

function postgresqlNumbers(type: DataType): TypeNumbers {
  if (type.dimensions > 0) return none;
  const name = withoutFields(type);
  const integer = bits[name];
  if (integer !== undefined) return { ...none, precision: integer, scale: 0 };
  const float = floatBits[name];
  if (float !== undefined) return { ...none, precision: float };
  const [first, second] = argumentsOf(type, "postgresql");
  if (name === "numeric") return first === undefined ? none : exact(first, second);
  if (name === "date") return { ...none, fraction: 0 };
  return /^(?:time|timestamp|interval)\b/.test(name) ? { ...none, fraction: Number(first ?? 6) } : none;
}

function exact(precision = "", scale = "0"): TypeNumbers {
  const isPlain = /^\d+$/.test(precision) && /^\d+$/.test(scale);
  if (!isPlain) return { ...none, precision: anything, scale: anything };
  return { ...none, precision: Number(precision), scale: Number(scale) };
}
