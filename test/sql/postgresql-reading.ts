// Reads SQL of PostgreSQL for the tests beside it. In: a text. Out: statements, changes, and what stands at a range.

import { expect } from "vitest";
import type { Change, ChangeKind } from "../../src/sql/change.js";
import { readScript } from "../../src/sql/read.js";
import type { Statement } from "../../src/sql/statement.js";
import { type Range, SourceFile } from "../../src/text/source-file.js";

export interface Reading {
  readonly sql: string;
  readonly statements: readonly Statement[];
  /** What stands at a range. */
  at(range: Range | undefined): string | undefined;
}

export function read(sql: string): Reading {
  const { statements } = readScript(new SourceFile("test.sql", sql), { dialect: "postgresql" });
  return { sql, statements, at: (range) => range && sql.slice(range.start, range.end) };
}

/** The statements of a text that is fine. */
export function readClean(sql: string): Reading {
  const reading = read(sql);
  for (const statement of reading.statements) {
    expect(statement.problems, sql).toEqual([]);
    expect(statement.constructs, sql).toEqual([]);
  }
  return reading;
}

/** The changes of the only statement. */
export function changesOf(reading: Reading): readonly Change[] {
  const [statement] = reading.statements;
  if (reading.statements.length !== 1 || statement?.kind !== "ddl") {
    throw new Error(`Not one DDL statement: ${reading.statements.map(({ kind }) => kind).join(", ")}`);
  }
  return statement.changes;
}

/** The only change, which is of this kind. */
export function changeOf<K extends ChangeKind>(reading: Reading, kind: K): Extract<Change, { kind: K }> {
  const changes = changesOf(reading);
  expect(changes.map((change) => change.kind)).toEqual([kind]);
  return changes[0] as Extract<Change, { kind: K }>;
}

/** Problems as `text at the place: message`. */
export function problemsOf(reading: Reading): readonly string[] {
  return reading.statements.flatMap(({ problems }) =>
    problems.map(({ range, message }) => `${reading.at(range)}: ${message}`),
  );
}

/** Constructs as `key: text at the place`. */
export function constructsOf(reading: Reading): readonly string[] {
  return reading.statements.flatMap(({ constructs }) =>
    constructs.map(({ construct, range }) => `${construct}: ${reading.at(range)}`),
  );
}
