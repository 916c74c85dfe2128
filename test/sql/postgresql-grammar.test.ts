// PostgreSQL's own grammar judges what the reader says: libpg-query is the parser of PostgreSQL 18.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadModule, parseSync } from "libpg-query";
import { beforeAll, expect, test } from "vitest";
import { constructs } from "../../src/sql/dialects/constructs.js";
import { readScript } from "../../src/sql/read.js";
import type { Statement } from "../../src/sql/statement.js";
import { SourceFile } from "../../src/text/source-file.js";

const folder = join(import.meta.dirname, "../../fixtures/sql/postgresql");

/** Statements that the grammar accepts, out of the corpus. */
const accepted: string[] = [];

const isAccepted = (sql: string): boolean => {
  try {
    parseSync(sql);
    return true;
  } catch {
    return false;
  }
};

const readText = (sql: string): readonly Statement[] =>
  readScript(new SourceFile("test.sql", sql), { dialect: "postgresql" }).statements;

beforeAll(async () => {
  await loadModule();
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".sql"))) {
    const text = readFileSync(join(folder, name), "utf8").replace(/^\uFEFF/, "");
    for (const { kind, location } of readText(text)) {
      const sql = text.slice(location.range.start, location.range.end);
      if (kind !== "client" && !sql.startsWith("\\") && isAccepted(sql)) accepted.push(sql);
    }
  }
});

const isForeign = ({ constructs: noted }: Statement): boolean =>
  noted.some(({ construct }) => constructs[construct].support.postgresql === false);

test("what the grammar accepts has no problem", () => {
  expect(accepted.length).toBeGreaterThan(300);
  for (const sql of accepted) {
    const statements = readText(sql);
    expect(statements, sql).toHaveLength(1);
    expect(statements[0]?.problems, sql).toEqual([]);
    expect(statements.some(isForeign), sql).toBe(false);
  }
});

const core =
  /^(CREATE TABLE|ALTER TABLE|DROP TABLE|CREATE INDEX|DROP INDEX|CREATE TYPE|ALTER TYPE|DROP TYPE|COMMENT ON)$/;
const token = /--[^\n]*|\s+|\$\$[\s\S]*?\$\$|'(?:[^']|'')*'|"[^"]*"|[A-Za-z_][\w$]*|\d+|::|./g;

/** Each token once left out, written twice, followed by a comma, changed with the next. */
function* mistakesIn(sql: string): Iterable<string> {
  const tokens = sql.match(token) ?? [];
  const places = tokens.flatMap((text, at) => (/^\s|^--/.test(text) ? [] : [at]));
  for (const [index, at] of places.entries()) {
    const replaced = (...changes: readonly (readonly [number, string])[]) => {
      const texts = new Map(changes);
      return tokens.map((text, place) => texts.get(place) ?? text).join("");
    };
    const own = tokens[at] as string;
    yield replaced([at, " "]);
    yield replaced([at, `${own} ${own}`]);
    yield replaced([at, `${own},`]);
    const next = places[index + 1];
    if (next !== undefined) yield replaced([at, tokens[next] as string], [next, own]);
  }
}

test("of mistakes that the grammar refuses nearly all are found, and nothing certain is said of what it accepts", () => {
  let refused = 0;
  let found = 0;
  const statements = accepted.filter((sql) => sql.length < 300 && core.test(readText(sql)[0]?.verb ?? ""));
  for (const [index, sql] of statements.entries()) {
    // Every third, since the whole takes long; the inside of queries is not read.
    if (index % 3 !== 0 || /\bAS (SELECT|WITH|VALUES)\b/.test(sql)) continue;
    for (const mistake of mistakesIn(sql)) {
      if (mistake.includes(";")) continue;
      const read = readText(mistake);
      if (isAccepted(mistake)) {
        const certain = read.flatMap(({ problems }) => problems.filter((problem) => problem.certain));
        expect(certain, mistake).toEqual([]);
      } else {
        refused++;
        if (read.some((statement) => statement.problems.length > 0 || isForeign(statement))) found++;
      }
    }
  }
  expect(refused).toBeGreaterThan(1000);
  expect(found / refused).toBeGreaterThan(0.99);
}, 60_000);
