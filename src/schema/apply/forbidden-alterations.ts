// What PostgreSQL does not let ALTER COLUMN do. In: a site, a column, a change. Out: whether it is refused, with the reason told
// (PostgreSQL 15: tried).

import type { AlterColumn } from "../../sql/change.js";
import type { DataType } from "../../sql/definition.js";
import { usesColumn } from "../expression-text.js";
import type { Column, Table } from "../model.js";
import type { Site } from "./site.js";
import { viewOfColumn } from "./views.js";

export function isForbidden(site: Site, table: Table, column: Column, change: AlterColumn): boolean {
  if (!site.postgresql || column.type.name === "unknown") return false;
  const why = reasonOf(site, table, column, change);
  if (why === undefined) return false;
  const message = `Column \`${column.name}\` of \`${table.name}\` ${why}.`;
  site.refuse("conflict", message, change.column.range, { at: column.bornAt, message: "It was added here." });
  return true;
}

const counters: ReadonlySet<string> = new Set(["smallint", "integer", "bigint"]);

function reasonOf(site: Site, table: Table, column: Column, change: AlterColumn): string | undefined {
  const { identity, generated } = column;
  switch (change.wants) {
    case "identity":
      return identity ? undefined : "is no identity column";
    case "no identity":
      if (identity) return "is an identity column already";
      if (column.default) return "has a default, which an identity column cannot have";
      if (!counters.has(column.type.name))
        return "cannot be an identity column: it is no smallint, integer or bigint";
      return column.nullable ? "has to be NOT NULL before it becomes an identity column" : undefined;
    case "expression":
      return generated ? undefined : "is no generated column";
  }
  if (change.default !== undefined && identity) return "is an identity column, which has no default";
  if (change.default !== undefined && generated) return "is a generated column, which has no default";
  if (change.nullable?.value === true && identity) return "cannot become NULL: it is an identity column";
  return change.type && reasonOfType(site, table, column, change.type, change.using);
}

function reasonOfType(
  site: Site,
  table: Table,
  column: Column,
  to: DataType,
  using: string | undefined,
): string | undefined {
  if (table.partitionedBy?.includes(column.name))
    return "cannot change its type: the table is partitioned by it";
  const view = viewOfColumn(site, table, column);
  if (view) return `cannot change its type: ${view.why}`;
  const user = table.columns.find(
    ({ name, generated }) =>
      name !== column.name && generated && usesColumn(generated.expression, column.name, "postgresql"),
  );
  if (user) return `cannot change its type: generated column \`${user.name}\` uses it`;
  if (column.generated || !lacksCast(site, column.type, to)) return undefined;
  if (using === undefined)
    return `cannot become ${to.text} by itself: write USING with what makes the new values`;
  // USING makes the rows' values, not that of the default.
  const hasDefault = column.default !== undefined && column.default.kind !== "null";
  return hasDefault
    ? `cannot become ${to.text} with its default: drop that before, and set it anew`
    : undefined;
}

// PostgreSQL 18 manual, CREATE CAST: anything becomes text by itself, text nothing but text; of the others, those that convert by assignment
// (catalog pg_cast of 15).
const texts = new Set([
  "text",
  "character varying",
  "character",
  "varchar",
  "char",
  "bpchar",
  "name",
  "citext",
]);
const numbers = new Set(["smallint", "integer", "bigint", "numeric", "real", "double precision"]);
const groups: readonly ReadonlySet<string>[] = [
  numbers,
  new Set(["date", "timestamp without time zone", "timestamp with time zone"]),
  new Set(["time without time zone", "time with time zone", "interval"]),
  new Set(["json", "jsonb"]),
  new Set(["uuid"]),
  new Set(["boolean"]),
  new Set(["bytea"]),
  new Set(["xml"]),
  new Set(["inet", "cidr"]),
];

/** Whether it is known that the server has no cast of its own; types of the user's own are not known, but for enum types. */
function lacksCast(site: Site, from: DataType, to: DataType): boolean {
  const isEnum = ({ name, schema }: DataType) => site.schema.enumType(name, schema) !== undefined;
  const groupOf = (type: DataType) => groups.find((group) => group.has(type.name));
  const isText = ({ name }: DataType) => texts.has(name);
  if (!isText(from) && !groupOf(from) && !isEnum(from)) return false;
  if (isText(to) && to.dimensions === 0) return false;
  if (!isText(to) && !groupOf(to) && !isEnum(to)) return false;
  if ((from.dimensions === 0) !== (to.dimensions === 0)) return true;
  if (isText(from) || isText(to)) return isText(from) !== isText(to) && !isText(to);
  // A moment has a time of day.
  if (from.name.startsWith("timestamp ") && to.name.startsWith("time ")) return false;
  if (isEnum(from) || isEnum(to)) return from.name !== to.name || from.schema !== to.schema;
  return groupOf(from) !== groupOf(to);
}
