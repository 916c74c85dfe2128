// What the model answers for the catalogs, cell by cell, as it stands beside the script: the same is compared with servers in
// test/databases/catalog-rows.test.ts, which tells who is right where both differ.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { relations } from "../../src/schema/evaluate/relations.js";
import { type Cell, cellValue, isList, type Row } from "../../src/schema/evaluate/row.js";
import { replay } from "../../src/schema/replay.js";
import type { Moment } from "../../src/schema/timeline/moment.js";
import { readText, versions } from "./replay-text.js";

const folder = join(import.meta.dirname, "../../fixtures/catalog-rows");

function written(cell: Cell): string {
  if (isList(cell)) return `{${cell.join(",")}}`;
  if (typeof cell === "boolean") return String(cell);
  const value = cellValue(cell);
  switch (value.kind) {
    case "text":
      return `'${value.text}'`;
    case "number":
      return String(value.number);
    case "name":
      return `${value.text} (${[value.identity ?? "unknown", value.written].filter(Boolean).join(": ")})`;
    default:
      return value.kind;
  }
}

function cellsOf(row: Row, columns: ReadonlySet<string>): readonly string[] {
  const cells = [...columns].toSorted().map((column) => `${column} ${written(row[column])}`);
  return cells
    .filter((cell) => !cell.endsWith(" null"))
    .map((cell, at) => `${at === 0 ? " - " : "   "}${cell}`);
}

test.each(["mysql", "mariadb", "postgresql"] as const)("the rows of %s", async (dialect) => {
  const path = `${dialect === "postgresql" ? dialect : "mysql"}.sql`;
  const forward = readText(path, readFileSync(join(folder, path), "utf8"), dialect);
  const migration = { kind: "migration", version: path, name: path, forward } as const;
  const now = replay([migration], { dialect, version: versions[dialect] }).final as Moment;
  const shown = new Set<string>();
  const own = relations.filter(
    ({ names }) => dialect === "postgresql" || names.some((name) => !name.startsWith("pg_")),
  );
  const lines = own.flatMap(({ names, columns, rows, rowsOf }) => {
    const all = [...now.tables.flatMap((table) => [...(rowsOf?.(table, now) ?? [])]), ...(rows?.(now) ?? [])];
    // Catalogs share kinds of rows; what is NULL is most of some.
    const fresh = all
      .map((row) => cellsOf(row as Row, columns).join("\n"))
      .filter((row) => !shown.has(row) && shown.add(row));
    return fresh.length === 0 ? [] : [names.join(", "), ...fresh];
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(folder, `${dialect}.txt`));
});
