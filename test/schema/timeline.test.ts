import { describe, expect, test } from "vitest";
import { replayMysql, stepsOf } from "./replay-text.js";

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
