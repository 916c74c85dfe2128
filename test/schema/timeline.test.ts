import { describe, expect, test } from "vitest";
import { compareSchemas } from "../../src/schema/compare.js";
import type { Schema } from "../../src/schema/model.js";
import { replayScript } from "../../src/schema/replay.js";
import { Ledger } from "../../src/schema/timeline/ledger.js";
import { Mentions } from "../../src/schema/timeline/mentions.js";
import { Timeline } from "../../src/schema/timeline/timeline.js";
import { nowhere, SourceFile } from "../../src/text/source-file.js";
import { readText, replayMysql, replayPostgresql, stepsOf } from "./replay-text.js";

describe("moments", () => {
  const history = replayMysql(
    "CREATE TABLE a (id INT); CREATE TABLE b (id INT); CREATE TABLE c (id INT);",
    "DROP TABLE a; RENAME TABLE b TO z; CREATE TABLE a (id INT); ALTER TABLE c ADD x INT;",
  );
  const names = (schema: { readonly tables: readonly { readonly name: string }[] }) =>
    schema.tables.map(({ name }) => name);

  test("each step keeps the schema before and after it, whatever comes later", () => {
    expect(
      stepsOf(history).map(({ before, after }) => [names(before).join(""), names(after).join("")]),
    ).toEqual([
      ["", "a"],
      ["a", "ab"],
      ["ab", "abc"],
      ["abc", "bc"],
      ["bc", "zc"],
      ["zc", "zca"],
      ["zca", "zca"],
    ]);
  });

  test("tables come in the order of creation; a renamed one keeps its place", () => {
    expect(names(history.final)).toEqual(["z", "c", "a"]);
  });

  test("what did not change is the very same object", () => {
    const [first, last] = [stepsOf(history)[2], stepsOf(history)[6]];
    expect(last?.after.table("z")?.columns[0]?.bornAt).toEqual(first?.after.table("b")?.columns[0]?.bornAt);
    expect(stepsOf(history)[5]?.after.table("c")).toBe(first?.after.table("c"));
    expect(last?.before).toBe(stepsOf(history)[5]?.after);
  });

  test("a moment holds no copy of the schema", () => {
    const migrations = Array.from({ length: 500 }, (_, at) => `CREATE TABLE t${at} (id INT PRIMARY KEY);`);
    const steps = stepsOf(replayMysql(...migrations));
    const fields = steps.map(({ before }) => Object.values(before).filter(Array.isArray).length);
    expect(Math.max(...fields)).toBe(0);
    expect(steps[250]?.before.tables).toHaveLength(250);
  });
});

describe("foreignKeysTo", () => {
  test("follows renames of either side, and forgets dropped keys", () => {
    const history = replayMysql(
      "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));",
      "RENAME TABLE p TO parent, c TO child;",
      "ALTER TABLE child DROP FOREIGN KEY fk;",
    );
    const keysAt = (migration: number, name: string) => {
      const schema = history.migrations[migration]?.forward.after;
      const table = schema?.table(name);
      return table && schema?.foreignKeysTo(table).map((key) => `${key.table}.${key.name}`);
    };
    expect(keysAt(0, "p")).toEqual(["c.fk"]);
    expect(keysAt(1, "parent")).toEqual(["child.fk"]);
    expect(keysAt(2, "parent")).toEqual([]);
  });
});

describe("the ledger of one kind of object", () => {
  const trace = { how: "dropped", at: { file: new SourceFile("", ""), range: nowhere } } as const;

  test("finds the version of a moment, and says what a write stands in for", () => {
    const ledger = new Ledger<string>(undefined, 0);
    expect(ledger.write("a", 1, "a1")).toBeUndefined();
    ledger.write("b", 2, "b2");
    expect(ledger.write("a", 3, "a3")).toBe("a1");
    ledger.remove("a", 5, trace);
    ledger.write("a", 7, "a7");
    expect(Array.from({ length: 9 }, (_, moment) => ledger.find("a", moment)?.value)).toEqual([
      undefined,
      ...["a1", "a1", "a3", "a3"],
      ...[undefined, undefined],
      ...["a7", "a7"],
    ]);
    expect(ledger.find("a", 6)?.trace).toBe(trace);
    // One that went away and came back is the newest.
    expect([ledger.valuesAt(4), ledger.valuesAt(6), ledger.valuesAt(8)]).toEqual([
      ["a3", "b2"],
      ["b2"],
      ["b2", "a7"],
    ]);
  });

  test("tells what was written between two moments", () => {
    const ledger = new Ledger<string>(undefined, 0);
    for (const [at, key] of ["a", "b", "c", "d", "e"].entries()) ledger.write(key, (at + 1) * 2, key);
    const between = (from: number, to: number) => {
      const keys = new Set<string>();
      ledger.keysIn(from, to, keys);
      return [...keys].join("");
    };
    expect(between(0, 20)).toBe("abcde");
    expect(between(4, 8)).toBe("cd");
    expect(between(3, 7)).toBe("bc");
    expect(between(10, 20)).toBe("");
    expect(between(0, 1)).toBe("");
    expect(new Ledger(undefined, 0).find("a", 3)).toBeUndefined();
  });

  test("stands on a moment of another one, which may go on, and goes back to it", () => {
    const base = new Ledger<string>(undefined, 0);
    base.write("a", 1, "a1");
    base.write("b", 2, "b2");
    base.write("a", 3, "a3");
    const above = new Ledger<string>(base, 2);
    expect(above.valuesAt(9)).toEqual(["a1", "b2"]);
    expect(above.write("c", 3, "c3")).toBeUndefined();
    expect(above.write("b", 4, "b4")).toBe("b2");
    expect(above.valuesAt(4)).toEqual(["a1", "b4", "c3"]);
    expect(base.valuesAt(9)).toEqual(["a3", "b2"]);
    above.revertTo(3);
    expect(above.valuesAt(4)).toEqual(["a1", "b2", "c3"]);
    above.revertTo(0);
    expect(above.valuesAt(4)).toEqual(["a1", "b2"]);
  });
});

describe("mentions", () => {
  test("come each once, in order, those of below first", () => {
    const below = new Mentions(undefined);
    const above = new Mentions(below);
    const keys = Array.from({ length: 12 }, (_, at) => `t${at}`);
    for (const key of [...keys, ...keys.toReversed(), ...keys]) below.add("target", "p", key);
    expect(below.keys("target", "p")).toEqual(keys);
    expect(above.keys("target", "p")).toEqual(keys);
    for (const key of ["t3", "u", "u", "t4", "u"]) above.add("target", "p", key);
    expect(above.keys("target", "p")).toEqual([...keys, "u"]);
    above.add("target", "q", "t1");
    expect([above.keys("target", "q"), below.keys("target", "q")]).toEqual([["t1"], []]);
    expect(above.keys("owner", "p")).toEqual([]);
    expect([above.has("target", "p"), above.has("target", "q"), above.has("target", "r")]).toEqual([
      ...[true, true],
      false,
    ]);
    expect([below.has("target", "p"), below.has("target", "q"), below.has("owner", "p")]).toEqual([
      true,
      ...[false, false],
    ]);
  });

  test("a table that speaks of another twice, or again, is found once; what another schema has is not", () => {
    const names = (schema: Schema, name: string, own?: string) => {
      const table = schema.table(name, own);
      return table && schema.foreignKeysTo(table).map((key) => `${key.table}.${key.name}`);
    };
    const { final } = replayPostgresql(`
      CREATE SCHEMA app;
      CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q (id int PRIMARY KEY); CREATE TABLE app.p (id int PRIMARY KEY);
      CREATE TABLE c (a int CONSTRAINT c1 REFERENCES p, b int CONSTRAINT c2 REFERENCES p, c int CONSTRAINT c3 REFERENCES q, d int CONSTRAINT c4 REFERENCES app.p);
      CREATE TABLE d (a int CONSTRAINT d1 REFERENCES p, b int CONSTRAINT d2 REFERENCES q);
      ALTER TABLE c DROP CONSTRAINT c2; ALTER TABLE c ADD CONSTRAINT c5 FOREIGN KEY (b) REFERENCES p;`);
    expect(names(final, "p")).toEqual(["c.c1", "c.c5", "d.d1"]);
    expect(names(final, "q")).toEqual(["c.c3", "d.d2"]);
    expect(names(final, "p", "app")).toEqual(["c.c4"]);
  });
});

describe("schemas that stand on a common one", () => {
  const { final } = replayMysql(
    "CREATE TABLE a (id INT); CREATE TABLE b (id INT); CREATE TABLE c (id INT); CREATE VIEW v AS SELECT 1 AS one;",
  );
  const on = (schema: Schema, sql: string) => replayScript(readText("on.sql", sql, "mysql"), schema).after;
  const between = (a: Schema, b: Schema) =>
    compareSchemas(a, b).map(({ how, kind, name }) => `${how} ${kind} ${name}`);

  test("differ in what was written since, on either side, however deep", () => {
    const left = on(final, "DROP TABLE a; CREATE TEMPORARY TABLE x (id INT);");
    const right = on(final, "ALTER TABLE b ADD x INT;");
    const deep = on(on(right, "DROP VIEW v;"), "CREATE TABLE d (id INT);");
    expect(between(final, left)).toEqual(["missing table a"]);
    expect(between(left, final)).toEqual(["left over table a"]);
    expect(between(left, right)).toEqual(["left over column x", "left over table a"]);
    expect(between(right, left).toSorted()).toEqual(["missing column x", "missing table a"]);
    const parts = ["left over column x", "left over table d", "missing object v"];
    expect(between(final, deep).toSorted()).toEqual(parts);
    expect(between(left, deep).toSorted()).toEqual([...parts, "left over table a"].toSorted());
    expect(between(deep, left).toSorted()).toEqual([
      "left over object v",
      "missing column x",
      "missing table a",
      "missing table d",
    ]);
    expect(between(deep, deep)).toEqual([]);
  });

  test("are written to and taken back without a trace", () => {
    const timeline = Timeline.on(final);
    const start = timeline.now;
    const [a] = start.tables;
    expect(timeline.settings.foreignKeyChecks).toBe(true);
    timeline.settings = { ...timeline.settings, foreignKeyChecks: false };
    if (a) timeline.removeTable(a, { how: "dropped", at: a.bornAt });
    expect([timeline.now.tables.length, timeline.settings.foreignKeyChecks]).toEqual([2, false]);
    timeline.revertTo(start);
    expect(timeline.now).toBe(start);
    expect([timeline.now.tables.length, timeline.settings.foreignKeyChecks]).toEqual([3, true]);
    if (a) timeline.putTable(a.with({ comment: "new" }));
    expect(timeline.now.tables.map(({ comment }) => comment)).toEqual(["new", undefined, undefined]);
    expect(final.tables[0]).toBe(a);
  });

  test("are made by a replay, or cannot be written to", () => {
    expect(() => Timeline.on({ ...final } as Schema)).toThrow(
      "A schema that no replay made cannot be changed.",
    );
  });
});
