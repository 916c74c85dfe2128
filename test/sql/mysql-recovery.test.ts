import { describe, expect, test } from "vitest";
import { read } from "./mysql-reading.js";

/** The columns and keys of the table that a broken statement still gives. */
function elementsOf(sql: string): readonly string[] {
  const [change] = read(sql).changes;
  if (change?.kind !== "createTable") return [];
  return [
    ...change.columns.map((column) => column.name.text),
    ...change.indexes.map((index) => index.name?.text ?? index.kind),
    ...change.foreignKeys.map((key) => key.name?.text ?? "foreign key"),
  ];
}

describe("a broken table costs one problem, at the token to change, and is read on", () => {
  test.each([
    ["CREATE TABLE t (a INT, b INT,)", ",: Trailing comma before `)`."],
    ["CREATE TABLE t (a INT,, b INT)", ",: A comma too many: nothing stands before it."],
    ["CREATE TABLE t (a INT b INT)", "b: A comma is missing before `b`."],
    [
      "CREATE TABLE t (a INT NOT NULL PRIMARY KEY (a), b INT)",
      "PRIMARY: A comma is missing before `PRIMARY`.",
    ],
    ["CREATE TABLE t (a, b INT)", "a: Column `a` has no type."],
    ["CREATE TABLE t (a VARCHAR, b INT)", "VARCHAR: VARCHAR has no length."],
    ["CREATE TABLE t (a ENUM('x', 'y',), b INT)", ",: Trailing comma before `)` in the list of values."],
    ["CREATE TABLE t (a INT, b INT, KEY k (a,))", ",: Trailing comma before `)`."],
    ["CREATE TABLE t (a INT, order INT, b INT)", "order: `order` is a reserved word."],
    ["CREATE TABLE t (a INT, key VARCHAR(64), b INT)", "key: `key` is a reserved word."],
    ["CREATE TABLE t (a INT, b INT) TYPE=InnoDB", "TYPE=InnoDB: TYPE is no table option since MySQL 5.5."],
  ])("%s", (sql, wanted) => {
    expect(read(sql).problems).toEqual([wanted]);
    expect(elementsOf(sql)).toEqual(expect.arrayContaining(["a"]));
    if (/b INT/.test(sql)) expect(elementsOf(sql)).toContain("b");
  });

  test("a parenthesis that is never closed", () => {
    const { problems } = read("CREATE TABLE t (a INT, b INT");
    expect(problems).toEqual(["INT: The `)` that closes the table's definition is missing."]);
    expect(elementsOf("CREATE TABLE t (a INT, b INT")).toEqual(["a", "b"]);
  });

  test("a clause that it does not know", () => {
    const sql = "CREATE TABLE t (a INT FANCY, b INT, KEY k (a), c INT WITH GLITTER (5) NOT NULL)";
    expect(read(sql).problems).toEqual([
      "? FANCY: Cannot read `FANCY` in the definition of column `a`.",
      "? WITH: Cannot read `WITH` in the definition of column `c`.",
    ]);
    expect(elementsOf(sql)).toEqual(["a", "b", "c", "k"]);
  });

  test("an element that is none", () => {
    const sql = "CREATE TABLE t (a INT, 5, b INT)";
    expect(read(sql).problems).toHaveLength(1);
    expect(elementsOf(sql)).toEqual(["a", "b"]);
  });
});

describe("a broken ALTER TABLE costs one problem, and the next action is read", () => {
  test.each([
    ["ADD a INT, DROP b,", ",: Trailing comma at the end of the statement."],
    ["ADD a INT DROP b", "DROP: A comma is missing before `DROP`."],
    ["ADD a INT,, DROP b", ",: A comma too many: no action stands before it."],
    [
      "ADD a INT, FROBNICATE c, DROP b",
      "? FROBNICATE: Cannot read `FROBNICATE` as an action of ALTER TABLE.",
    ],
    ["ADD KEY k (x, DROP b", "DROP: `DROP` is a reserved word."],
    [
      "MODIFY a INT REFERENCES p (id), DROP b",
      "REFERENCES p (id): REFERENCES cannot stand behind MODIFY or CHANGE.",
    ],
  ])("%s", (actions, wanted) => {
    const { problems, changes } = read(`ALTER TABLE t ${actions}`);
    expect(problems[0]).toBe(wanted);
    if (!actions.includes("KEY k")) expect(changes.map((change) => change.kind)).toContain("dropColumn");
  });
});

describe("what swallows the rest is told at its beginning", () => {
  test.each([
    ["CREATE TABLE t (a INT DEFAULT 'x, b INT); DROP TABLE u;", "'"],
    ["CREATE TABLE t (a INT /* why, b INT); DROP TABLE u;", "/*"],
    ["CREATE TABLE `t (a INT); DROP TABLE u;", "`"],
  ])("%s", (sql, wanted) => {
    const { problems } = read(sql);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`${wanted}: `)).toBe(true);
  });
});

describe("reserved words", () => {
  test.each([
    ["CREATE TABLE groups (rank INT)", [8, 0], 2],
    ["CREATE TABLE groups (rank INT)", [5, 7], 0],
    ["CREATE TABLE `groups` (`rank` INT)", [8, 0], 0],
    ["ALTER TABLE t DROP COLUMN system, ADD COLUMN name INT", [8, 0], 1],
    ["DROP TABLE s.order", [8, 0], 0],
  ])("%s on %j: %i", (sql, version, count) => {
    const reserved = read(sql, "mysql", version).problems.filter((problem) =>
      problem.endsWith("is a reserved word."),
    );
    expect(reserved).toHaveLength(count);
  });

  test("are those of the dialect", () => {
    expect(read("CREATE TABLE t (rank INT)", "mariadb", [10, 11]).problems).toEqual([]);
    expect(read("CREATE TABLE t (offset INT)", "mariadb", [10, 11]).problems).toHaveLength(1);
    expect(read("CREATE TABLE t (offset INT)", "mysql", [8, 0]).problems).toEqual([]);
  });
});

describe("statements", () => {
  test("that begin like none", () => {
    const { statements, problems } = read("CRAETE TABLE t (a INT); DROP TABLE u;");
    expect(problems).toHaveLength(1);
    expect(statements.map((statement) => statement.kind)).toEqual(["opaque", "ddl"]);
  });

  test("whose `;` was forgotten", () => {
    const { problems, changes } = read("DROP TABLE a\nDROP TABLE b;");
    expect(problems).toEqual(["DROP: A `;` is missing before `DROP`."]);
    expect(changes).toHaveLength(2);
  });
});
