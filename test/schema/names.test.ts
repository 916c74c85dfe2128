// Which letters a name may have on which server, and which keys a foreign key may refer to.

import { expect, test } from "vitest";
import type { Dialect } from "../../src/sql/definition.js";
import { outcomesOf, replayMysql, replayPostgresql, replayTexts } from "./replay-text.js";

test.each(["mysql", "mariadb"] as const)("%s: routines know no case; views and triggers do", (dialect) => {
  const { final } = replayTexts(dialect, [
    "CREATE TABLE t (a INT); CREATE PROCEDURE Makes() BEGIN END; CREATE FUNCTION Five() RETURNS INT RETURN 5; CREATE VIEW Shown AS SELECT 1 AS one; CREATE TRIGGER Stamp BEFORE UPDATE ON t FOR EACH ROW SET @a = 1;",
  ]);
  const found = (kind: string, name: string) => final.object(kind, name, undefined, "t")?.name;
  expect([found("procedure", "MAKES"), found("function", "five")]).toEqual(["Makes", "Five"]);
  expect([found("view", "Shown"), found("view", "shown")]).toEqual(["Shown", undefined]);
  expect([found("trigger", "Stamp"), found("trigger", "stamp")]).toEqual(["Stamp", undefined]);
  expect(final.object("trigger", "Stamp", undefined, "u")?.name).toBe("Stamp");
});

test("PostgreSQL: names are as they are written; triggers are their tables' own", () => {
  const { final } = replayPostgresql(
    'CREATE TABLE t (a int); CREATE FUNCTION "Five"() RETURNS int AS $$ SELECT 5 $$ LANGUAGE sql; CREATE TRIGGER stamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();',
  );
  expect([final.object("function", "Five")?.name, final.object("function", "five")]).toEqual([
    "Five",
    undefined,
  ]);
  expect([
    final.object("trigger", "stamp", undefined, "t")?.name,
    final.object("trigger", "stamp", undefined, "u"),
  ]).toEqual(["stamp", undefined]);
});

test.each([
  ["mysql", "T", "catalog true"],
  ["postgresql", "T", "catalog false"],
] as const)("%s: a table that a guard asks for by other letters", (dialect: Dialect, name, expected) => {
  const history =
    dialect === "mysql"
      ? replayMysql(
          `CREATE TABLE t (a INT); SET @q = IF((SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_NAME = '${name}' AND COLUMN_NAME = 'a') > 0, 'ALTER TABLE t ADD b INT', 'SELECT 1'); PREPARE s FROM @q; EXECUTE s;`,
        )
      : replayPostgresql(
          `CREATE TABLE t (a int); CREATE TABLE "T" (b int); DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = '${name}' AND column_name = 'a') THEN ALTER TABLE t ADD b int; END IF; END $$;`,
        );
  const guards = history.migrations.flatMap(({ forward }) =>
    forward.steps.flatMap((step) => step.guards.map(({ kind, taken }) => `${kind} ${taken}`)),
  );
  expect(guards).toEqual([expected]);
});

test("MySQL 8.4: foreign keys refer to whole unique keys in their order, unless that is turned off", () => {
  const on84 = (...statements: readonly string[]) =>
    outcomesOf(
      replayTexts(
        "mysql",
        [
          `CREATE TABLE p (a INT NOT NULL, b INT NOT NULL, c INT, PRIMARY KEY (a, b), UNIQUE KEY uc (c), KEY kb (b)); CREATE TABLE t (x INT, y INT, KEY (x, y)); ${statements.join("; ")};`,
        ],
        { version: [8, 4] },
      ),
    )
      .slice(2)
      .map((outcome) => outcome.replace(/:.*/, ""));
  const add = (own: string, target: string) =>
    `ALTER TABLE t ADD FOREIGN KEY (${own}) REFERENCES p (${target})`;
  const wanted = [add("x", "c"), add("x, y", "a, b"), add("x", "a"), add("x", "b"), add("x, y", "b, a")];
  expect(on84(...wanted)).toEqual(["changed", "changed", "refused", "refused", "refused"]);
  expect(on84("SET restrict_fk_on_non_standard_key = OFF", ...wanted)).toEqual([
    ...["changed", "changed", "changed", "changed"],
    "refused",
  ]);
});
