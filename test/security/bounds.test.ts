// SQL that asks for more than any computer has, through the whole of lint and every report: it comes to an end, and what was not
// followed is said. Times are the processor's, with plenty of room: without a bound each of these takes longer than a test may.

import { describe, expect, it, vi } from "vitest";
import { findGrowth } from "../../bench/fuzz/growth.js";
import { type Monster, monsters } from "../../bench/fuzz/monsters.js";
import { rules } from "../../rules/index.js";
import { reporters } from "../../src/report/index.js";
import type { Dialect } from "../../src/sql/definition.js";
import { lintFixture } from "../lint-fixture.js";
import { context } from "../report/sample.js";

const many = (count: number, item: (at: number) => string, separator = "\n") =>
  Array.from({ length: count }, (_, at) => item(at)).join(separator);
const longest = 20_000;
// The clock may run longer: others may be at work on the machine.
vi.setConfig({ testTimeout: 120_000 });

async function lintWhole(dialect: Dialect, text: string) {
  const { user } = process.cpuUsage();
  const result = lintFixture({ dialect, texts: new Map([["001_a.sql", text]]), rules });
  for (const load of Object.values(reporters)) (await load()).render(result, context);
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(longest);
  expect(result.failures).toEqual([]);
  return result;
}

const guard = "(SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'q') > 0";
const columns = (count: number) => many(count, (at) => `c${at} INT`, ", ");

describe("work that multiplies is followed to a bound, and the rest is told", () => {
  it.each<[string, Dialect, string]>([
    [
      "a text that doubles",
      "mysql",
      `SET @a = 'ALTER TABLE x ';${"SET @a = CONCAT(@a, @a);\n".repeat(60)}PREPARE s FROM @a; EXECUTE s;`,
    ],
    [
      "a text that REPLACE blows up",
      "mysql",
      `SET @a = 'aaaaaaaa';${"SET @a = REPLACE(@a, 'a', 'aaaaaaaa');\n".repeat(60)}PREPARE s FROM @a; EXECUTE s;`,
    ],
    [
      "a text that format() doubles",
      "postgresql",
      `DO $$ DECLARE a text := 'ALTER TABLE x ADD y int'; BEGIN ${"a := format('%s%s', a, a);\n".repeat(60)} EXECUTE a; END $$;`,
    ],
    [
      "routines that call ten of the next",
      "mysql",
      `DELIMITER $$\n${many(30, (at) => `CREATE PROCEDURE p${at}() BEGIN ${at < 29 ? `CALL p${at + 1}();`.repeat(10) : "ALTER TABLE t ADD c INT;"} END$$`)}\nDELIMITER ;\nCALL p0();`,
    ],
    [
      "a routine that calls itself twice",
      "mysql",
      "DELIMITER $$\nCREATE PROCEDURE p() BEGIN CALL p(); CALL p(); END$$\nDELIMITER ;\nCALL p();",
    ],
    [
      "SQL in a string, run four hundred times",
      "mysql",
      `SET @a = '${"ALTER TABLE t ADD c INT; ".repeat(2000)}'; PREPARE s FROM @a;${"EXECUTE s;\n".repeat(400)}`,
    ],
    [
      "values that swap in conditions",
      "mysql",
      `SET @a = 'ALTER TABLE a ADD b INT'; SET @b = 'ALTER TABLE a ADD c INT';${`SET @c = IF(${guard}, @a, @b); SET @b = IF(${guard}, @b, @a); SET @a = @c;\n`.repeat(50)}PREPARE s FROM @a; EXECUTE s;`,
    ],
    [
      "a loop that does not end",
      "postgresql",
      "DO $$ BEGIN FOR i IN 1..1000000000 LOOP EXECUTE 'ALTER TABLE a ADD b int'; END LOOP; END $$;",
    ],
    [
      "loops of two rounds in loops of two rounds",
      "postgresql",
      `DO $$ BEGIN ${"FOR i IN 1..2 LOOP ".repeat(90)}EXECUTE 'ALTER TABLE a ADD b int'; ${"END LOOP; ".repeat(90)}END $$;`,
    ],
  ])("%s", async (_, dialect, text) => {
    expect((await lintWhole(dialect, text)).unresolved).not.toEqual([]);
  });

  it.each<[string, Dialect, string]>([
    [
      "queries in queries over the catalog",
      "mysql",
      `CREATE TABLE t (${columns(500)});\nSET @a = ${"(SELECT COUNT(*) FROM information_schema.columns WHERE 1 = ".repeat(6)}1${")".repeat(6)};`,
    ],
    [
      "LIKE with gaps by the hundred",
      "mysql",
      `SET @a = '${"a".repeat(5000)}' LIKE '${"%a".repeat(2000)}b';`,
    ],
    [
      "CASE with branches by the thousand",
      "mysql",
      `SET @a = CASE ${many(20_000, (at) => `WHEN @b = ${at} THEN 'x'`, " ")} END; PREPARE s FROM @a; EXECUTE s;`,
    ],
    [
      "conditions by the thousand",
      "mysql",
      `SET @a = 'ALTER TABLE a ADD b INT';${`SET @a = IF(${guard}, @a, @a);\n`.repeat(2000)}PREPARE s FROM @a; EXECUTE s;`,
    ],
    [
      "a CTE that calls itself",
      "postgresql",
      "CREATE VIEW v AS WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT * FROM r) SELECT * FROM r;",
    ],
    [
      "a CHECK that is deep",
      "postgresql",
      `CREATE TABLE t (a int, CHECK (${"(".repeat(10_000)}a > 0${")".repeat(10_000)}));`,
    ],
    [
      "a CHECK that is long",
      "postgresql",
      `CREATE TABLE t (a text, CHECK (a IN (${many(50_000, String, ", ")})));`,
    ],
    [
      "an ENUM of twenty thousand values",
      "mysql",
      `CREATE TABLE t (verificationStatus ENUM(${many(20_000, (at) => `'v${at}'`, ", ")}));`,
    ],
    [
      "an INSERT of thirty thousand rows",
      "mysql",
      `CREATE TABLE t (id INT, a ENUM('x'), apiToken TEXT); INSERT INTO t (id, a, apiToken) VALUES ${many(30_000, (at) => `(${at}, 'z', 's')`, ", ")};`,
    ],
    ["five thousand columns", "mysql", `CREATE TABLE t (${columns(5000)});`],
    [
      "a name of a hundred thousand letters",
      "mysql",
      `CREATE TABLE ${"aB".repeat(50_000)} (\`${"A".repeat(100_000)}_\` INT, KEY ${"k".repeat(100_000)} (x));`,
    ],
    [
      "ten thousand suppressions",
      "mysql",
      many(10_000, (at) => `-- integlint-disable-next-line r${at}: x\nSELECT ${at};`),
    ],
    [
      "a header of tables by the thousand",
      "mysql",
      `-- What: ${"a, ".repeat(50_000)}\n-- Tables: ${many(5000, (at) => `t${at}`, ", ")}\nCREATE TABLE t1 (id INT);`,
    ],
  ])("%s", async (_, dialect, text) => {
    await lintWhole(dialect, text);
  });

  it.each<[string, (at: number) => string]>([
    ["pg_type", (at) => `typname = 'x${at}') THEN CREATE TYPE x${at} AS ENUM ('a')`],
    ["pg_class", (at) => `relname = 'x${at}') THEN CREATE SEQUENCE x${at}`],
    ["pg_class", (at) => `relname = 'x${at}') THEN CREATE INDEX x${at} ON t (a)`],
    [
      "pg_constraint",
      (at) => `conname = 'x${at}') THEN ALTER TABLE t ADD CONSTRAINT x${at} CHECK (a > ${at})`,
    ],
    ["pg_proc", (at) => `proname = 'x${at}') THEN CREATE FUNCTION x${at}() RETURNS int RETURN 1`],
  ])("conditions on names of %s by the thousand are all known", async (catalog, rest) => {
    const guards = many(
      2500,
      (at) => `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM ${catalog} WHERE ${rest(at)}; END IF; END $$;`,
      "\n",
    );
    const text = `CREATE TABLE t (a int);\n${guards}`;
    expect((await lintWhole("postgresql", text)).unresolved).toEqual([]);
  });

  // The engine ends the process over a text with that many places to replace.
  it("an INSERT of fifty million units", () => {
    const text = `CREATE TABLE a (id INT PRIMARY KEY);\nINSERT INTO a VALUES ${"(1,'x'),".repeat(6_250_000)}(2,NULL);`;
    const { findings, failures } = lintFixture({
      dialect: "mysql",
      texts: new Map([["001_a.sql", text]]),
      rules,
    });
    expect(failures).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain("idempotent");
  });
});

describe("the work of a whole run grows with its text", () => {
  it.each<[Dialect, string]>([
    ["mysql", "many tables"],
    ["mysql", "many tables that refer to one of which nothing is known"],
    ["mysql", "many tables of a RENAME"],
    ["postgresql", "many statements in a DO"],
  ])("%s: %s", (dialect, name) => {
    const work = (text: string) => lintFixture({ dialect, texts: new Map([["001_a.sql", text]]), rules });
    const { growth, suspicious } = findGrowth(monsters[name] as Monster, 1000, dialect, work);
    expect(suspicious, `${growth.toFixed(0)} times as long for 8 times the text`).toBe(false);
  });
});
