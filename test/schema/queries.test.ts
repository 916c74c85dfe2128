import { describe, expect, test } from "vitest";
import type { Schema, Table } from "../../src/schema/model.js";
import {
  closedValues,
  defaultsToNow,
  fillsItself,
  foreignKeysOf,
  indexesCovering,
  indexesStartingWith,
  indexesWith,
  isAutoMaintained,
  isPartition,
  keyOn,
  nullableColumnsOf,
  referencedTable,
  triggersOf,
  uniqueKeys,
  updateTriggersOf,
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

  test("a key that every server lets a foreign key refer to is whole", () => {
    const partial = replayPostgresql(
      "CREATE TABLE t (a int, b int, c int UNIQUE NULLS NOT DISTINCT); CREATE UNIQUE INDEX one ON t (a) WHERE b > 0; CREATE INDEX two ON t (b); CREATE UNIQUE INDEX three ON t (lower(a::text), b);",
    ).final;
    const t = tableIn(partial, "t");
    expect([keyOn(t, ["a"]), keyOn(t, ["b"]), keyOn(t, ["c"])?.name]).toEqual([
      ...[undefined, undefined],
      "t_c_key",
    ]);
    expect(uniqueKeys(t).map((key) => [key.name, names(nullableColumnsOf(t, key)).join()])).toEqual([
      ["t_c_key", ""],
      ["one", "a"],
      ["three", "b"],
    ]);
    expect(names(indexesWith(t, "b"))).toEqual(["two", "three"]);
    expect(names(indexesWith(t, "nope"))).toEqual([]);
    expect(names(indexesStartingWith(t, ["nope"]))).toEqual([]);
  });

  test("what an INSERT may leave out, column by column", () => {
    const filled = (schema: Schema) => names(tableIn(schema, "t").columns.filter(fillsItself));
    expect(
      filled(
        replayMysql(
          "CREATE TABLE t (a INT NOT NULL AUTO_INCREMENT PRIMARY KEY, b INT NOT NULL, c INT, d INT NOT NULL DEFAULT 5, e INT AS (b + 1) STORED NOT NULL);",
        ).final,
      ),
    ).toEqual(["a", "c", "d", "e"]);
    expect(
      filled(
        replayPostgresql(
          "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int NOT NULL, c int, d int NOT NULL DEFAULT 5, e int NOT NULL DEFAULT NULL);",
        ).final,
      ),
    ).toEqual(["a", "c", "d"]);
  });

  test("partitions of partitioned tables, no other children", () => {
    const parts = replayPostgresql(
      "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE part PARTITION OF p DEFAULT; CREATE TABLE q (a int); CREATE TABLE child () INHERITS (q); CREATE TABLE both (a int) INHERITS (q);",
    ).final;
    expect(names(parts.tables.filter((one) => isPartition(parts, one)))).toEqual(["part"]);
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

  test("a check that is not enforced says nothing; the next one does", () => {
    const schema = replayMysql(
      "CREATE TABLE t (a VARCHAR(5), CHECK (a IN ('x')) NOT ENFORCED, CHECK (a <> ''), CHECK (a IN ('y', 'z')));",
    ).final;
    const [column] = tableIn(schema, "t").columns;
    expect(column && closedValues(schema, column)).toMatchObject({ values: ["y", "z"], by: "check" });
    expect(column && closedValues(replayMysql().final, column)).toBeUndefined();
  });

  test("a check follows its column's new name", () => {
    const schema = replayPostgresql(
      "CREATE TABLE t (a text CHECK (a IN ('x'))); ALTER TABLE t RENAME a TO b;",
    ).final;
    const [column] = tableIn(schema, "t").columns;
    expect(column && closedValues(schema, column)?.values).toEqual(["x"]);
  });
});

describe("triggers", () => {
  test("of a table, and which of them set a row before its UPDATE", () => {
    const { final } = replayPostgresql(`
      CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql;
      CREATE TABLE t (a int); CREATE TABLE u (a serial);
      CREATE TRIGGER row_one BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
      CREATE TRIGGER statement_one BEFORE UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION f();
      CREATE TRIGGER behind AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
      CREATE TRIGGER inserting BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();`);
    const [t, u] = [tableIn(final, "t"), tableIn(final, "u")];
    expect(names(triggersOf(final, t))).toEqual(["row_one", "statement_one", "behind", "inserting"]);
    expect(names(updateTriggersOf(final, t))).toEqual(["row_one"]);
    expect([triggersOf(final, u), updateTriggersOf(final, u)]).toEqual([[], []]);
    const [column] = u.columns;
    expect(
      column && [isAutoMaintained(final, column), isAutoMaintained(replayPostgresql().final, column)],
    ).toEqual([false, false]);
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
