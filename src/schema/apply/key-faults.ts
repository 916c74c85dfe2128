// Keys that MySQL and MariaDB refuse for the types of their columns. In: a table. Out: the faults of its keys. Each was tried on MySQL 9.7 and
// MariaDB 10.11. Of columns that the model does not know nothing is said.

import type { Column, Index, IndexPart, Table } from "../model.js";
import { argumentsOf } from "../types.js";
import { numberSizes } from "./build.js";
import { isBig, isSpatial } from "./column-faults.js";
import type { Fault } from "./faults.js";
import type { Site } from "./site.js";

export function keyFaults(site: Site, table: Table): readonly Fault[] {
  const faults: Fault[] = [];
  for (const index of table.indexes) {
    // One that InnoDB added is the matter of its foreign key.
    if (index.implicit) continue;
    const what =
      index.kind === "primary"
        ? `The primary key of \`${table.name}\``
        : `Index \`${index.name}\` of \`${table.name}\``;
    for (const [at, part] of index.parts.entries()) {
      const column = part.column === undefined ? undefined : table.column(part.column);
      if (!column || column.type.name === "unknown") continue;
      const isTwice = index.parts.findIndex((other) => other.column === part.column) < at;
      const why = isTwice ? { reason: "twice" } : whyNoPart(site, index, part, column);
      if (!why) continue;
      const message = `${what} cannot have \`${column.name}\` ${why.reason}.`;
      faults.push({ message, help: why.help, place: index.at("parts") });
    }
  }
  return faults;
}

interface Why {
  readonly reason: string;
  readonly help?: string;
}

function whyNoPart(site: Site, index: Index, part: IndexPart, column: Column): Why | undefined {
  const { kind } = index;
  const { type } = column;
  const isMysql = site.server.dialect === "mysql";
  const shown = type.text.toUpperCase();
  // MySQL 8.4 manual 13.5, error 3152.
  if (isMysql && type.name === "json") {
    return {
      reason: "in it: it is JSON",
      help: "Add a generated column with the value that is looked for, and a key on that.",
    };
  }
  // MySQL 8.4 manual 14.9, error 1283.
  if (kind === "fulltext")
    return /char$|text$|^json$/.test(type.name)
      ? undefined
      : { reason: `in it: FULLTEXT is of text, and it is ${shown}` };
  if (kind === "spatial") {
    if (!isSpatial(type.name)) return { reason: `in it: SPATIAL is of geometries, and it is ${shown}` };
    return column.nullable ? { reason: "in it: SPATIAL asks for NOT NULL" } : undefined;
  }
  if (part.length !== undefined) return whyNoPrefix(part.length, column);
  // Error 1170. MariaDB hashes the values of a unique key, and cuts those of an index (MariaDB documentation "Getting Started with Indexes").
  if (!isBig(column) || isSpatial(type.name) || !(isMysql || kind === "primary")) return undefined;
  return {
    reason: `without a length: it is ${shown}`,
    help: `Say how much of it: ${column.name}(191), or make it a VARCHAR.`,
  };
}

/** Error 1089. A key whose column becomes shorter has it whole from then on. */
function whyNoPrefix(length: number, { name, type }: Column): Why | undefined {
  const reason = `in part: it is ${type.text.toUpperCase()}`;
  if (numberSizes[type.name] !== undefined || type.name === "enum" || type.name === "set")
    return { reason, help: `Write ${name} without a length.` };
  if (!/^(var)?(char|binary)$/.test(type.name)) return undefined;
  const own = Number(argumentsOf(type, "mysql")[0]);
  return length > own ? { reason, help: `Write ${name} without a length.` } : undefined;
}
