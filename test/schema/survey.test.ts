// What all migrations together tell before the first is replayed.

import { describe, expect, test } from "vitest";
import { surveyMigrations } from "../../src/schema/survey.js";
import { keyOf } from "../../src/schema/timeline/mentions.js";
import type { Dialect } from "../../src/sql/definition.js";
import { migrationsOf, textAt } from "./replay-text.js";

const survey = (texts: readonly string[], dialect: Dialect = "mysql") =>
  surveyMigrations(migrationsOf(texts, dialect), dialect);

describe("the database that migrations mean", () => {
  test.each([
    ["the one in USE, whatever qualifies names", ["CREATE TABLE other.a (x INT);", "USE app;"], "app"],
    ["the one in USE most often", ["USE a; USE b;", "USE b; USE a; USE b;"], "b"],
    ["the first of those that are as frequent", ["USE a; USE b;"], "a"],
    ["no catalog", ["USE mysql; USE INFORMATION_SCHEMA; USE app;"], "app"],
    [
      "the one that qualifies most names",
      ["CREATE TABLE a.x (i INT); CREATE TABLE b.y (i INT); DROP TABLE b.z;"],
      "b",
    ],
    ["none where nobody says so", ["CREATE TABLE x (i INT);"], undefined],
  ])("%s", (_, texts, home) => {
    expect(survey(texts).home).toBe(home);
  });

  test("on PostgreSQL none: public is what names mean there", () => {
    const found = survey(["CREATE TABLE app.x (i int); CREATE TABLE public.y (i int);"], "postgresql");
    expect(found.home).toBeUndefined();
    expect([...found.keysCreatedIn(() => true)]).toEqual([keyOf("x", "app"), keyOf("y")]);
  });
});

describe("tables that come later", () => {
  const created = (texts: readonly string[], key = keyOf("t"), after = 0) => {
    const at = survey(texts).creationAfter(after, key);
    return at && `${at.file.path} ${textAt(at)} ${at.range.start}`;
  };

  test.each([
    ["in a later migration", ["", "CREATE TABLE t (i INT);"], "002_test.sql t 13"],
    ["by another name", ["", "RENAME TABLE s TO t;"], "002_test.sql t 18"],
    ["in a branch of a block", ["", "CREATE TABLE app.t (i INT); USE app;"], "002_test.sql app.t 17"],
    ["not in the same one", ["CREATE TABLE t (i INT);"], undefined],
    ["not where it is temporary", ["", "CREATE TEMPORARY TABLE t (i INT);"], undefined],
    ["not where it was there before", ["", "DROP TABLE t;", "CREATE TABLE t (i INT);"], undefined],
    ["not where the same file drops it first", ["", "DROP TABLE t; CREATE TABLE t (i INT);"], undefined],
    ["but where it is dropped behind", ["", "CREATE TABLE t (i INT); DROP TABLE t;"], "002_test.sql t 13"],
    [
      "but where a drop allows that it is not",
      ["", "DROP TABLE IF EXISTS t; CREATE TABLE t (i INT);"],
      "002_test.sql t 37",
    ],
    [
      "but where it was dropped before that",
      ["DROP TABLE t;", "CREATE TABLE t (i INT);"],
      "002_test.sql t 13",
    ],
  ])("%s", (_, texts, expected) => {
    expect(created(texts)).toBe(expected?.replace("app.t", "t").replace(" t 17", " t 17"));
  });

  test("the first of several", () => {
    const texts = ["CREATE TABLE t (i INT);", "", "CREATE TABLE t (i INT);", "CREATE TABLE t (i INT);"];
    expect(created(texts)).toContain("003");
    expect(created(texts, keyOf("t"), 2)).toContain("004");
    expect([...survey(texts).keysCreatedIn((migration) => migration === 1)]).toEqual([]);
    expect([...survey(texts).keysCreatedIn((migration) => migration === 3)]).toEqual([keyOf("t")]);
  });

  test("further down in the same file", () => {
    const behind = (text: string) => {
      const [migration] = migrationsOf([text], "mysql");
      const file = migration?.kind === "migration" ? migration.forward?.file : undefined;
      if (!file) throw new Error("no file");
      const start = text.indexOf("here");
      const place = { file, range: { start, end: start + 4 } };
      const found = surveyMigrations([migration as never], "mysql").creationBehind(place, keyOf("t"));
      return found?.range.start;
    };
    expect(behind("DROP TABLE here; CREATE TABLE t (i INT);")).toBe(30);
    expect(behind("CREATE TABLE t (i INT); DROP TABLE here;")).toBeUndefined();
    expect(behind("DROP TABLE here; DROP TABLE t; CREATE TABLE t (i INT);")).toBeUndefined();
    expect(behind("DROP TABLE here; CREATE OR REPLACE TABLE t (i INT);")).toBeUndefined();
    expect(behind("DROP TABLE here; DROP TABLE u; CREATE TABLE t (i INT);")).toBe(44);
  });
});

test("blocks and branches count, routines do not", () => {
  const text = `CREATE PROCEDURE p() BEGIN CREATE TABLE routine (i INT); END;
    DO $$ BEGIN IF true THEN CREATE TABLE a (i int); ELSE CREATE TABLE b (i int); END IF; CREATE TABLE c (i int); END $$;`;
  const found = survey([text.slice(text.indexOf("DO"))], "postgresql");
  expect([...found.keysCreatedIn(() => true)].sort()).toEqual(["a", "b", "c"].map((name) => keyOf(name)));
});
