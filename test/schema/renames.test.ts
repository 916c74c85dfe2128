// What gives old names back, where fixtures/schema cannot show it: on servers of other versions, and in schemas that nobody created.

import { expect, test } from "vitest";
import { undoRenames } from "../../src/schema/renames.js";
import type { Dialect } from "../../src/sql/definition.js";
import { printChanges } from "../../src/sql/print.js";
import { replayTexts, versions } from "./replay-text.js";

function back(dialect: Dialect, texts: readonly [string, string], renamesColumns = true): string[] {
  const last = replayTexts(dialect, texts).migrations.at(-1);
  if (!last) throw new Error("There is no migration.");
  const { before, after, steps } = last.forward;
  const { changes } = undoRenames(before, after, steps, { renamesColumns });
  return changes.map(({ change, when }) => {
    const condition = when
      ? ` -- while ${[when.table.name.text, when.column].filter(Boolean).join(".")}`
      : "";
    return `${printChanges([change], dialect, versions[dialect])}${condition}`;
  });
}

test("a server without RENAME COLUMN is told the whole column", () => {
  const texts = [
    "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(5) NOT NULL DEFAULT 'x', b INT, c INT);",
    "ALTER TABLE t CHANGE a x VARCHAR(5) NOT NULL DEFAULT 'x'; ALTER TABLE t CHANGE b a INT; ALTER TABLE t CHANGE c z INT; ALTER TABLE t ADD c INT;",
  ] as const;
  expect(back("mysql", texts, false)).toEqual([
    "ALTER TABLE t CHANGE COLUMN a b INT NULL; -- while t.x",
    "ALTER TABLE t CHANGE COLUMN x a VARCHAR(5) NOT NULL DEFAULT 'x';",
    "ALTER TABLE t DROP COLUMN c; -- while t.z",
    "ALTER TABLE t CHANGE COLUMN z c INT NULL;",
  ]);
});

test("a schema with tables from before has its name back, whoever created it", () => {
  const texts = [
    "CREATE TABLE app.t (id int); CREATE TABLE home (id int);",
    `ALTER SCHEMA app RENAME TO app2; ALTER SCHEMA app2 RENAME TO app3;
     CREATE SCHEMA made; CREATE TABLE made.new (id int); ALTER TABLE home SET SCHEMA made; ALTER SCHEMA made RENAME TO made2;`,
  ] as const;
  expect(back("postgresql", texts)).toEqual([
    "ALTER SCHEMA app3 RENAME TO app2;",
    "ALTER SCHEMA app2 RENAME TO app;",
    "ALTER TABLE made2.home SET SCHEMA public;",
  ]);
});

test("what is new under an old name keeps what the migration called it", () => {
  const texts = [
    "CREATE SCHEMA s; CREATE VIEW v AS SELECT 1; CREATE VIEW s.w AS SELECT 1; CREATE TYPE kind AS ENUM ('a', 'b'); CREATE TYPE gone AS ENUM ('a');",
    `DROP VIEW v; CREATE VIEW v AS SELECT 2; ALTER VIEW v RENAME TO w;
     DROP TYPE gone; CREATE TYPE gone AS ENUM ('b'); ALTER TYPE gone RENAME VALUE 'b' TO 'c'; ALTER TYPE gone RENAME TO back;
     ALTER TYPE kind ADD VALUE 'c'; ALTER TYPE kind RENAME VALUE 'b' TO 'z'; CREATE VIEW x AS SELECT 3; ALTER VIEW x SET SCHEMA s;
     ALTER TYPE kind RENAME VALUE 'q' TO 'r'; ALTER TYPE kind OWNER TO joe;`,
  ] as const;
  expect(back("postgresql", texts)).toEqual(["ALTER TYPE kind RENAME VALUE 'z' TO 'b';"]);
});

test("a name that cannot be had again is left, and the rest goes on", () => {
  const texts = [
    "CREATE TABLE t (id int PRIMARY KEY, a int, b int); CREATE TYPE kind AS ENUM ('a', 'b'); CREATE TABLE v (id int, a int);",
    "ALTER TABLE t RENAME a TO x; ALTER TABLE v RENAME a TO x; ALTER TABLE v RENAME TO w; CREATE VIEW a AS SELECT 1; ALTER TYPE kind RENAME VALUE 'a' TO 'c'; ALTER TYPE kind ADD VALUE 'a'; ALTER TABLE t RENAME TO u; CREATE VIEW t AS SELECT 1; ALTER TABLE u RENAME b TO y;",
  ] as const;
  expect(back("postgresql", texts)).toEqual([
    "ALTER TABLE w RENAME TO v;",
    "ALTER TABLE v RENAME COLUMN x TO a;",
  ]);
});
