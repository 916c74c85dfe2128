import { describe, expect, test } from "vitest";
import type { Schema, Table } from "../../src/schema/model.js";
import {
  closedValues,
  defaultsToNow,
  fillsItself,
  foreignKeysOf,
  indexesCovering,
  indexesStartingWith,
  isAutoMaintained,
  keyOn,
  nullableColumnsOf,
  referencedTable,
  uniqueKeys,
} from "../../src/schema/queries.js";
import { replayMysql, replayPostgresql } from "./replay-text.js";

function tableIn(schema: Schema, name: string): Table {
  const table = schema.table(name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe("keys and references", () => {
  const schema = replayMysql(`
    CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);
    CREATE TABLE t (
      id INT AUTO_INCREMENT, tenantId CHAR(36) NOT NULL, name VARCHAR(50), n INT,
      PRIMARY KEY (id), UNIQUE uq (tenantId, name), KEY k (name, tenantId), KEY p (tenantId(8)),
      CONSTRAINT fk FOREIGN KEY (tenantId) REFERENCES tenants (id)
    );`).final;
  const table = tableIn(schema, "t");

  test("indexes by their first columns, without regard to case", () => {
    expect(names(indexesStartingWith(table, ["TENANTID"]))).toEqual(["uq", "p"]);
    expect(names(indexesStartingWith(table, ["tenantId", "name"]))).toEqual(["uq"]);
    expect(names(indexesCovering(table, ["tenantId", "name"]))).toEqual(["uq", "k"]);
  });

  test("unique keys, and which of their columns may repeat", () => {
    expect(names(uniqueKeys(table))).toEqual(["PRIMARY", "uq"]);
    const [, unique] = uniqueKeys(table);
    expect(unique && names(nullableColumnsOf(table, unique))).toEqual(["name"]);
    expect(keyOn(table, ["name", "tenantId"])?.name).toBe("uq");
    expect(keyOn(table, ["tenantId"])).toBeUndefined();
  });

  test("foreign keys of a column, and where they lead", () => {
    const [key] = foreignKeysOf(table, "tenantid");
    expect(key?.name).toBe("fk");
    expect(key && referencedTable(schema, key)?.name).toBe("tenants");
  });

  test("what an INSERT may leave out", () => {
    expect(table.columns.filter(fillsItself).map(({ name }) => name)).toEqual(["id", "name", "n"]);
  });
});

describe("closedValues", () => {
  test("ENUM, CHECK and enum types", () => {
    const mysql = replayMysql(
      "CREATE TABLE t (a ENUM('x','y'), b VARCHAR(10) CHECK (b IN ('p', 'q')), c INT);",
      "ALTER TABLE t MODIFY a ENUM('x','y','z');",
    ).final;
    const [a, b, c] = tableIn(mysql, "t").columns;
    expect(a && closedValues(mysql, a)?.values).toEqual(["x", "y", "z"]);
    expect(a && closedValues(mysql, a)?.at.file.path).toBe("002_test.sql");
    expect(b && closedValues(mysql, b)).toMatchObject({ values: ["p", "q"], by: "check" });
    expect(c && closedValues(mysql, c)).toBeUndefined();

    const postgresql = replayPostgresql(
      "CREATE TYPE state AS ENUM ('A'); CREATE TABLE t (a state, b state[], c public.state); ALTER TYPE state ADD VALUE 'B';",
    ).final;
    const [own, list, qualified] = tableIn(postgresql, "t").columns;
    expect(own && closedValues(postgresql, own)).toMatchObject({ values: ["A", "B"], by: "enumType" });
    expect(list && closedValues(postgresql, list)).toBeUndefined();
    expect(qualified && closedValues(postgresql, qualified)?.values).toEqual(["A", "B"]);
  });

  test("a check follows its column's new name", () => {
    const schema = replayPostgresql(
      "CREATE TABLE t (a text CHECK (a IN ('x'))); ALTER TABLE t RENAME a TO b;",
    ).final;
    const [column] = tableIn(schema, "t").columns;
    expect(column && closedValues(schema, column)?.values).toEqual(["x"]);
  });
});

describe("timestamps", () => {
  test("ON UPDATE, or a trigger before each UPDATE", () => {
    const mysql = replayMysql(
      "CREATE TABLE t (a TIMESTAMP DEFAULT NOW() ON UPDATE NOW(), b DATETIME DEFAULT '2020-01-01');",
    ).final;
    const [a, b] = tableIn(mysql, "t").columns;
    expect(a && [defaultsToNow(a), isAutoMaintained(mysql, a)]).toEqual([true, true]);
    expect(b && [defaultsToNow(b), isAutoMaintained(mysql, b)]).toEqual([false, false]);

    const create =
      "CREATE TABLE t (a timestamptz DEFAULT now()); CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql;";
    const trigger = (timing: string) =>
      `${create} CREATE TRIGGER tr ${timing} UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();`;
    for (const [sql, expected] of [
      [create, false],
      [trigger("AFTER"), false],
      [trigger("BEFORE"), true],
    ] as const) {
      const schema = replayPostgresql(sql).final;
      const [column] = tableIn(schema, "t").columns;
      expect(column && isAutoMaintained(schema, column)).toBe(expected);
    }
  });
});
