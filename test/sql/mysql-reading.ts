// Reading MySQL's SQL in tests. In: SQL. Out: statements, and the text behind every range.

import type { Change, ChangeKind } from "../../src/sql/change.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import type { Statement } from "../../src/sql/statement.js";
import { type Range, SourceFile } from "../../src/text/source-file.js";

export interface Reading {
  readonly sql: string;
  readonly statements: readonly Statement[];
  readonly changes: readonly Change[];
  /** Each problem as `text: message`; uncertain ones begin with `?`. */
  readonly problems: readonly string[];
  /** Each construct as `text: construct`. */
  readonly constructs: readonly string[];
  textOf(range: Range): string;
}

export function read(sql: string, dialect: Dialect = "mysql", version?: readonly number[]): Reading {
  const { statements } = readScript(new SourceFile("test.sql", sql), { dialect, version });
  const textOf = ({ start, end }: Range) => sql.slice(start, end);
  return {
    sql,
    statements,
    textOf,
    changes: statements.flatMap((statement) => (statement.kind === "ddl" ? statement.changes : [])),
    problems: statements.flatMap(({ problems }) =>
      problems.map(({ range, message, certain }) => `${certain ? "" : "? "}${textOf(range)}: ${message}`),
    ),
    constructs: statements.flatMap(({ constructs }) =>
      constructs.map(({ construct, range }) => `${textOf(range)}: ${construct}`),
    ),
  };
}

/** The one change of a statement, of this kind; the statement has no problem. */
export function readOne<K extends ChangeKind>(
  sql: string,
  kind: K,
  dialect: Dialect = "mysql",
): Extract<Change, { kind: K }> {
  const { changes, problems } = read(sql, dialect);
  if (problems.length > 0) throw new Error(`${sql}: ${problems.join(" ")}`);
  const [change] = changes;
  if (changes.length !== 1 || change?.kind !== kind) {
    throw new Error(`${sql}: ${changes.map((one) => one.kind).join(", ")}`);
  }
  return change as Extract<Change, { kind: K }>;
}

/** The text behind each range of a value, by its path: `columns.0.type` → `VARCHAR(255)`. */
export function placesIn(sql: string, value: unknown, path = ""): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  const places: Record<string, string> = {};
  if ("start" in value && "end" in value) {
    const { start, end } = value as Range;
    places[path.replace(/\.?range$/, "") || "."] = sql.slice(start, end);
    return places;
  }
  for (const [key, one] of Object.entries(value)) {
    Object.assign(places, placesIn(sql, one, path === "" ? key : `${path}.${key}`));
  }
  return places;
}
