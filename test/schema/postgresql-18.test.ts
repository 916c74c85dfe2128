// What PostgreSQL has since 18: NOT NULL under a name, keys without overlaps.

import { expect, test } from "vitest";
import { creationOf } from "../../src/schema/creation.js";
import { printChanges } from "../../src/sql/print.js";
import { outcomesOf, replayTexts } from "./replay-text.js";

const named = `CREATE TABLE t (a int CONSTRAINT a_nn NOT NULL, b int NOT NULL, c int, CONSTRAINT c_nn NOT NULL c, PRIMARY KEY (b));`;
const on18 = (...statements: readonly string[]) =>
  replayTexts("postgresql", [[named, ...statements].join("\n")], { version: [18] });
const nullable = (history: ReturnType<typeof on18>) =>
  history.final.tables[0]?.columns.filter((column) => column.nullable).map(({ name }) => name);

test("it goes by its name, given, made up or renamed", () => {
  const history = on18(
    "ALTER TABLE t RENAME CONSTRAINT a_nn TO a_named;",
    "ALTER TABLE t DROP CONSTRAINT a_named;",
    "ALTER TABLE t ADD CONSTRAINT more NOT NULL a;",
    "ALTER TABLE t DROP CONSTRAINT more;",
    "ALTER TABLE t DROP CONSTRAINT c_nn;",
  );
  expect(outcomesOf(history).filter((outcome) => outcome.startsWith("refused"))).toEqual([]);
  expect(nullable(history)).toEqual(["a", "c"]);
});

test("one that the primary key needs stays", () => {
  const history = on18("ALTER TABLE t DROP CONSTRAINT t_b_not_null;");
  expect(outcomesOf(history).at(-1)).toBe(
    "refused: Constraint `t_b_not_null` of `t` cannot be dropped: column `b` is in the primary key.",
  );
  expect(nullable(history)).toEqual([]);
});

test("made up, it stays as table and column are renamed, and is passed over by others", () => {
  const history = on18(
    "ALTER TABLE t RENAME COLUMN b TO d;",
    "ALTER TABLE t ALTER COLUMN c SET NOT NULL;",
    "ALTER TABLE t RENAME TO u;",
    "ALTER TABLE u RENAME CONSTRAINT t_b_not_null TO kept;",
    "CREATE TABLE t (c int NOT NULL, d serial);",
    "ALTER TABLE u RENAME CONSTRAINT c_nn TO t_d_not_null;",
    "CREATE TABLE t2 (LIKE t);",
    "ALTER TABLE t DROP CONSTRAINT t_c_not_null;",
    "ALTER TABLE t ALTER COLUMN d DROP NOT NULL;",
    "ALTER TABLE t DROP CONSTRAINT t_d_not_null;",
    "ALTER TABLE t2 DROP CONSTRAINT t_c_not_null;",
  );
  expect(outcomesOf(history).filter((outcome) => outcome.startsWith("refused"))).toEqual([
    "refused: Table `t` has no constraint `t_d_not_null`.",
  ]);
});

test("one that is not there is missed, and all are before 18", () => {
  const drop = "ALTER TABLE t DROP CONSTRAINT a_nn;";
  expect(outcomesOf(on18(drop, drop)).at(-1)).toMatch(/^refused: Table `t` has no constraint `a_nn`/);
  const history = replayTexts("postgresql", [`CREATE TABLE t (a int CONSTRAINT a_nn NOT NULL);\n${drop}`]);
  expect(outcomesOf(history).at(-1)).toMatch(/^refused: Table `t` has no constraint `a_nn`/);
});

test("its name is written where the server has it", () => {
  const { tables } = creationOf(on18().final);
  expect(printChanges(tables, "postgresql", [18])).toContain("a int CONSTRAINT a_nn NOT NULL,");
  expect(printChanges(tables, "postgresql", [17])).toContain("a int NOT NULL,");
});

test("keys without overlaps are written as such", () => {
  const { final } = replayTexts(
    "postgresql",
    ["CREATE TABLE t (id int4range, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));"],
    { version: [18] },
  );
  expect(printChanges(creationOf(final).tables, "postgresql", [18])).toContain(
    "PRIMARY KEY (id, during WITHOUT OVERLAPS)",
  );
});
