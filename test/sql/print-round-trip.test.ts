import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/sql/change.js";
import type { Dialect } from "../../src/sql/definition.js";
import { printChanges } from "../../src/sql/print.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";
import { changesOf } from "./print/changes.js";

/** A change without places and without what may be spelled in two ways. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(
      ([key, one]) => one !== undefined && key !== "range" && key !== "referencesRange" && key !== "quoted",
    )
    .filter(([key]) => key !== "text" || !("values" in value && (value.values as []).length > 0))
    .map(([key, one]) => [key, key === "autoIncrement" ? true : essence(one)]);
  return Object.fromEntries(entries);
}

function readBack(sql: string, dialect: Dialect): readonly Change[] {
  const { statements } = readScript(new SourceFile("printed.sql", sql), { dialect });
  return statements.flatMap((statement) => {
    expect(statement.problems, sql).toEqual([]);
    return statement.kind === "ddl" ? statement.changes : [];
  });
}

function expectRoundTrip(changes: readonly Change[], dialect: Dialect): void {
  const sql = printChanges(changes, dialect);
  expect(readBack(sql, dialect).map(essence), sql).toEqual(changes.map(essence));
}

const dialects: readonly Dialect[] = ["mysql", "mariadb", "postgresql"];

describe.each(dialects)("what is printed for %s is read as the same change", (dialect) => {
  const { tables, alterations } = changesOf(dialect);
  for (const [kind, changes] of Object.entries({ ...tables, ...alterations })) {
    test(kind, () => {
      fc.assert(
        fc.property(changes, (change) => expectRoundTrip([change], dialect)),
        { numRuns: 80 },
      );
    });
  }

  test("several changes of two tables, joined or not", () => {
    const table = fc.constantFrom("a", "b").map((text) => {
      const range = { start: -1, end: -1 };
      return { name: { text, quoted: false, range }, range };
    });
    const some = fc.array(fc.oneof(...Object.values(changesOf(dialect, table).alterations)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(some, (changes) => expectRoundTrip(changes, dialect)),
      { numRuns: 80 },
    );
  });
});
