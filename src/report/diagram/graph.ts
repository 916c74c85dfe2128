// What a diagram of a schema shows. In: a schema. Out: boxes with rows and their sizes, the links between them, and the hubs.
// Sizes are in pixels of a monospaced face of which a character is `glyph` wide.

import { tableLabel } from "../../lint/judge.js";
import type { Column, ForeignKey, Schema, Table } from "../../schema/model.js";
import { cut, visible, widthOf } from "../visible.js";

export const glyph = 7.25;
export const headGlyph = 7.85;
export const rowHeight = 19;
export const headHeight = 30;
/** Left and right of a row, and the room of its mark. */
export const padding = 12;
export const markWidth = 26;

export interface BoxRow {
  readonly mark: "PK" | "FK" | "UK" | "";
  readonly name: string;
  /** The type; where it `refers`, the table that it refers to. */
  readonly detail: string;
  readonly refers: boolean;
  readonly title: string;
  readonly nullable: boolean;
}

export interface Box {
  readonly label: string;
  /** Missing for a table that foreign keys name and nobody defines. */
  readonly table?: Table;
  readonly rows: readonly BoxRow[];
  /** Columns that are not among the rows. */
  readonly more: number;
  readonly width: number;
  readonly height: number;
}

/** A foreign key: from the row of `child` that holds it to the row of `parent` that it refers to; -1 stands for the head. */
export interface Link {
  readonly child: number;
  readonly childRow: number;
  readonly parent: number;
  readonly parentRow: number;
  readonly key: ForeignKey;
  /** A row may refer to nothing. */
  readonly optional: boolean;
  /** No two rows refer to the same one. */
  readonly single: boolean;
}

export interface Graph {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Tables that so many refer to that lines to them would show nothing: the rows name them instead. */
  readonly hubs: ReadonlySet<number>;
}

/** Which columns a diagram shows. */
export type Detail = "columns" | "keys";

const mostRows = 16;
const longestName = 32;
const longestDetail = 26;

export function graphOf(schema: Schema, detail: Detail): Graph {
  const tables = [...schema.tables];
  const places = new Map(tables.map((table, at) => [tableLabel(table), at]));
  const boxes = tables.map((table) => boxOf(table, detail));
  const placeOf = (label: string): number => {
    const known = places.get(label);
    if (known !== undefined) return known;
    places.set(label, boxes.length);
    boxes.push(sized({ label, rows: [], more: 0 }));
    return boxes.length - 1;
  };
  const links = tables.flatMap((table, child) =>
    table.foreignKeys.map((key): Link => {
      const target = schema.table(key.target.table, key.target.schema);
      const parent = placeOf(target ? tableLabel(target) : labelOf(key.target));
      return {
        child,
        childRow: rowOf(boxes[child], key.columns[0]),
        parent,
        parentRow: rowOf(boxes[parent], key.targetColumns[0]),
        key,
        optional: key.columns.some((name) => table.column(name)?.nullable),
        single: isUnique(table, key.columns),
      };
    }),
  );
  return { boxes, links, hubs: hubsOf(boxes.length, links) };
}

function boxOf(table: Table, detail: Detail): Box {
  const rows = table.columns.map((column) => rowFor(table, column));
  const keys = rows.filter(({ mark }) => mark !== "");
  const rest = detail === "keys" ? [] : rows.filter(({ mark }) => mark === "");
  // Where not all fit, keys come first; otherwise columns stay as they were created.
  const room = Math.max(0, mostRows - keys.length);
  const kept = new Set([
    ...keys.slice(0, detail === "keys" ? mostRows : keys.length),
    ...rest.slice(0, room),
  ]);
  const shown = rows.filter((row) => kept.has(row));
  return sized({ label: tableLabel(table), table, rows: shown, more: rows.length - shown.length });
}

function rowFor(table: Table, column: Column): BoxRow {
  const key = table.foreignKeys.find(({ columns }) => columns.includes(column.name));
  const mark = table.primaryKey?.columns.includes(column.name)
    ? "PK"
    : key
      ? "FK"
      : isUnique(table, [column.name])
        ? "UK"
        : "";
  const type = typeText(column);
  const detail = key ? `→ ${labelOf(key.target)}` : type;
  return {
    mark,
    name: cut(visible(column.name), longestName),
    detail: cut(visible(detail), longestDetail),
    refers: key !== undefined,
    title: visible(`${column.name} ${type}${column.nullable ? "" : " NOT NULL"}`),
    nullable: column.nullable,
  };
}

/** Without the labels of an ENUM: they would be the widest thing on the page. */
function typeText({ type }: Column): string {
  return type.values.length > 0
    ? `${type.text.replace(/\s*\([\s\S]*$/, "")}(${type.values.length})`
    : type.text;
}

function sized(box: Omit<Box, "width" | "height">): Box {
  const widths = box.rows.map(
    ({ name, detail }) => markWidth + (widthOf(name) + widthOf(detail) + 3) * glyph,
  );
  const head = widthOf(cut(visible(box.label), longestName + 8)) * headGlyph;
  return {
    ...box,
    width: Math.ceil(Math.max(120, head, ...widths) + 2 * padding),
    height:
      headHeight + (box.rows.length + (box.more > 0 ? 1 : 0)) * rowHeight + (box.rows.length > 0 ? 8 : 0),
  };
}

function rowOf(box: Box | undefined, column: string | undefined): number {
  return (
    box?.rows.findIndex(({ name }) => column !== undefined && name === cut(visible(column), longestName)) ??
    -1
  );
}

function isUnique(table: Table, columns: readonly string[]): boolean {
  return table.indexes.some(
    (index) =>
      index.unique &&
      index.where === undefined &&
      index.parts.length > 0 &&
      index.columns.every((name) => columns.includes(name ?? "")),
  );
}

function labelOf({ schema, table }: ForeignKey["target"]): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/** More than seven tables, or two fifths of at least five: a line each would cross the whole page. */
function hubsOf(count: number, links: readonly Link[]): ReadonlySet<number> {
  const children = new Map<number, Set<number>>();
  for (const { child, parent } of links) {
    if (child !== parent) children.set(parent, (children.get(parent) ?? new Set()).add(child));
  }
  const isHub = (referring: number) => referring > 7 || (referring >= 4 && referring >= count * 0.4);
  return new Set([...children].filter(([, its]) => isHub(its.size)).map(([parent]) => parent));
}
