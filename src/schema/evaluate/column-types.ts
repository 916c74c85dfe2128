// COLUMN_TYPE of MySQL and MariaDB. In: a type. Out: the text that the server shows.

import type { DataType } from "../../sql/definition.js";
import { factsByName } from "../../text/facts-by-name.js";
import type { Server } from "../server.js";
import { canonicalType } from "../types.js";

// Digits of the greatest number, with and without a sign.
const displayWidths: Readonly<Record<string, readonly [signed: number, unsigned: number]>> = factsByName({
  tinyint: [4, 3],
  smallint: [6, 5],
  mediumint: [9, 8],
  int: [11, 10],
  bigint: [20, 20],
});

export function columnType(type: DataType, { dialect, showsDisplayWidths }: Server): string {
  const text = canonicalType(type, dialect);
  const { name, unsigned, zerofill } = type;
  if (dialect === "mariadb" && name === "json") return "longtext";
  if (name === "year") return showsDisplayWidths ? "year(4)" : text;
  const widths = displayWidths[name];
  if (!widths || (!showsDisplayWidths && !zerofill)) return text;
  const width = type.arguments[0] ?? widths[unsigned || zerofill ? 1 : 0];
  return text.replace(/^\w+(\(\d+\))?/, `${name}(${width})`);
}
