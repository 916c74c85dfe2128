// Types that PostgreSQL takes in no column. In: a table, and as it was before. Out: the faults of columns that are new or have another type
// (PostgreSQL 15: tried).

import { factsByName } from "../../text/facts-by-name.js";
import type { Column, Table } from "../model.js";
import type { Fault } from "./faults.js";

interface Limit {
  readonly what: string;
  readonly least: number;
  readonly most: number;
}

const lengthUpTo = (most: number): Limit => ({ what: "its length", least: 1, most });

// PostgreSQL 18 manual 8.1.2, 8.1.3, 8.3 and 8.10; the greatest lengths are those of src/include/access/htup_details.h.
const limits: Readonly<Record<string, Limit>> = factsByName({
  "character varying": lengthUpTo(10_485_760),
  character: lengthUpTo(10_485_760),
  bit: lengthUpTo(83_886_080),
  "bit varying": lengthUpTo(83_886_080),
  numeric: { what: "its number of digits", least: 1, most: 1000 },
});
const float: Limit = { what: "its number of bits", least: 1, most: 53 };

export function typeFaults(table: Table, old: Table | undefined): readonly Fault[] {
  const faults: Fault[] = [];
  const { columns } = table;
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as Column;
    if (old?.columns[at] === column || !column.type.text.endsWith(")")) continue;
    const why = whyNoType(column);
    if (why === undefined) continue;
    const message = `Column \`${column.name}\` of \`${table.name}\` cannot be ${column.type.text}: ${why}.`;
    faults.push({ message, place: column.at("type") });
  }
  return faults;
}

function whyNoType({ type }: Column): string | undefined {
  const bits = /^float\s*\(\s*(\d+)/i.exec(type.text)?.[1];
  const [first = "", second = "0"] = bits === undefined ? type.arguments : [bits];
  const limit = bits === undefined ? limits[type.name] : float;
  if (!limit || !/^\d+$/.test(first)) return undefined;
  const number = Number(first);
  if (number < limit.least || number > limit.most)
    return `${limit.what} is from ${limit.least} to ${limit.most}`;
  return type.name === "numeric" && Math.abs(Number(second)) > 1000
    ? "its digits behind the point are 1000 at most"
    : undefined;
}
