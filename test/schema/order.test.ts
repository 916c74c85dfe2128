// Changes in an order in which they run.

import { describe, expect, test } from "vitest";
import { compareSchemas } from "../../src/schema/compare.js";
import type { Schema } from "../../src/schema/model.js";
import { applyGroups, orderChanges } from "../../src/schema/order.js";
import type { Change } from "../../src/sql/change.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readText, replayTexts } from "./replay-text.js";

function changesIn(dialect: Dialect, sql: string): readonly Change[] {
  return readText("changes.sql", sql, dialect).statements.flatMap((statement) =>
    statement.kind === "ddl" ? statement.changes : [],
  );
}

/** `dropColumn t a`: what it does, and to which table or name. */
function tell(change: Change): string {
  const { kind } = change;
  const table = "table" in change ? change.table?.name.text : undefined;
  const name =
    "name" in change && change.name ? ("name" in change.name ? change.name.name : change.name) : undefined;
  return [kind, table, name?.text].filter(Boolean).join(" ");
}

function order(dialect: Dialect, before: string, sql: string) {
  const schema = replayTexts(dialect, [before]).final;
  const { units, refused, after } = orderChanges(changesIn(dialect, sql), schema);
  let last: Schema = schema;
  for (const unit of units) {
    expect(compareSchemas(last, unit.before)).toEqual([]);
    last = unit.after;
  }
  expect(last === after || units.length === 0).toBe(true);
  return {
    units: units.map(({ changes }) => changes.map(tell).join(" + ")),
    refused: refused.map(({ change, refusal }) => `${tell(change)}: ${refusal.message}`),
    after,
  };
}

describe("orderChanges", () => {
  test("drops come before what they make room for, keys go before and come behind what they use", () => {
    const { units, refused } = order(
      "postgresql",
      `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE gone (id int);
       CREATE TABLE t (a int, b int, c int, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p, CONSTRAINT chk CHECK (b > 0));
       CREATE INDEX i ON t (b); CREATE TYPE mood AS ENUM ('x'); CREATE VIEW v AS SELECT 1 AS one; CREATE SEQUENCE s; CREATE DOMAIN d AS int;`,
      `DROP DOMAIN d; DROP TYPE mood; CREATE VIEW w AS SELECT 2 AS two; COMMENT ON CONSTRAINT fk2 ON t IS 'x';
       ALTER TABLE t ADD CONSTRAINT fk2 FOREIGN KEY (n) REFERENCES p; ALTER TABLE t ADD CONSTRAINT chk2 CHECK (n > 0);
       CREATE INDEX j ON t (n); ALTER TABLE t ADD n int; ALTER TABLE t ALTER c TYPE bigint; COMMENT ON TABLE t IS 'y';
       CREATE TABLE made (id int); CREATE SEQUENCE s2; CREATE TYPE mood2 AS ENUM ('x'); DROP SEQUENCE s;
       ALTER TABLE t DROP COLUMN b; DROP INDEX i; ALTER TABLE t DROP CONSTRAINT chk; DROP TABLE gone; DROP VIEW v;
       ALTER TABLE p RENAME TO p2; ALTER TABLE p2 RENAME TO p;`,
    );
    expect(refused).toEqual([]);
    expect(units).toEqual([
      "renameTable p",
      "renameTable p2",
      "dropObject v",
      "dropTable gone",
      "dropIndex",
      "dropConstraint t chk",
      "dropColumn t",
      "dropObject s",
      "createObject s2",
      "createEnum",
      "createTable made",
      "setComment t",
      "alterColumn t",
      "addColumn t",
      "addIndex t",
      "addCheck t",
      "addForeignKey t",
      "setComment t fk2",
      "createObject w",
      "dropObject d",
      "dropObject mood",
    ]);
  });

  test("a key that is always needed goes with the one that takes its place", () => {
    const { units, refused } = order(
      "mysql",
      "CREATE TABLE t (a INT AUTO_INCREMENT, b INT NOT NULL, PRIMARY KEY (a), KEY i (b)); CREATE TABLE u (x INT, KEY i (x));",
      `ALTER TABLE t DROP PRIMARY KEY; ALTER TABLE t ADD PRIMARY KEY (a, b); ALTER TABLE t DROP KEY i; ALTER TABLE t ADD UNIQUE KEY i (b);
       ALTER TABLE u ADD KEY other (n); ALTER TABLE u ADD KEY counts (N, x); ALTER TABLE u ADD n INT; ALTER TABLE u ADD m INT;`.replace(
        "ADD n INT",
        "ADD n INT NOT NULL AUTO_INCREMENT",
      ),
    );
    expect(refused).toEqual([]);
    expect(units).toEqual([
      "dropPrimaryKey t + addIndex t",
      "dropIndex t + addIndex t",
      "addColumn u + addIndex u",
      "addColumn u",
      "addIndex u",
    ]);
  });

  test("what needs another change waits for it", () => {
    const { units, refused } = order(
      "mysql",
      "CREATE TABLE a (id INT); CREATE TABLE b (id INT); CREATE TABLE c (id INT);",
      "RENAME TABLE a TO b; RENAME TABLE b TO c; RENAME TABLE c TO d;",
    );
    expect(refused).toEqual([]);
    expect(units).toEqual(["renameTable c", "renameTable b", "renameTable a"]);
  });

  test("foreign keys in the way step aside and come back, but those to a table that goes", () => {
    const before =
      "CREATE TABLE p (id INT PRIMARY KEY, n INT); CREATE TABLE c (id INT PRIMARY KEY, a INT, CONSTRAINT fk_a FOREIGN KEY (a) REFERENCES p (id)); CREATE TABLE d (a INT, CONSTRAINT fk_d FOREIGN KEY (a) REFERENCES c (id));";
    const changed = order("mysql", before, "ALTER TABLE c DROP KEY fk_a; ALTER TABLE p ADD x INT;");
    expect(changed.refused).toEqual([]);
    expect(changed.units).toEqual(["addColumn p", "dropForeignKey c fk_a", "dropIndex c", "addForeignKey c"]);
    const dropped = order("mysql", before, "DROP TABLE c;");
    expect(dropped.units).toEqual(["dropForeignKey d fk_d", "dropTable c"]);
    expect(dropped.after.table("d")?.foreignKeys).toEqual([]);
    const both = order("mysql", before, "ALTER TABLE p DROP PRIMARY KEY; DROP TABLE c;");
    expect(both.refused).toEqual([]);
    expect(both.after.table("p")?.indexes).toEqual([]);
  });

  test("what another change took along needs no drop; what is refused everywhere is told with the reason", () => {
    const { units, refused } = order(
      "postgresql",
      "CREATE TABLE t (a int, b int, CONSTRAINT chk CHECK (a > 0)); CREATE INDEX i ON t (a); DROP INDEX i; CREATE TABLE u (id int);",
      "DROP INDEX i; ALTER TABLE t ADD b int; ALTER TABLE u ADD c int; ALTER TABLE t ALTER nope SET NOT NULL;",
    );
    expect(units).toEqual(["addColumn u"]);
    expect(refused).toEqual([
      "alterColumn t: Table `t` has no column `nope`.",
      "addColumn t: Table `t` has a column `b` already.",
    ]);
  });
});

test("applyGroups does a group wholly or not at all", () => {
  const schema = replayTexts("mysql", ["CREATE TABLE t (a INT, b INT);"]).final;
  const groups = [
    "ALTER TABLE t ADD c INT;",
    "ALTER TABLE t ADD d INT; ALTER TABLE t ADD a INT;",
    "ALTER TABLE t DROP COLUMN c; ALTER TABLE t ADD e INT;",
    "ALTER TABLE t ADD c INT; ALTER TABLE t ADD e INT;",
  ];
  const { after, refused } = applyGroups(
    groups.map((sql) => changesIn("mysql", sql)),
    schema,
  );
  expect(refused).toEqual([1, 3]);
  expect(after.table("t")?.columns.map(({ name }) => name)).toEqual(["a", "b", "e"]);
});
