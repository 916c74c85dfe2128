// What the model answers for the catalogs is what is in them: each cell that it knows, of each row that it has.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { relations } from "../../src/schema/evaluate/relations.js";
import { type Cell, cellValue, isList, type Row } from "../../src/schema/evaluate/row.js";
import { replay } from "../../src/schema/replay.js";
import type { Moment } from "../../src/schema/timeline/moment.js";
import { readText } from "../schema/replay-text.js";
import { describeOn, type ServerName, serverNamed } from "./servers.js";

const views: Readonly<Record<ServerName, readonly string[]>> = {
  mysql: [
    "tables",
    "columns",
    "statistics",
    "table_constraints",
    "key_column_usage",
    "referential_constraints",
    "check_constraints",
    "triggers",
    "routines",
    "views",
    "events",
  ],
  mariadb: [
    "tables",
    "columns",
    "statistics",
    "key_column_usage",
    "referential_constraints",
    "triggers",
    "routines",
    "views",
    "events",
  ],
  postgresql: [
    "tables",
    "columns",
    "key_column_usage",
    "referential_constraints",
    "constraint_column_usage",
    "triggers",
    "views",
    "schemata",
    "pg_tables",
    "pg_indexes",
    "pg_enum",
    "pg_class",
    "pg_attribute",
    "pg_index",
    "pg_namespace",
  ],
};
// What the model does not tell by these names, and why.
const notCompared: Readonly<Record<string, readonly string[]>> = {
  // Numbers are made up by the server.
  routines: ["specific_name"],
};

/** A cell as the server's text of it; nothing where the model does not know it. */
function textOfCell(cell: Cell): string | null | undefined {
  if (isList(cell)) return cell.join(" ");
  if (typeof cell === "boolean") return String(cell);
  const value = cellValue(cell);
  if (value.kind === "null") return null;
  if (value.kind === "number") return String(value.number);
  if (value.kind === "text") return value.text;
  return value.kind === "name" && /^(relation|schema|type) /.test(value.identity ?? "")
    ? value.text
    : undefined;
}

function fits(
  mine: Row,
  theirs: Readonly<Record<string, string | null>>,
  columns: readonly string[],
): boolean {
  return columns.every((column) => {
    const text = textOfCell(mine[column]);
    return text === undefined || text === theirs[column];
  });
}

for (const name of ["mariadb", "mysql", "postgresql"] as const) {
  describeOn(name, `the rows of the catalogs on ${name}`, () => {
    const server = serverNamed(name);
    const folder = join(import.meta.dirname, "../../fixtures/catalog-rows");
    const path = `${name === "postgresql" ? name : "mysql"}.sql`;
    const text = readFileSync(join(folder, path), "utf8");
    const { dialect } = server.replay;
    const migration = {
      kind: "migration",
      version: path,
      name: path,
      forward: readText(path, text, dialect),
    } as const;
    const now = replay([migration], server.replay).final as Moment;

    test.each(views[name])("%s", (view) => {
      const relation = relations.find(({ names }) => names.includes(view));
      const known = [...(relation?.columns ?? [])].filter((column) => !notCompared[view]?.includes(column));
      const { columns, rows: all } = server.catalogRows(text, view, known);
      // The model does not know the columns of views.
      const rows = all.filter((row) => view !== "columns" || row.table_name !== "vw");
      expect(columns).not.toEqual([]);
      const mine = [
        ...now.tables.flatMap((table) => [...(relation?.rowsOf?.(table, now) ?? [])] as Row[]),
        ...(relation?.rows?.(now) ?? []),
      ];
      const unmatched = rows.filter((row) => !mine.some((one) => fits(one, row, columns)));
      // Beside what the server has, the model's row that is nearest to it.
      const nearest = unmatched.map((row) => {
        const distance = (one: Row) => columns.filter((column) => !fits(one, row, [column])).length;
        const [closest] = mine.toSorted((a, b) => distance(a) - distance(b));
        const differing = columns.filter((column) => closest && !fits(closest, row, [column]));
        return Object.fromEntries(differing.map((column) => [column, textOfCell(closest?.[column])]));
      });
      expect({ unmatched, nearest }).toEqual({ unmatched: [], nearest: [] });
      expect(mine).toHaveLength(rows.length);
    });
  });
}
